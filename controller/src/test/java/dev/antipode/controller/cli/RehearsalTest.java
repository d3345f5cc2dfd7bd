package dev.antipode.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalTest {
    @TempDir
    Path folder;

    /** It would end this JVM if a command failed. */
    @Test
    void everyCommandIsDone() {
        Rehearsal.main(new String[] {folder.toString()});
        assertThat(folder.resolve("first/controller.safetensors")).exists();
        assertThat(folder.resolve("second/controller.safetensors")).exists();
    }
}
