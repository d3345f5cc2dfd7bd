package dev.antipode.controller.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.antipode.controller.ForeignBytes;
import dev.antipode.controller.train.LearningSettings;
import dev.antipode.core.kernel.KernelArchive;
import dev.antipode.core.kernel.KernelArchiveFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that users bring: controllers, checkpoints, baked kernels, tables and configurations. */
class StoreFuzzTest {
    /** What is read, written. */
    @FunctionalInterface
    private interface Writer<T> {
        void write(Path file, T content) throws IOException;
    }

    /** Reads a file. */
    @FunctionalInterface
    private interface Reader<T> {
        T read(Path file) throws IOException;
    }

    /** Read or refused; and what was read is written to the same bytes again and again. */
    private static <T> void check(String name, byte[] input, Reader<T> reader, Writer<T> writer) throws IOException {
        Path file = ForeignBytes.file(name, input);
        var read = ForeignBytes.read(input, RefusedFileException.class, () -> reader.read(file));
        if (read.isPresent()) {
            writer.write(file, read.get());
            byte[] once = Files.readAllBytes(file);
            writer.write(file, reader.read(file));
            assertThat(Files.readAllBytes(file)).isEqualTo(once);
        }
    }

    /** As it is, and as what it would be with the right checksum. */
    @MethodSource("controllers")
    @FuzzTest
    void controller(byte[] input) throws IOException {
        check("c.safetensors", input, ControllerFile::read, (file, read) -> read.write(file));
        check("c.safetensors", sealed(input), ControllerFile::read, (file, read) -> read.write(file));
    }

    static Stream<byte[]> controllers() throws IOException {
        Path file = ForeignBytes.file("seed", new byte[0]);
        TrainingRecord training =
                new TrainingRecord("1", LearningSettings.defaults().toMap(), 2, 1, 9, 12.5, 0.1, 1);
        new ControllerFile(ControllerFileTest.same(), training).write(file);
        return Stream.of(Files.readAllBytes(file));
    }

    @MethodSource("checkpoints")
    @FuzzTest
    void checkpoint(byte[] input) throws IOException {
        check("c.safetensors", input, CheckpointFile::read, CheckpointFile::write);
        check("c.safetensors", sealed(input), CheckpointFile::read, CheckpointFile::write);
    }

    static Stream<byte[]> checkpoints() throws IOException {
        Path file = ForeignBytes.file("seed", new byte[0]);
        CheckpointFile.write(file, ControllerFileTest.state(LearningSettings.defaults()));
        return Stream.of(Files.readAllBytes(file));
    }

    private static byte[] sealed(byte[] input) {
        byte[] file = input.clone();
        long header = file.length < Long.BYTES
                ? -1
                : ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (header >= 0 && header <= file.length - Long.BYTES) {
            String start = "\"" + Safetensors.SUM + "\":\"";
            int at = new String(file, StandardCharsets.ISO_8859_1).indexOf(start) + start.length();
            int end = at + Safetensors.NO_SUM.length();
            if (at > start.length() && end < Long.BYTES + header) {
                Arrays.fill(file, at, end, (byte) '0');
                byte[] sum = Safetensors.sum(file).getBytes(StandardCharsets.US_ASCII);
                System.arraycopy(sum, 0, file, at, sum.length);
            }
        }
        return file;
    }

    @MethodSource("archives")
    @FuzzTest
    void kernels(byte[] input) {
        Path file = ForeignBytes.file("kernels.jar", input);
        ForeignBytes.read(input, IOException.class, () -> KernelArchiveFile.madeFor(file));
        ForeignBytes.read(input, IOException.class, () -> KernelArchiveFile.read(file));
    }

    static Stream<byte[]> archives() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        KernelArchiveFile.write(KernelArchive.recorder(), Map.of("Antipode-Form", "1"), bytes);
        return Stream.of(bytes.toByteArray());
    }

    @MethodSource("tables")
    @FuzzTest
    void table(byte[] input) throws IOException {
        Path file = ForeignBytes.file("table.csv", input);
        var read = ForeignBytes.read(input, RefusedFileException.class, () -> CsvTable.read(file));
        if (read.isPresent() && read.get().columns().stream().allMatch(StoreFuzzTest::writable)) {
            byte[] once = written(read.get());
            assertThat(written(CsvTable.read(ForeignBytes.file("table.csv", once))))
                    .isEqualTo(once);
        }
    }

    /** A name of ours; a user's may be blank, or hold quotes, blanks at its ends, or the mark that some programs begin a file with. */
    private static boolean writable(String name) {
        return !name.isBlank() && name.equals(name.strip()) && name.chars().noneMatch(c -> c == '"' || c == '\uFEFF');
    }

    private static byte[] written(CsvTable table) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CsvWriter writer = new CsvWriter(bytes, table.columns());
        for (double[] row : table.rows()) {
            for (double cell : row) {
                writer.number(cell);
            }
            writer.endRow();
        }
        return bytes.toByteArray();
    }

    static Stream<byte[]> tables() {
        return texts("x,\"y\"\n1,-2.5e-3\n\nNaN,Infinity\n", "\uFEFFa.b\n.5\n");
    }

    @MethodSource("configurations")
    @FuzzTest
    void sections(byte[] input) throws IOException {
        check("run.yaml", input, file -> SectionsFile.read(file, "a run"), SectionsFile::write);
    }

    static Stream<byte[]> configurations() {
        return texts("run:\n  task: cart-pole\n  seed: '1'\nsettings: {sigma: 0.1, optimizer: adam}\n");
    }

    @MethodSource("metrics")
    @FuzzTest
    void metrics(byte[] input) throws IOException {
        Path file = ForeignBytes.file("metrics.csv", input);
        var read = ForeignBytes.read(input, RefusedFileException.class, () -> MetricsFile.read(file));
        if (read.isPresent()) {
            // Going on keeps what was read.
            MetricsFile.open(file, Integer.MAX_VALUE).close();
            List<MetricsFile.Line> kept = MetricsFile.read(file);
            assertThat(kept).isEqualTo(read.get());
        }
    }

    static Stream<byte[]> metrics() {
        return texts("0,1,2,,,0.1,0.01,1,0,0,1,2,3,4,5,es,,0,,,,,,,,\n".repeat(2));
    }

    private static Stream<byte[]> texts(String... texts) {
        return Stream.of(texts).map(text -> text.getBytes(StandardCharsets.UTF_8));
    }
}
