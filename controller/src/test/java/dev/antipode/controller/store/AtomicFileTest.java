package dev.antipode.controller.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A file appears whole or not at all. */
class AtomicFileTest {
    @TempDir
    Path folder;

    @Test
    void replacesTheOldFileOnlyOnCommit() throws IOException {
        Path file = folder.resolve("a");
        AtomicFile.write(file, new byte[] {1, 2});
        try (AtomicFile out = AtomicFile.open(file)) {
            out.write(new byte[100_000]);
            assertThat(Files.readAllBytes(file)).containsExactly(1, 2);
            out.commit();
        }
        assertThat(Files.size(file)).isEqualTo(100_000);
        assertThat(folder).isDirectoryContaining(path -> path.equals(file)).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void withoutCommitNothingRemains() throws IOException {
        Path file = folder.resolve("a");
        AtomicFile.write(file, new byte[] {1, 2});
        try (AtomicFile out = AtomicFile.open(file)) {
            out.write(new byte[100_000]);
        }
        assertThat(Files.readAllBytes(file)).containsExactly(1, 2);
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void theLeftoverOfAKilledProcessIsInNobodysWay() throws IOException {
        Files.write(folder.resolve("a.part"), new byte[500]);
        AtomicFile.write(folder.resolve("a"), new byte[] {1});
        assertThat(Files.readAllBytes(folder.resolve("a"))).containsExactly(1);
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> AtomicFile.open(folder.resolve("absent/a")))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot write " + folder.resolve("absent/a") + ": no such file or folder");
    }

    /** A limit on the size of files stands in for a full disk: the write fails half way in the same manner. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFullDiskLeavesTheOldFile() throws Exception {
        Path file = folder.resolve("a");
        AtomicFile.write(file, new byte[] {1, 2});
        Process process = new ProcessBuilder(
                        "sh",
                        "-c",
                        "ulimit -f 64; exec \"$0\" \"$@\"",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:-UsePerfData",
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WriteMuch.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(output.strip()).startsWith("cannot write " + file + ": ").doesNotContain("\n");
        assertThat(Files.readAllBytes(file)).containsExactly(1, 2);
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    /** Writes more than the disk holds. */
    static final class WriteMuch {
        private WriteMuch() {}

        public static void main(String[] arguments) {
            try {
                AtomicFile.write(Path.of(arguments[0]), new byte[1 << 20]);
                System.out.println("written");
            } catch (IOException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
