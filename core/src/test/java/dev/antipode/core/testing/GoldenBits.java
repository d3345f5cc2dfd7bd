package dev.antipode.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The hashes that a test tagged {@code portable} must find on every processor: lines of hash and name in the resource
 * {@code NAME.bits} beside the test class NAME. They are recorded by {@code .ci/portable record}, which takes them only
 * where scalar code and vectors of every width of the recording machine agree.
 */
public final class GoldenBits {
    /** Where this property names a folder, hashes are written to it and not compared. */
    private static final String RECORD = System.getProperty("antipode.recordBits", "");

    private GoldenBits() {}

    /** Fails where the text of a {@link BitHash} is not the golden one, or there is none of that name. */
    public static void check(Class<?> test, String name, String hash) {
        String resource = test.getSimpleName() + ".bits";
        if (!RECORD.isEmpty()) {
            record(Path.of(RECORD, test.getPackageName().split("\\.")).resolve(resource), hash + " " + name + "\n");
            return;
        }
        assertThat(lines(test, resource))
                .as("golden hashes of " + test.getName())
                .contains(hash + " " + name);
    }

    private static List<String> lines(Class<?> test, String resource) {
        try (InputStream in = test.getResourceAsStream(resource)) {
            assertThat(in).as(resource + ": record it with .ci/portable record").isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void record(Path file, String line) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
