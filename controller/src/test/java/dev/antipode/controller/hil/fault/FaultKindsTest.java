package dev.antipode.controller.hil.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultKindsTest {
    @TempDir
    Path jar;

    private URLClassLoader loader(String services) throws Exception {
        Path file = jar.resolve("META-INF/services/" + FaultKind.class.getName());
        Files.createDirectories(file.getParent());
        Files.writeString(file, services);
        return new URLClassLoader(new URL[] {jar.toUri().toURL()}, getClass().getClassLoader());
    }

    @Test
    void usersAddTheirOwn() throws Exception {
        try (URLClassLoader loader = loader(HalvedReadings.class.getName())) {
            assertThat(FaultKinds.all(loader)).containsKeys("halved", "drop").hasSize(23);
        }
        assertThat(FaultKinds.all(getClass().getClassLoader())).hasSize(22).doesNotContainKey("halved");
    }

    @Test
    void everyKindSaysWhatItDoes() {
        FaultKinds.all(getClass().getClassLoader()).forEach((name, kind) -> {
            assertThat(kind.name()).isEqualTo(name).matches("[a-z]+(-[a-z]+)*");
            assertThat(kind.usage()).isNotBlank().doesNotContain("\n");
        });
    }

    @Test
    void aNameThatIsTakenIsRefused() throws Exception {
        try (URLClassLoader loader = loader(SecondDrop.class.getName())) {
            assertThatThrownBy(() -> FaultKinds.all(loader))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("two kinds of faults are called 'drop'");
        }
    }
}
