package dev.antipode.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelArchiveFileTest {
    private static final List<byte[]> CODE = List.of(new byte[] {1, 2, 3});

    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsRead() throws IOException {
        KernelArchive read = KernelArchiveFile.read(
                written(Map.of(KernelArchive.SCALAR, CODE, KernelArchive.STARTER, CODE, "256", CODE)));
        assertThat(read.find("key").classes().get("256").getFirst()).isEqualTo(CODE.getFirst());
    }

    /** An engine would find no code to begin with. */
    @Test
    void anArchiveWithoutBothKindsOfScalarCodeIsRefused() throws IOException {
        Path earlier = written(Map.of(KernelArchive.SCALAR, CODE, "256", CODE));
        assertThatIOException()
                .isThrownBy(() -> KernelArchiveFile.read(earlier))
                .withMessage("kernel 0 lacks scalar code, as of an earlier version; make it anew");
    }

    private Path written(Map<String, List<byte[]>> classes) throws IOException {
        var entry = new KernelArchive.Entry(new KernelFacts(0, 1, 1, 1, false), classes);
        Path file = folder.resolve("kernels.jar");
        try (OutputStream out = Files.newOutputStream(file)) {
            KernelArchiveFile.write(KernelArchive.of(Map.of("key", entry)), Map.of(), out);
        }
        return file;
    }
}
