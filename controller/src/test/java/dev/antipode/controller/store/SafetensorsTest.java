package dev.antipode.controller.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The safetensors layout, and that no damage to a file goes unnoticed. */
class SafetensorsTest {
    @TempDir
    Path folder;

    private static final Safetensors SMALL = new Safetensors(
            Map.of("note", "a \"quoted\" word, and µ"),
            List.of(
                    Tensor.of("w", new float[] {1.5f, -0f, Float.NaN, 1e-45f}, 2, 2),
                    Tensor.of("m", new double[] {Math.PI}),
                    Tensor.of("n", new long[] {Long.MIN_VALUE, 7}),
                    Tensor.of("none", new double[0])));

    @Test
    void theLayoutIsThatOfTheFormat() {
        byte[] file = SMALL.bytes("controller", 1);
        ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int length = Math.toIntExact(buffer.getLong());
        String header = new String(file, 8, length, StandardCharsets.UTF_8);
        assertThat(length % 8).isZero();
        assertThat(header)
                .startsWith("{\"__metadata__\":{")
                .contains("\"w\":{\"dtype\":\"F32\",\"shape\":[2,2],\"data_offsets\":[0,16]}")
                .contains("\"m\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[16,24]}")
                .contains("\"n\":{\"dtype\":\"I64\",\"shape\":[2],\"data_offsets\":[24,40]}")
                .contains("\"none\":{\"dtype\":\"F64\",\"shape\":[0],\"data_offsets\":[40,40]}");
        assertThat(file).hasSize(8 + length + 40);
        assertThat(buffer.getFloat(8 + length)).isEqualTo(1.5f);
        assertThat(buffer.getDouble(8 + length + 16)).isEqualTo(Math.PI);
        assertThat(buffer.getLong(8 + length + 32)).isEqualTo(7);
    }

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        Safetensors read = read(SMALL.bytes("controller", 1));
        assertThat(read.metadata()).isEqualTo(SMALL.metadata());
        assertThat(read.tensors()).hasSize(4);
        for (int i = 0; i < 4; i++) {
            assertThat(read.tensors().get(i).bytes())
                    .isEqualTo(SMALL.tensors().get(i).bytes());
        }
        assertThat(read.tensor("w").doubles()).containsExactly(1.5, -0.0, Double.NaN, (double) 1e-45f);
        assertThat(read.tensor("n").longs()).containsExactly(Long.MIN_VALUE, 7);
        assertThat(read.tensor("other")).isNull();
    }

    @Test
    void everyTruncationIsNamed() throws IOException {
        byte[] file = SMALL.bytes("controller", 1);
        for (int length = 0; length < file.length; length++) {
            byte[] damaged = Arrays.copyOf(file, length);
            assertThatThrownBy(() -> read(damaged))
                    .isInstanceOf(RefusedFileException.class)
                    .hasMessageContaining("is cut short")
                    .hasMessageContaining("file.safetensors");
        }
    }

    @Test
    void everyFlippedBitIsNoticed() throws IOException {
        byte[] file = SMALL.bytes("controller", 1);
        for (int bit = 0; bit < 8 * file.length; bit++) {
            byte[] damaged = file.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> read(damaged), "bit %d", bit)
                    .isInstanceOf(RefusedFileException.class)
                    .message()
                    .doesNotContain("\n")
                    .containsPattern("altered|cut short|newer|not a|is a ");
        }
    }

    @Test
    void bytesAfterTheDataAreNoticed() throws IOException {
        byte[] file = SMALL.bytes("controller", 1);
        assertThatThrownBy(() -> read(Arrays.copyOf(file, file.length + 3)))
                .hasMessageContaining("is altered: 3 bytes follow its data");
    }

    @Test
    void aNewerFormatAsksForAnUpdate() {
        assertThatThrownBy(() -> read(SMALL.bytes("controller", 2)))
                .hasMessageContaining("has format version 2, newer than version 1")
                .hasMessageContaining("update Antipode");
    }

    @Test
    void anotherKindOfFileIsNamed() {
        assertThatThrownBy(() -> read(SMALL.bytes("checkpoint", 1)))
                .hasMessageContaining("is a checkpoint file, not a controller file");
    }

    @Test
    void anotherProgramsFileIsNamed() {
        byte[] header =
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}".getBytes(StandardCharsets.UTF_8);
        ByteBuffer file = ByteBuffer.allocate(8 + header.length + 4).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(header.length).put(header);
        assertThatThrownBy(() -> read(file.array())).hasMessageContaining("is not a controller file of Antipode");
    }

    @Test
    void textIsNotASafetensorsFile() {
        assertThatThrownBy(() -> read("hello, this is some text".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("is not a safetensors file");
    }

    @Test
    void aMissingFileAndAFolderAreNamed() {
        assertThatThrownBy(() -> SafetensorsReader.read(folder.resolve("absent"), "controller", 1))
                .isInstanceOf(RefusedFileException.class)
                .hasMessageEndingWith("absent cannot be read: no such file or folder");
        assertThatThrownBy(() -> SafetensorsReader.read(folder, "controller", 1))
                .hasMessageEndingWith("is a folder, not a controller file");
    }

    private Safetensors read(byte[] bytes) throws IOException {
        Path file = folder.resolve("file.safetensors");
        Files.write(file, bytes);
        return SafetensorsReader.read(file, "controller", 1);
    }
}
