package dev.antipode.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        for (int cpu = 0; cpu < 4; cpu++) {
            cpu(cpu, "64K", "512K");
        }
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
    void theNearestShippedProfileAndWhatDiffersAreFound() throws IOException {
        write("proc/device-tree/model", "Raspberry Pi 5 Model B Rev 1.0\0");
        write("proc/device-tree/compatible", "raspberrypi,5-model-b\0brcm,bcm2712\0");
        write("proc/cpuinfo", "Features\t: fp asimd fphp asimdhp asimddp\nCPU part\t: 0xd0b\n");
        write("proc/sys/kernel/osrelease", "6.12.25+rpt-rpi-2712\n");
        write("proc/version", "Linux version 6.12.25 #1 SMP PREEMPT Debian\n");
        write("sys/devices/system/cpu/online", "0-3\n");
        for (int cpu = 0; cpu < 4; cpu++) {
            cpu(cpu, "64K", "512K");
            write("sys/devices/system/cpu/cpu" + cpu + "/cpufreq/cpuinfo_max_freq", "2400000\n");
        }
        var jvm = new JvmFacts(Architecture.AARCH64, 4, 8 * GIB, Optional.of(128), Optional.of(true));

        DeviceProfile host = HostDetection.detect(new HostFiles(root), jvm);
        NearestProfile nearest = NearestProfile.of(host).orElseThrow();

        assertThat(host.vendor()).isEqualTo("raspberrypi");
        assertThat(host.cpu().soc()).isEqualTo("brcm,bcm2712");
        assertThat(host.cpu().clusters()).singleElement().satisfies(cluster -> {
            assertThat(cluster.core()).isEqualTo("Cortex-A76");
            assertThat(cluster.cpus()).isEqualTo(4);
            assertThat(cluster.clockHz()).hasValue(2.4e9);
        });
        assertThat(host.system().preemption()).isEqualTo(Preemption.FULL);
        assertThat(nearest.profile().id()).isEqualTo("raspberry-pi-5");
        assertThat(nearest.differences())
                .containsEntry("system.ram", List.of("8 GiB", "2 GiB"))
                .doesNotContainKeys("cpu.vectors", "cpu.clusters.0.core", "cpu.clusters.0.l2", "jvmOptions");
    }

    /** Whatever its memory is: a gateway is sold with 4 GB as well as with 16. */
    @ParameterizedTest
    @ValueSource(longs = {4, 16})
    void aProcessorIsRecognisedByItsModelName(long gib) throws IOException {
        write(
                "proc/cpuinfo",
                "model name\t: Intel(R) N100\nflags\t\t: fpu sse sse2 ssse3 sse4_1 sse4_2 popcnt avx fma avx2\n");
        write("sys/devices/system/cpu/online", "0-3\n");
        for (int cpu = 0; cpu < 4; cpu++) {
            cpu(cpu, "32K", "2048K");
        }
        var jvm = new JvmFacts(Architecture.X86_64, 4, gib * GIB, Optional.of(256), Optional.of(true));

        DeviceProfile host = HostDetection.detect(new HostFiles(root), jvm);

        assertThat(NearestProfile.of(host).orElseThrow().profile().id()).isEqualTo("intel-n100");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            NXP i.MX8MPlus EVK board | fsl,imx8mp-evk fsl,imx8mp     | imx8m-plus
            A carrier of ours        | ours,carrier fsl,imx8mp       | imx8m-plus
            Radxa ROCK 5B            | radxa,rock-5b rockchip,rk3588 | rk3588
            """)
    void aModuleIsRecognisedByItsChip(String model, String compatible, String nearest) throws IOException {
        write("proc/device-tree/model", model + "\0");
        write("proc/device-tree/compatible", compatible.replace(' ', '\0') + "\0");
        write("proc/cpuinfo", "Features\t: fp asimd evtstrm aes\nCPU part\t: 0xd03\n");
        write("sys/devices/system/cpu/online", "0-3\n");
        for (int cpu = 0; cpu < 4; cpu++) {
            cpu(cpu, "32K", "512K");
        }
        var jvm = new JvmFacts(Architecture.AARCH64, 4, 6 * GIB, Optional.of(128), Optional.of(true));

        DeviceProfile host = HostDetection.detect(new HostFiles(root), jvm);

        assertThat(NearestProfile.of(host).orElseThrow().profile().id()).isEqualTo(nearest);
    }

    @Test
    void aCacheThatTheKernelDoesNotTellIsAssumed() throws IOException {
        write("sys/devices/system/cpu/online", "0\n");
        cpu(0, "32K", "512K");
        var jvm = new JvmFacts(Architecture.AARCH64, 1, GIB, Optional.of(128), Optional.of(true));
        assertThat(measured(jvm)).contains("cpu.clusters", "system.ram");
        Files.delete(root.resolve("sys/devices/system/cpu/cpu0/cache/index2/type"));
        assertThat(measured(jvm)).doesNotContain("cpu.clusters").contains("system.ram");
    }

    /** A container may have less than any device. */
    @Test
    void littleMemoryIsTakenAsItIsAndLessThanAProfileMayHaveIsAssumed() {
        var little = new JvmFacts(Architecture.AARCH64, 1, 100L << 20, Optional.of(128), Optional.of(true));
        DeviceProfile host = HostDetection.detect(new HostFiles(root), little);
        assertThat(host.system().ramBytes()).isEqualTo(100L << 20);
        assertThat(host.sources().getFirst().facts()).contains("system.ram");
        var less = new JvmFacts(Architecture.AARCH64, 1, 50L << 20, Optional.of(128), Optional.of(true));
        assertThat(measured(less)).doesNotContain("system.ram");
    }

    /** Its vectors of 256 bits lack integers, so a JVM works with 128. */
    @Test
    void avxAloneIsNotTakenForAvx2() throws IOException {
        write("proc/cpuinfo", "flags : sse4_2 avx\n");
        for (boolean fma : new boolean[] {false, true}) {
            var jvm = new JvmFacts(Architecture.X86_64, 2, GIB, Optional.of(256), Optional.of(fma));
            DeviceProfile host = HostDetection.detect(new HostFiles(root), jvm);
            assertThat(host.cpu().vectors()).isEqualTo(VectorSet.AVX);
            assertThat(host.vectorBits()).isEqualTo(128);
        }
    }

    /** The JVM that is asked to do without AVX2 has no vectors of 256 bits for all types. */
    @Test
    void theWidthIsThatOfTheVectorApi() throws Exception {
        if (Architecture.ofPlatformName(System.getProperty("os.arch")) != Architecture.X86_64) {
            return;
        }
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process process = new ProcessBuilder(
                        java.toString(),
                        "-XX:UseAVX=1",
                        "-XX:-UseFMA",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HostDetectionTest.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).endsWith("avx 128 false\n");
    }

    /** Prints what is detected; run by a test in a JVM of its own. */
    public static void main(String[] arguments) {
        DeviceProfile host = HostDetection.detect();
        System.out.print(host.cpu().vectors() + " " + host.vectorBits() + " " + host.fma() + "\n");
    }

    private List<String> measured(JvmFacts jvm) {
        return HostDetection.detect(new HostFiles(root), jvm)
                .sources()
                .getFirst()
                .facts();
    }

    @Test
    void theDetectedProfileIsWrittenAndReadBack() throws IOException {
        DeviceProfile host = HostDetection.detect();
        Path file = Files.writeString(root.resolve("host.yaml"), ProfileWriter.yaml(host));
        assertThat(Profiles.read(file)).isEqualTo(host);
    }

    /** What a board calls itself may be a word that YAML takes for something else. */
    @ParameterizedTest
    @ValueSource(strings = {"NULL", "True", "12", "O'Neill: boards", "none"})
    void whateverABoardIsCalledIsReadBack(String name) throws IOException {
        write("proc/device-tree/model", name + "\0");
        var jvm = new JvmFacts(Architecture.AARCH64, 4, GIB, Optional.of(128), Optional.of(true));
        DeviceProfile host = HostDetection.detect(new HostFiles(root), jvm);
        Path file = Files.writeString(root.resolve("host.yaml"), ProfileWriter.yaml(host));
        assertThat(host.name()).isEqualTo(name);
        assertThat(Profiles.read(file)).isEqualTo(host);
    }

    @Test
    void eachClusterOfAMixedSystemIsFoundByItsCores() throws IOException {
        write("sys/devices/system/cpu/online", "0-5\n");
        for (int cpu = 0; cpu < 6; cpu++) {
            cpu(cpu, cpu < 4 ? "32K" : "64K", cpu < 4 ? "128K" : "512K");
            write(
                    "sys/devices/system/cpu/cpu" + cpu + "/regs/identification/midr_el1",
                    cpu < 4 ? "0x00000000412fd050\n" : "0x00000000414fd0b0\n");
        }
        var jvm = new JvmFacts(Architecture.AARCH64, 6, 4 * GIB, Optional.of(128), Optional.of(true));

        List<Cluster> clusters =
                HostDetection.detect(new HostFiles(root), jvm).cpu().clusters();

        assertThat(clusters).extracting(Cluster::core).containsExactly("Cortex-A55", "Cortex-A76");
        assertThat(clusters).extracting(Cluster::cpus).containsExactly(4, 2);
        assertThat(clusters).extracting(Cluster::l1dBytes).containsExactly(32L << 10, 64L << 10);
    }

    @Test
    void theSmallestCoreOfAMixedSystemDecidesTheTile() throws IOException {
        write("sys/devices/system/cpu/online", "0-2,5\n");
        for (int cpu = 0; cpu < 3; cpu++) {
            cpu(cpu, "32K", "128K");
        }
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
        // A word that stands there twice is one feature.
        write("proc/cpuinfo", "flags : fma avx avx2 avx avx512f avx512bw avx512dq avx512vl\n");
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
        assertThat(host.sources().get(1).facts()).contains("cpu.clusters", "cpu.l3", "system.page");
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
