package dev.antipode.controller;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Bytes of anybody, and what every reader of such must keep to: it understands them or refuses them in words, by the exception that
 * it declares and no other, and allocates no more than a multiple of what it was given.
 */
public final class ForeignBytes {
    /** What a reader may allocate for nothing: parsers with their tables and buffers, an exception with its trace. */
    private static final long FIXED = 4L << 20;

    /** And for each byte: the longest way from one to objects is that of a mark in YAML, which becomes nodes, marks and tokens. */
    private static final long A_BYTE = 2L << 10;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final Path FOLDER = folder();

    private ForeignBytes() {}

    /**
     * Reads.
     *
     * @return what was read; empty where it was refused
     */
    public static <T> Optional<T> read(byte[] input, Class<? extends Exception> refusal, Callable<T> reader) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        Optional<T> read = readOrRefuse(refusal, reader);
        long most = FIXED + A_BYTE * input.length;
        if (THREADS.getCurrentThreadAllocatedBytes() - before > most) {
            // The first time, classes may have been loaded and their constants made.
            before = THREADS.getCurrentThreadAllocatedBytes();
            read = readOrRefuse(refusal, reader);
            assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
                    .as("bytes allocated for an input of " + input.length)
                    .isLessThanOrEqualTo(most);
        }
        return read;
    }

    private static <T> Optional<T> readOrRefuse(Class<? extends Exception> refusal, Callable<T> reader) {
        try {
            return Optional.of(reader.call());
        } catch (Exception e) {
            if (!refusal.isInstance(e)) {
                throw new AssertionError("refused by " + e.getClass() + " instead of " + refusal, e);
            }
            assertThat(e.getMessage()).as("why it was refused").isNotBlank();
            return Optional.empty();
        }
    }

    /** The bytes as a file of a name, for readers that take one; the next of the name replaces it. */
    public static Path file(String name, byte[] input) {
        try {
            return Files.write(FOLDER.resolve(name), input);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("foreign-bytes");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
