package dev.antipode.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Detection from small trees in the form that Linux gives to {@code /proc} and {@code /sys}. */
class HostDetectionTest {
    private static final long GIB = 1L << 30;

    @TempDir
    Path root;

    @Test
    void aRaspberryPi5IsRecognised() throws IOException {
        write("proc/device-tree/model", "Raspberry Pi 5 Model B Rev 1.0\0");
        write("proc/cpuinfo", "processor\t: 0\nFeatures\t: fp asimd evtstrm aes crc32 atomics fphp asimdhp asimddp\n");
        write("sys/devices/system/cpu/online", "0-3\n");
        cpu(0, "64K", "512K");
        cpu(3, "64K", "512K");
        var jvm = new JvmFacts(Architecture.AARCH64, 4, 4 * GIB, Optional.of(128), Optional.of(true));

        DeviceProfile host = HostDetection.detect(new HostFiles(root), jvm);

        assertThat(host.id()).isEqualTo("host");
        assertThat(host.name()).isEqualTo("Raspberry Pi 5 Model B Rev 1.0");
        assertThat(host.vectorBits()).isEqualTo(128);
        assertThat(host.fma()).isTrue();
        assertThat(host.cores()).isEqualTo(4);
        assertThat(host.workerThreads()).isEqualTo(4);
        assertThat(host.l1dBytes()).isEqualTo(65536);
        assertThat(host.l2Bytes()).isEqualTo(524288);
        assertThat(host.lanesPerTile()).isEqualTo(128);
        assertThat(host.trainingBudgetBytes()).isEqualTo(GIB);
    }

    @Test
    void theSmallestCoreOfAMixedSystemDecidesTheTile() throws IOException {
        write("sys/devices/system/cpu/online", "0-2,5\n");
        cpu(0, "32K", "128K");
        cpu(5, "64K", "512K");
        var jvm = new JvmFacts(Architecture.AARCH64, 3, 2 * GIB, Optional.empty(), Optional.empty());

        DeviceProfile host = HostDetection.detect(new HostFiles(root), jvm);

        assertThat(host.cores()).isEqualTo(4);
        assertThat(host.workerThreads()).isEqualTo(3);
        assertThat(host.l1dBytes()).isEqualTo(32768);
        assertThat(host.l2Bytes()).isEqualTo(131072);
        assertThat(host.lanesPerTile()).isEqualTo(64);
    }

    @Test
    void anAtomWithoutAvxHasNoFusedMultiplyAdd() throws IOException {
        write(
                "proc/cpuinfo",
                "model name\t: Intel Atom(R) x6425E\nflags\t\t: fpu sse sse2 ssse3 sse4_1 sse4_2 popcnt\n");
        var jvm = new JvmFacts(Architecture.X86_64, 4, GIB, Optional.empty(), Optional.empty());

        DeviceProfile host = HostDetection.detect(new HostFiles(root), jvm);

        assertThat(host.name()).isEqualTo("Intel Atom(R) x6425E");
        assertThat(host.vectorBits()).isEqualTo(128);
        assertThat(host.fma()).isFalse();
    }

    @Test
    void cpuFeaturesDecideWhereTheJvmDoesNotTell() throws IOException {
        write("proc/cpuinfo", "flags : fma avx avx2 avx512f avx512bw avx512dq avx512vl\n");
        var jvm = new JvmFacts(Architecture.X86_64, 2, GIB, Optional.empty(), Optional.empty());
        assertThat(HostDetection.detect(new HostFiles(root), jvm).vectorBits()).isEqualTo(512);

        write("proc/cpuinfo", "Features : fp asimd sve\n");
        write("proc/sys/abi/sve_default_vector_length", "32\n");
        jvm = new JvmFacts(Architecture.AARCH64, 2, GIB, Optional.empty(), Optional.empty());
        assertThat(HostDetection.detect(new HostFiles(root), jvm).vectorBits()).isEqualTo(256);
    }

    @Test
    void theJvmMayUseLessThanTheCpuHas() throws IOException {
        write("proc/cpuinfo", "flags : fma avx avx2 avx512f avx512bw avx512dq avx512vl\n");
        var jvm = new JvmFacts(Architecture.X86_64, 2, GIB, Optional.of(128), Optional.of(false));

        DeviceProfile host = HostDetection.detect(new HostFiles(root), jvm);

        assertThat(host.vectorBits()).isEqualTo(128);
        assertThat(host.fma()).isFalse();
    }

    @Test
    void whereTheSystemTellsNothingTheGenericProfileFillsIn() {
        var jvm = new JvmFacts(Architecture.AARCH64, 8, 16 * GIB, Optional.of(128), Optional.of(true));

        DeviceProfile host = HostDetection.detect(new HostFiles(root.resolve("nothing")), jvm);

        DeviceProfile generic = Profiles.shipped("generic-aarch64");
        assertThat(host.name()).isEqualTo("This machine (aarch64)");
        assertThat(host.cores()).isEqualTo(8);
        assertThat(host.l1dBytes()).isEqualTo(generic.l1dBytes());
        assertThat(host.l2Bytes()).isEqualTo(generic.l2Bytes());
        assertThat(host.jvmOptions()).isEqualTo(generic.jvmOptions());
    }

    @Test
    void unreadableNumbersAreIgnored() throws IOException {
        write("sys/devices/system/cpu/online", "all\n");
        cpu(0, "huge", "");
        var jvm = new JvmFacts(Architecture.X86_64, 2, GIB, Optional.of(256), Optional.of(true));

        DeviceProfile host = HostDetection.detect(new HostFiles(root), jvm);

        assertThat(host.cores()).isEqualTo(2);
        assertThat(host.l1dBytes()).isEqualTo(32768);
    }

    @Test
    void thisMachineHasAProfile() {
        DeviceProfile host = HostDetection.detect();
        assertThat(host.architecture()).isEqualTo(Architecture.ofPlatformName(System.getProperty("os.arch")));
        assertThat(host.workerThreads()).isEqualTo(Runtime.getRuntime().availableProcessors());
    }

    private void cpu(int number, String l1d, String l2) throws IOException {
        String cache = "sys/devices/system/cpu/cpu" + number + "/cache/";
        cache(cache + "index0/", "1", "Data", l1d);
        cache(cache + "index1/", "1", "Instruction", "8K");
        cache(cache + "index2/", "2", "Unified", l2);
    }

    private void cache(String folder, String level, String type, String size) throws IOException {
        write(folder + "level", level + "\n");
        write(folder + "type", type + "\n");
        write(folder + "size", size + "\n");
    }

    private void write(String relative, String text) throws IOException {
        Path file = root.resolve(relative);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
