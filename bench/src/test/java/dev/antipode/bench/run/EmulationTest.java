package dev.antipode.bench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.antipode.profiles.Architecture;
import dev.antipode.profiles.Cluster;
import dev.antipode.profiles.Cpu;
import dev.antipode.profiles.DeviceProfile;
import dev.antipode.profiles.HostDetection;
import dev.antipode.profiles.ProfileWriter;
import dev.antipode.profiles.Profiles;
import dev.antipode.profiles.TrainingFacts;
import dev.antipode.profiles.VectorSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What of a device is imitated is said, and so is what is not. */
class EmulationTest {
    private static final DeviceProfile HOST = device("host", Architecture.X86_64, 256, true, 2);

    private static DeviceProfile device(String id, Architecture architecture, int vectorBits, boolean fma, int cores) {
        DeviceProfile generic = Profiles.generic(architecture);
        Cluster cluster = generic.cpu().clusters().getFirst();
        Cpu cpu = new Cpu(
                "unknown",
                architecture,
                vectorBits == 512 ? VectorSet.AVX512 : (fma ? VectorSet.AVX2 : VectorSet.SSE),
                vectorBits,
                fma,
                List.of(new Cluster(
                        "unknown",
                        cores,
                        cluster.clockHz(),
                        cluster.l1iBytes(),
                        cluster.l1dBytes(),
                        cluster.l2Bytes())),
                0,
                64);
        return new DeviceProfile(
                DeviceProfile.SCHEMA,
                id,
                "A device",
                generic.vendor(),
                generic.kind(),
                cpu,
                generic.system(),
                new TrainingFacts(generic.trainingBudgetBytes(), cores, List.of()),
                generic.control(),
                List.of(),
                generic.sources());
    }

    @Test
    void theHostIsItself() {
        Emulation emulation = Emulation.of(HOST, HOST);
        assertThat(emulation.emulated()).isFalse();
        assertThat(emulation.notes()).isEmpty();
        assertThat(emulation.jvmOptions())
                .containsAll(HOST.jvmOptions())
                .noneMatch(option -> option.contains("MaxVectorSize") || option.contains("ActiveProcessorCount"));
    }

    @Test
    void onlyFactsMakeAProfileTheHostsOwn(@TempDir Path folder) throws IOException {
        DeviceProfile impostor = device(HOST.id(), Architecture.X86_64, 128, false, 4);
        assertThat(Emulation.of(impostor, HOST).emulated()).isTrue();
        assertThat(Emulation.of(HOST.withId("my-board"), HOST).emulated()).isFalse();
        DeviceProfile detected = HostDetection.detect();
        DeviceProfile read =
                Profiles.read(Files.writeString(folder.resolve("host.yaml"), ProfileWriter.yaml(detected)));
        assertThat(Emulation.of(read, detected).emulated()).isFalse();
    }

    @Test
    void theUsersOwnOptionsComeLast() {
        Emulation own = Emulation.of(HOST, HOST);
        assertThat(own.with(" ")).isEqualTo(own);
        assertThat(own.with(" -Xmx2g  -XX:+UseSerialGC ").jvmOptions())
                .startsWith(own.jvmOptions().toArray(String[]::new))
                .endsWith("-Xmx2g", "-XX:+UseSerialGC");
        assertThat(own.with("-Xmx2g").notes()).isEmpty();
        Emulation other = Emulation.of(device("atom", Architecture.X86_64, 128, false, 4), HOST);
        assertThat(other.with("-XX:+UseFMA").notes()).last().asString().contains("-XX:+UseFMA");
    }

    @Test
    void aDeviceWithoutFusedMultiplyAddIsImitatedAndSaysWhatCannotBe() {
        Emulation emulation = Emulation.of(device("atom", Architecture.X86_64, 128, false, 4), HOST);
        assertThat(emulation.emulated()).isTrue();
        assertThat(emulation.jvmOptions())
                .contains("-XX:MaxVectorSize=16", "-XX:-UseFMA", "-XX:ActiveProcessorCount=2")
                .contains("-Dantipode.bench.arithmetic=unfused", "-Dantipode.bench.threads=2");
        assertThat(emulation.notes()).anyMatch(note -> note.contains("2 of its 4 cores"));
        assertThat(emulation.notes())
                .anyMatch(
                        note -> note.startsWith("Not reproduced") && note.contains("clock") && note.contains("cache"));
    }

    @Test
    void anotherInstructionSetIsSaidToBeStoodInFor() {
        Emulation emulation = Emulation.of(Profiles.shipped("generic-aarch64"), HOST);
        assertThat(String.join(" ", emulation.notes())).contains("aarch64 is stood in for by x86_64");
    }

    @Test
    void whatThisMachineLacksIsRefused() {
        DeviceProfile wide = device("wide", Architecture.X86_64, 512, true, 2);
        assertThatExceptionOfType(RequestException.class)
                .isThrownBy(() -> Emulation.of(wide, HOST))
                .withMessageContaining("512")
                .withMessageContaining("256");
        DeviceProfile plain = device("host", Architecture.X86_64, 128, false, 2);
        DeviceProfile fused = device("fused", Architecture.X86_64, 128, true, 2);
        assertThatExceptionOfType(RequestException.class)
                .isThrownBy(() -> Emulation.of(fused, plain))
                .withMessageContaining("fused multiply-add");
    }

    /** Whatever is shipped can be imitated here, or is refused for its vectors or arithmetic. */
    @ParameterizedTest
    @MethodSource("dev.antipode.profiles.Profiles#ids")
    void everyShippedProfileIsDecidedOn(String id) {
        DeviceProfile host = HostDetection.detect();
        DeviceProfile profile = Profiles.shipped(id);
        boolean possible = profile.vectorBits() <= host.vectorBits() && (!profile.fma() || host.fma());
        if (possible) {
            assertThat(Emulation.of(profile, host).notes()).hasSize(2);
        } else {
            assertThatExceptionOfType(RequestException.class)
                    .isThrownBy(() -> Emulation.of(profile, host))
                    .withMessageContaining(id);
        }
    }
}
