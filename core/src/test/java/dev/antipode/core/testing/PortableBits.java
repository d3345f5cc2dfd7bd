package dev.antipode.core.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Results that every processor must give to the bit. Tests tagged {@code portable} append theirs to the file that the
 * system property {@code antipode.portableBits} names, so that the files of two machines can be compared; where no file
 * is named, nothing is written.
 */
public final class PortableBits {
    private static final String FILE = System.getProperty("antipode.portableBits", "");

    private PortableBits() {}

    /** Hashes numbers by their bits, except that all NaNs are one: which NaN comes out differs between processors. */
    public static void publish(String name, double... values) {
        publish(name, Integer.toHexString(Arrays.hashCode(values)));
    }

    /** Appends one line; the name must be unique among all portable tests. */
    public static void publish(String name, String value) {
        if (FILE.isEmpty()) {
            return;
        }
        try {
            Files.writeString(
                    Path.of(FILE), name + ": " + value + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
