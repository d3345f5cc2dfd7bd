package dev.antipode.profiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a profile file may not hold, and the one sentence that says so. */
class ProfileRefusalTest {
    private static final String GOOD = """
            schema: 1
            id: mine
            name: My board
            vendor: me
            class: board
            cpu:
              soc: A chip
              architecture: x86_64
              vectors: avx2
              vectorBits: 256
              fma: true
              clusters:
                - core: Some core
                  cpus: 4
                  l1i: 32 KiB
                  l1d: 32 KiB
                  l2: 1.5 MiB
              l3: 0 B
              cacheLine: 64 B
            system:
              kernel: Linux
              preemption: full
              ram: 1 GiB
              page: 4 KiB
            training:
              budget: 64 MiB
              threads: 2
              cpus: []
            control:
              rate: 250 Hz
              deadline: 4 ms
              jitter: 0.5 ms
              policy: other
              priority: 0
              cpu: -1
            jvmOptions:
              - -XX:+UseSerialGC
            sources:
              - verified: measured
                source: looked at
                facts: [cpu, system, training, control]
            """;

    @TempDir
    Path folder;

    @Test
    void theFileThatTheseTestsSpoilIsGood() throws IOException {
        DeviceProfile profile = Profiles.read(file(GOOD));
        assertThat(profile.l2Bytes()).isEqualTo(3 * 512 * 1024);
        assertThat(profile.controlRateHz()).isEqualTo(250.0);
        assertThat(profile.control().jitterNanos()).isEqualTo(500_000);
        assertThat(profile.cpu().clusters().getFirst().clockHz()).isEmpty();
        assertThat(profile.ownJvmOptions()).containsExactly("-XX:+UseSerialGC");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            cpus: 4          | coers: 4           | :14: unknown key "cpu.clusters item 1.coers"; known are core,
            cpus: 4          | cpus: four         | :14: cpu.clusters item 1.cpus must be a whole number but is "four"
            cpus: 4          | cpus: 4.5          | :14: cpu.clusters item 1.cpus must be a whole number but is "4.5"
            cpus: 4          | cpus: 99999999999  | :14: cpu.clusters item 1.cpus must be a whole number but is "99999999999"
            cpus: 4          | cpus: 0            | :14: cpu.clusters item 1.cpus is 0 but must be 1 to 1024
            cpus: 4          | cpus: [4]          | :14: cpu.clusters item 1.cpus must be a single value
            cpus: 4          | core: again        | :14: cpu.clusters item 1.core is given twice
            schema: 1        | schema: 2          | :1: schema is 2, but this version of Antipode reads form 1
            name: My board   | name: 12           | :3: name must be text but is 12
            name: My board   | name: ''           | :3: name is empty
            id: mine         | id: My Board       | :2: id is "My Board" but may hold only lower-case letters
            id: mine         | id: other          | : id is "other", so the file must be called other.yaml
            class: board     | class: boat        | :5: class must be one of board, module, gateway, server, generic, host but is "boat"
            x86_64           | mips               | :8: cpu.architecture must be one of x86_64, aarch64, other but is "mips"
            x86_64           | aarch64            | :9: cpu.vectors is avx2, which aarch64 does not have
            vectors: avx2    | vectors: avx       | :10: cpu.vectorBits is 256, but avx vectors have at most 128 bits
            vectorBits: 256  | vectorBits: 100    | :10: cpu.vectorBits is 100 but must be 128, 256 or 512
            vectorBits: 256  | vectorBits: 512    | :10: cpu.vectorBits is 512, but avx2 vectors have at most 256 bits
            fma: true        | fma: yes           | :11: cpu.fma must be true or false but is "yes"
            l1d: 32 KiB      | l1d: 32            | :16: cpu.clusters item 1.l1d must be a number, a space and one of B, KiB, MiB, GiB but is "32"
            l1d: 32 KiB      | l1d: 32 kHz        | :16: cpu.clusters item 1.l1d must be a number, a space and one of B, KiB, MiB, GiB but is "32 kHz"
            l1d: 32 KiB      | l1d: 4100.5 B      | :16: cpu.clusters item 1.l1d must come to a whole number of bytes but is "4100.5 B"
            l1d: 32 KiB      | l1d: 1 KiB         | :16: cpu.clusters item 1.l1d is 1 KiB but must be 4 KiB to 16 MiB
            budget: 64 MiB   | budget: 0 B        | :26: training.budget is 0 B but must be 1 MiB to 1024 GiB
            budget: 64 MiB   | budget: 1000 MiB   | :26: training.budget is 1000 MiB, more than the memory of 1 GiB less the Java heap of 256 MiB
            threads: 2       | threads: 5         | :27: training.threads is 5, but there are 4 CPUs
            250 Hz           | 0 Hz               | :30: control.rate is 0 Hz but must be above 0
            250 Hz           | 250 MiB            | :30: control.rate must be a number, a space and one of Hz, kHz, MHz, GHz but is "250 MiB"
            - -XX:+UseSer    | - XX:+UseSer       | :37: jvmOptions holds "XX:+UseSerialGC" but each must start with -
            -XX:+UseSerialGC | -version           | :37: jvmOptions holds "-version", which sets nothing of the JVM
            -XX:+UseSerialGC | --version          | :37: jvmOptions holds "--version", which sets nothing of the JVM
            -XX:+UseSerialGC | -Xmx64g            | :37: jvmOptions holds "-Xmx64g", more than the memory of 1 GiB
            -XX:+UseSerialGC | -XX:MaxHeapSize=2G | :37: jvmOptions holds "-XX:MaxHeapSize=2G", more than the memory of 1 GiB
            l3: 0 B          | l3: 1 MiB          | :18: cpu.l3 is 1 MiB, less than the second-level cache of 1.5 MiB: give 0 B
            - -XX:+UseSerialGC | x                | :37: jvmOptions must be a list
            ram: 1 GiB       | ram: {size: 1}     | :23: system.ram must be a single value
            """)
    void aSpoiledFileIsRefusedWithFileAndLine(String good, String bad, String message) throws IOException {
        Path file = file(GOOD.replaceFirst(java.util.regex.Pattern.quote(good), bad));
        assertThatThrownBy(() -> Profiles.read(file))
                .isInstanceOf(ProfileException.class)
                .hasMessageStartingWith(file + message)
                .message()
                .doesNotContain("\n");
    }

    @Test
    void aMissingKeyIsNamed() throws IOException {
        Path file = file(GOOD.replace("  ram: 1 GiB\n", ""));
        assertThatThrownBy(() -> Profiles.read(file)).hasMessage(file + ":21: system.ram is missing");
    }

    @Test
    void impossibleCombinationsAreRefused() throws IOException {
        Path arm = file(GOOD.replace("x86_64", "aarch64")
                .replace("avx2", "neon")
                .replace("256", "128")
                .replace("fma: true", "fma: false"));
        assertThatThrownBy(() -> Profiles.read(arm))
                .hasMessage(arm
                        + ":11: cpu.fma is false, but every CPU with neon has a fused multiply-add: set it to true");
        Path atom = file(GOOD.replace("avx2", "sse").replace("256", "128"));
        assertThatThrownBy(() -> Profiles.read(atom))
                .hasMessage(atom
                        + ":11: cpu.fma is true, but no CPU with sse alone has a fused multiply-add: set it to false");
    }

    @Test
    void brokenYamlIsRefusedWithItsLine() throws IOException {
        Path file = file(GOOD.replace("cpus: 4", "cpus: {4"));
        assertThatThrownBy(() -> Profiles.read(file))
                .isInstanceOf(ProfileException.class)
                .hasMessageMatching("(?s)\\Q" + file + "\\E:1[45]: not valid YAML: .*");
    }

    @Test
    void anEmptyFileAndAListAreRefused() throws IOException {
        Path empty = file("# nothing\n");
        assertThatThrownBy(() -> Profiles.read(empty)).hasMessage(empty + " is empty; it must be a profile");
        Path list = file("- id\n");
        assertThatThrownBy(() -> Profiles.read(list))
                .hasMessage(list + ":1: a profile must be a mapping of keys to values");
    }

    @Test
    void whatIsNoTextOrTooLongIsRefusedBeforeItIsReadWhole() throws IOException {
        Path file = folder.resolve("mine.yaml");
        for (byte[] bytes : List.of(
                GOOD.replace("My board", "Mein Gerät").getBytes(StandardCharsets.ISO_8859_1),
                ("\ufeff" + GOOD).getBytes(StandardCharsets.UTF_16LE))) {
            Files.write(file, bytes);
            assertThatThrownBy(() -> Profiles.read(file))
                    .isInstanceOf(ProfileException.class)
                    .hasMessage(file + " is not text in UTF-8; it must be a profile");
        }
        try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(1L << 40);
        }
        assertThatThrownBy(() -> Profiles.read(file))
                .isInstanceOf(ProfileException.class)
                .hasMessage(file + " has more than the 1 MiB of a profile");
        assertThatThrownBy(() -> Profiles.read(folder))
                .isInstanceOf(ProfileException.class)
                .hasMessage(folder + " is a folder; it must be a profile");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("mine.yaml"), text);
    }
}
