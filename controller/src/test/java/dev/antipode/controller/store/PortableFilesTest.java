package dev.antipode.controller.store;

import dev.antipode.controller.train.LearningSettings;
import dev.antipode.core.testing.BitHash;
import dev.antipode.core.testing.GoldenBits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A controller file, with the fingerprint of the lifted task in it: the golden bytes. */
@Tag("portable")
class PortableFilesTest {
    @TempDir
    Path folder;

    @Test
    void aControllerFile() throws IOException {
        Path file = folder.resolve("c.safetensors");
        TrainingRecord training = new TrainingRecord(
                "1.2.3", LearningSettings.defaults().withSeed(-7).toMap(), 200, 195, 1L << 40, 12.5, 0.1, 1.0 / 3);
        new ControllerFile(ControllerFileTest.same(), training).write(file);
        GoldenBits.check(
                getClass(),
                "controller",
                new BitHash().add(Files.readAllBytes(file)).toString());
    }
}
