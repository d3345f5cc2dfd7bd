package dev.antipode.controller.paper;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.antipode.controller.ForeignBytes;
import dev.antipode.controller.store.RefusedFileException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Pairs of IDX files: two bytes of the length of the first, then both. */
class PictureFuzzTest {
    private static final int SIDE = 8;

    @MethodSource("pairs")
    @FuzzTest
    void pictures(byte[] input) {
        if (input.length < Short.BYTES) {
            return;
        }
        int middle =
                Math.min(input.length, Short.BYTES + (ByteBuffer.wrap(input).getShort() & 0xFFFF));
        Path folder = ForeignBytes.file("train-images-idx3-ubyte", Arrays.copyOfRange(input, Short.BYTES, middle))
                .getParent();
        ForeignBytes.file("train-labels-idx1-ubyte", Arrays.copyOfRange(input, middle, input.length));
        ForeignBytes.read(input, RefusedFileException.class, () -> IdxFiles.read(folder, 2));
    }

    static Stream<byte[]> pairs() {
        int images = 16 + 2 * SIDE * SIDE;
        ByteBuffer pair = ByteBuffer.allocate(Short.BYTES + images + 10);
        pair.putShort((short) images).putInt(0x803).putInt(2).putInt(SIDE).putInt(SIDE);
        pair.position(Short.BYTES + images)
                .putInt(0x801)
                .putInt(2)
                .put((byte) 3)
                .put((byte) 9);
        return Stream.of(pair.array());
    }
}
