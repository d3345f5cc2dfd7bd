package dev.antipode.profiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a profile file may not hold, and the one sentence that says so. */
class ProfileRefusalTest {
    private static final String GOOD = """
            id: mine
            name: My board
            architecture: x86_64
            vectorBits: 256
            fma: true
            cores: 4
            l1d: 32 KiB
            l2: 1.5 MiB
            trainingBudget: 64 MiB
            workerThreads: 2
            lanesPerTile: 64
            controlRate: 250 Hz
            jvmOptions:
              - -XX:+UseSerialGC
            """;

    @TempDir
    Path folder;

    @Test
    void theFileThatTheseTestsSpoilIsGood() throws IOException {
        DeviceProfile profile = Profiles.read(file(GOOD));
        assertThat(profile.l2Bytes()).isEqualTo(3 * 512 * 1024);
        assertThat(profile.controlRateHz()).isEqualTo(250.0);
        assertThat(profile.jvmOptions()).containsExactly("-XX:+UseSerialGC");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            cores: 4           | coers: 4             | :6: unknown key "coers"; known are id,
            cores: 4           | cores: four          | :6: cores must be a whole number but is "four"
            cores: 4           | cores: 4.5           | :6: cores must be a whole number but is "4.5"
            cores: 4           | cores: 99999999999   | :6: cores must be a whole number but is "99999999999"
            cores: 4           | cores: 0             | :6: cores is 0 but must be 1 to 1024
            cores: 4           | cores: [4]           | :6: cores must be a single value
            cores: 4           | fma: true            | :6: fma is given twice
            name: My board     | name: 12             | :2: name must be text but is 12
            name: My board     | name: ''             | :2: name is empty
            id: mine           | id: My Board         | :1: id is "My Board" but may hold only lower-case letters
            id: mine           | id: other            | : id is "other", so the file must be called other.yaml
            x86_64             | mips                 | :3: architecture must be one of x86_64, aarch64, other but is "mips"
            vectorBits: 256    | vectorBits: 100      | :4: vectorBits is 100 but must be 128, 256 or 512
            fma: true          | fma: yes             | :5: fma must be true or false but is "yes"
            x86_64             | aarch64 # no fma     | (good)
            l1d: 32 KiB        | l1d: 32              | :7: l1d must be a number, a space and one of B, KiB, MiB, GiB but is "32"
            l1d: 32 KiB        | l1d: 32 kHz          | :7: l1d must be a number, a space and one of B, KiB, MiB, GiB but is "32 kHz"
            l1d: 32 KiB        | l1d: 32 KB           | :7: l1d must be a number, a space and one of B, KiB, MiB, GiB but is "32 KB"
            l1d: 32 KiB        | l1d: 4100.5 B        | :7: l1d must come to a whole number of bytes but is "4100.5 B"
            l1d: 32 KiB        | l1d: 1 KiB           | :7: l1d is 1024 but must be 4096 to 16777216
            trainingBudget: 64 | trainingBudget: 0    | :9: trainingBudget is 0 but must be
            workerThreads: 2   | workerThreads: 5     | :10: workerThreads is 5 but must be 1 to 4
            lanesPerTile: 64   | lanesPerTile: 65     | :11: lanesPerTile is 65 but must be a multiple of 16
            250 Hz             | 0 Hz                 | :12: controlRate is 0.0 Hz but must be above 0
            250 Hz             | 250 MiB              | :12: controlRate must be a number, a space and one of Hz, kHz but is "250 MiB"
            -XX:+UseSerialGC   | UseSerialGC          | :14: jvmOptions holds "UseSerialGC" but each must start with -
            - -XX:+UseSerialGC | x                    | :14: jvmOptions must be a list
            """)
    void aSpoiledFileIsRefusedWithFileAndLine(String good, String bad, String message) throws IOException {
        Path file = file(GOOD.replaceFirst(java.util.regex.Pattern.quote(good), bad));
        if (message.equals("(good)")) {
            assertThat(Profiles.read(file).architecture()).isEqualTo(Architecture.AARCH64);
        } else {
            assertThatThrownBy(() -> Profiles.read(file))
                    .isInstanceOf(ProfileException.class)
                    .hasMessageStartingWith(file + message)
                    .message()
                    .doesNotContain("\n");
        }
    }

    @Test
    void aMissingKeyIsNamed() throws IOException {
        Path file = file(GOOD.replace("lanesPerTile: 64\n", ""));
        assertThatThrownBy(() -> Profiles.read(file)).hasMessage(file + ":1: lanesPerTile is missing");
    }

    @Test
    void impossibleCombinationsAreRefused() throws IOException {
        Path file = file(GOOD.replace("fma: true", "fma: false").replace("x86_64", "aarch64"));
        assertThatThrownBy(() -> Profiles.read(file))
                .hasMessage(file + ":5: fma is false, but every aarch64 CPU has a fused multiply-add: set it to true");
    }

    @Test
    void brokenYamlIsRefusedWithItsLine() throws IOException {
        Path file = file(GOOD.replace("cores: 4", "cores: {4"));
        assertThatThrownBy(() -> Profiles.read(file))
                .isInstanceOf(ProfileException.class)
                .hasMessageMatching("(?s)\\Q" + file + "\\E:[67]: not valid YAML: .*");
    }

    @Test
    void anEmptyFileAndAListAreRefused() throws IOException {
        Path empty = file("# nothing\n");
        assertThatThrownBy(() -> Profiles.read(empty)).hasMessage(empty + " is empty");
        Path list = file("- id\n");
        assertThatThrownBy(() -> Profiles.read(list))
                .hasMessage(list + ":1: a profile must be a mapping of keys to values");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("mine.yaml"), text);
    }
}
