package dev.antipode.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Whether gcc is here with what the C sources need; if not, what is missing, in one sentence with the remedy. */
final class Compiler {
    private static final String PREFIX = "x86_64";

    /** What the sources include and link; on x86-64 alone glibc has a vector math library. */
    private static final String PROBE = """
            #include <math.h>
            #include <stdint.h>
            #include <stdlib.h>
            #include <string.h>
            float probe(float x) { return sinf(x) + (float) strlen("probe") + (float) abs((int32_t) x); }
            """;

    private Compiler() {}

    /** What keeps gcc from compiling the C sources, or empty. */
    static Optional<String> missing() {
        return missing("gcc");
    }

    /** Refuses to go on without it. */
    static void require() throws IOException {
        Optional<String> missing = missing();
        if (missing.isPresent()) {
            throw new IOException("this comparison needs a C compiler: " + missing.get());
        }
    }

    static Optional<String> missing(String gcc) {
        try {
            Tool.Output machine = Tool.run(List.of(gcc, "-dumpmachine"));
            if (machine.code() != 0) {
                return Optional.of(gcc + " -dumpmachine ended with " + machine.code() + machine.firstLineAfterColon()
                        + "; install gcc anew (apt-get install gcc libc6-dev) and try again");
            }
            if (!machine.text().startsWith(PREFIX)) {
                return Optional.of(gcc + " makes code for " + machine.firstLine()
                        + ", but this comparison needs x86-64; run it on such a machine");
            }
            return probe(gcc);
        } catch (IOException e) {
            return Optional.of(
                    "gcc for x86-64 is not on the PATH; install it (apt-get install gcc libc6-dev) and try again");
        }
    }

    private static Optional<String> probe(String gcc) throws IOException {
        Path folder = Files.createTempDirectory("antipode-gcc");
        try {
            Path source = Files.writeString(folder.resolve("probe.c"), PROBE);
            Path library = folder.resolve("probe.so");
            Tool.Output output = Tool.run(List.of(
                    gcc,
                    "-O1",
                    "-march=native",
                    "-fPIC",
                    "-shared",
                    "-o",
                    library.toString(),
                    source.toString(),
                    "-lm"));
            return output.code() == 0
                    ? Optional.empty()
                    : Optional.of(gcc + " cannot compile a program that uses the C library: " + output.error()
                            + "; install the library's headers (apt-get install libc6-dev) and try again");
        } finally {
            Tool.delete(folder);
        }
    }

    /** What {@code gcc --version} begins with. */
    static String version() {
        return version("gcc");
    }

    static String version(String gcc) {
        try {
            Tool.Output output = Tool.run(List.of(gcc, "--version"));
            return output.code() == 0 && !output.firstLine().isEmpty()
                    ? output.firstLine()
                    : gcc + " that does not tell its version";
        } catch (IOException e) {
            return gcc + " that does not tell its version";
        }
    }
}
