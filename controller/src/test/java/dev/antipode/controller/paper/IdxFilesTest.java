package dev.antipode.controller.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antipode.controller.store.RefusedFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pairs of IDX files as MNIST's description defines them, and what is wrong with others. */
class IdxFilesTest {
    private static final int COUNT = 20;
    private static final int SIDE = 28;

    @TempDir
    Path folder;

    @BeforeEach
    void wholePair() throws IOException {
        Files.write(images(), images(COUNT, SIDE));
        Files.write(labels(), labels(COUNT));
    }

    private Path images() {
        return folder.resolve("train-images-idx3-ubyte");
    }

    private Path labels() {
        return folder.resolve("train-labels-idx1-ubyte");
    }

    /** Picture i is dark but for its first row, which is full ink. */
    private static byte[] images(int count, int side) {
        ByteBuffer buffer = ByteBuffer.allocate(16 + count * side * side);
        buffer.putInt(0x803).putInt(count).putInt(side).putInt(side);
        for (int i = 0; i < count; i++) {
            for (int p = 0; p < side * side; p++) {
                buffer.put((byte) (p < side ? 255 : 0));
            }
        }
        return buffer.array();
    }

    private static byte[] labels(int count) {
        ByteBuffer buffer = ByteBuffer.allocate(8 + count);
        buffer.putInt(0x801).putInt(count);
        for (int i = 0; i < count; i++) {
            buffer.put((byte) (i % 10));
        }
        return buffer.array();
    }

    private void refused(String... words) {
        assertThatThrownBy(() -> IdxFiles.read(folder, 16))
                .isInstanceOf(RefusedFileException.class)
                .hasMessageContainingAll(words);
    }

    @Test
    void picturesAreAveraged() throws IOException {
        Digits digits = IdxFiles.read(folder, 16);
        assertThat(digits.classes()).hasSize(16).startsWith(0, 1, 2);
        assertThat(digits.pixels()).hasDimensions(16, 64);
        // Rows 0 to 3 of 28 go to the first of 8.
        assertThat(Arrays.copyOf(digits.pixels()[3], 8)).containsOnly(0.25);
        assertThat(Arrays.copyOfRange(digits.pixels()[3], 8, 64)).containsOnly(0);
    }

    @Test
    void otherPicturesHaveAnotherName() throws IOException {
        String name = IdxFiles.read(folder, 16).source();
        byte[] other = images(COUNT, SIDE);
        other[20] = 7;
        Files.write(images(), other);
        assertThat(IdxFiles.read(folder, 16).source()).isNotEqualTo(name);
    }

    @Test
    void cutShort() throws IOException {
        Files.write(images(), Arrays.copyOf(images(COUNT, SIDE), 1000));
        refused("train-images-idx3-ubyte is cut short", "1000");
        Files.write(images(), Arrays.copyOf(images(COUNT, SIDE), 7));
        refused("train-images-idx3-ubyte is cut short");
        Files.write(images(), images(COUNT, SIDE));
        Files.write(labels(), Arrays.copyOf(labels(COUNT), 10));
        refused("train-labels-idx1-ubyte is cut short");
    }

    @Test
    void ofTheWrongKind() throws IOException {
        Files.write(images(), labels(2000));
        refused("is not an IDX file of pictures", "00000801");
        Files.write(images(), new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0});
        refused("is not an IDX file of pictures", "unpacked");
    }

    /** Enough of both, but not of one another. */
    @Test
    void ofUnequalCounts() throws IOException {
        Files.write(labels(), labels(COUNT - 1));
        refused("train-labels-idx1-ubyte holds 19 classes for the 20 pictures of train-images-idx3-ubyte");
    }

    @Test
    void tooFewOrTooSmallOrNoDigits() throws IOException {
        Files.write(images(), images(3, SIDE));
        refused("holds 3 pictures");
        Files.write(images(), images(COUNT, 4));
        refused("4 x 4 pixels");
        Files.write(images(), images(COUNT, SIDE));
        byte[] letters = labels(COUNT);
        letters[9] = 25;
        Files.write(labels(), letters);
        refused("picture 1 the class 25");
        Files.delete(labels());
        refused("holds no file train-labels-idx1-ubyte");
    }
}
