package dev.antipode.controller.hil.fmi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antipode.controller.store.RefusedFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FmuArchiveTest {
    @TempDir
    Path folder;

    private Map<String, byte[]> entries() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("modelDescription.xml", TestFmu.text("pendulum3.xml").getBytes(StandardCharsets.UTF_8));
        FmuPlatform here = FmuPlatform.here(FmiVersion.FMI_3);
        entries.put("binaries/" + here.folders().getFirst() + "/pendulum" + here.suffix(), new byte[100]);
        entries.put("binaries/z80-cpm/pendulum.com", new byte[10]);
        entries.put("resources/a/b.txt", new byte[10]);
        entries.put("sources/c.c", new byte[10]);
        return entries;
    }

    private Path empty() throws IOException {
        return Files.createTempDirectory(folder, "unpacked");
    }

    private Path zip(Map<String, byte[]> entries) throws IOException {
        return TestFmu.zip(folder.resolve("plant.fmu"), entries);
    }

    @Test
    void whatIsNeededIsUnpackedAndDeletedAtTheEnd() throws IOException {
        FmuArchive archive = FmuArchive.unpack(zip(entries()));
        assertThat(archive.library()).isRegularFile().hasSize(100);
        assertThat(archive.folder().resolve("resources/a/b.txt")).exists();
        try (Stream<Path> files = Files.walk(archive.folder())) {
            assertThat(files).noneMatch(f -> f.endsWith("z80-cpm") || f.endsWith("sources"));
        }
        archive.close();
        assertThat(archive.folder()).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil.txt",
                "resources/../../evil.txt",
                "/tmp/evil.txt",
                "a\\..\\..\\evil.txt",
                "binaries/../..",
                "resources/.."
            })
    void anEntryThatLeavesTheFolderIsRefused(String name) throws IOException {
        Map<String, byte[]> entries = entries();
        entries.put(name, new byte[3]);
        assertThatThrownBy(() -> FmuArchive.unpack(zip(entries)))
                .isInstanceOf(RefusedFileException.class)
                .hasMessageContaining("entry '" + name + "' would be unpacked outside of its folder");
    }

    @Test
    void anArchiveThatGrowsTooLargeIsRefused() throws IOException {
        Map<String, byte[]> entries = entries();
        entries.put("resources/zeros", new byte[1 << 20]);
        Path file = zip(entries);
        // A megabyte of zeros is a kilobyte in the archive.
        assertThat(Files.size(file)).isLessThan(10_000);
        Path unpacked = empty();
        assertThatThrownBy(() -> FmuArchive.unpack(file, unpacked, 100_000))
                .isInstanceOf(RefusedFileException.class)
                .hasMessageContaining("more than 100000 bytes");
        assertThat(unpacked).doesNotExist();
    }

    @Test
    void anotherMachinesFmuIsRefusedWithThoseItIsFor() throws IOException {
        Map<String, byte[]> entries = entries();
        entries.keySet().removeIf(k -> k.startsWith("binaries") && !k.contains("z80"));
        entries.put("binaries/aarch64-minix/pendulum.so", new byte[3]);
        assertThatThrownBy(() -> FmuArchive.unpack(zip(entries)))
                .isInstanceOf(RefusedFileException.class)
                .hasMessageContaining(
                        "for " + FmuPlatform.here(FmiVersion.FMI_3).folders().getFirst())
                .hasMessageContaining("aarch64-minix, z80-cpm");
        entries.keySet().removeIf(k -> k.startsWith("binaries"));
        assertThatThrownBy(() -> FmuArchive.unpack(zip(entries))).hasMessageContaining("none at all");
    }

    @Test
    void whatIsNoFmuIsRefused() throws IOException {
        assertThatThrownBy(() -> FmuArchive.unpack(folder.resolve("nothing.fmu")))
                .isInstanceOf(RefusedFileException.class)
                .hasMessageContaining("is no file");
        Path text = Files.writeString(folder.resolve("text.fmu"), "hello");
        assertThatThrownBy(() -> FmuArchive.unpack(text))
                .isInstanceOf(RefusedFileException.class)
                .hasMessageContaining("is no FMU: ");
        Map<String, byte[]> entries = entries();
        entries.remove("modelDescription.xml");
        assertThatThrownBy(() -> FmuArchive.unpack(zip(entries)))
                .isInstanceOf(RefusedFileException.class)
                .hasMessageContaining("it has no modelDescription.xml");
    }

    @Test
    void aLibraryThatIsNoneIsRefused() throws IOException {
        Path file = zip(entries());
        assertThatThrownBy(() -> Fmu.open(file))
                .isInstanceOf(FmuException.class)
                .hasMessageContaining("pendulum")
                .hasMessageContaining("cannot be loaded");
    }

    /** Whatever is cut off: a refusal, and nothing left behind. */
    @Test
    void aCutArchiveLeavesNothing() throws IOException {
        byte[] whole = Files.readAllBytes(zip(entries()));
        Path cut = folder.resolve("cut.fmu");
        for (int length = 0; length < whole.length; length += 97) {
            Files.write(cut, Arrays.copyOf(whole, length));
            Path unpacked = empty();
            assertThatThrownBy(() -> FmuArchive.unpack(cut, unpacked, 100_000)).isInstanceOf(IOException.class);
            assertThat(unpacked).doesNotExist();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "FMI_2, Linux, amd64, linux64, .so",
        "FMI_3, Linux, amd64, x86_64-linux, .so",
        "FMI_2, Linux, aarch64, aarch64-linux, .so",
        "FMI_3, Linux, aarch64, aarch64-linux, .so",
        "FMI_2, Windows 11, amd64, win64, .dll",
        "FMI_3, Mac OS X, aarch64, aarch64-darwin, .dylib",
        "FMI_2, Mac OS X, x86_64, darwin64, .dylib"
    })
    void platformsHaveTheStandardsNames(FmiVersion version, String os, String arch, String name, String suffix) {
        FmuPlatform platform = FmuPlatform.of(version, os, arch);
        assertThat(platform.folders().getFirst()).isEqualTo(name);
        assertThat(platform.suffix()).isEqualTo(suffix);
    }
}
