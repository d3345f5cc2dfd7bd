package dev.antipode.profiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a small tree in the form that Linux gives to {@code /proc} and {@code /sys}. */
class HostFactsTest {
    private static final String CPU = "sys/devices/system/cpu/";

    @TempDir
    Path root;

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    @Test
    void whatABoardTellsIsFoundAndTheRestIsNamed() throws IOException {
        write("proc/cpuinfo", "Features\t: fp asimd fphp asimdhp asimddp\n");
        write(CPU + "cpu0/cpufreq/cpuinfo_min_freq", "1500000\n");
        write(CPU + "cpu0/cpufreq/cpuinfo_max_freq", "2400000\n");
        write(CPU + "cpu0/cpufreq/scaling_governor", "ondemand\n");
        write(CPU + "cpu0/cache/index3/level", "3\n");
        write(CPU + "cpu0/cache/index3/shared_cpu_list", "0-3\n");
        write(CPU + "isolated", "\n");
        write("proc/self/status", "Name:\tjava\nCpus_allowed_list:\t0-2\n");
        write(
                "proc/self/limits",
                "Max locked memory         8388608              unlimited            bytes     \n"
                        + "Max realtime priority     95                   95                        \n");
        write("proc/sys/kernel/sched_rt_runtime_us", "950000\n");
        write("sys/class/tty/ttyAMA0/device/uevent", "");
        write("sys/class/tty/tty0/uevent", "");
        write("sys/class/net/can0/type", "280\n");
        write("sys/class/net/eth0/type", "1\n");
        write("sys/class/net/lo/type", "772\n");
        write("sys/class/i2c-adapter/i2c-1/name", "");
        write("sys/class/spi_master/uevent", "");
        Files.delete(root.resolve("sys/class/spi_master/uevent"));

        HostFacts facts = HostFacts.of(new HostFiles(root));

        assertThat(facts.told())
                .containsEntry("cpu.lowestClock", "1.5 GHz")
                .containsEntry("cpu.highestClock", "2.4 GHz")
                .containsEntry("cpu.governor", "ondemand")
                .containsEntry("cpu.halfPrecision", "yes")
                .containsEntry("cpu.dotProduct", "yes")
                .containsEntry("cpu.l3SharedBy", "0-3")
                .containsEntry("cpu.isolated", "none")
                .containsEntry("process.cpus", "0-2")
                .containsEntry("process.lockedMemory", "8388608 bytes")
                .containsEntry("process.realTimePriority", "95")
                .containsEntry("kernel.realTimeShare", "950000 us of each period")
                .containsEntry("io.serial", "ttyAMA0")
                .containsEntry("io.can", "can0")
                .containsEntry("io.ethernet", "eth0")
                .containsEntry("io.i2c", "i2c-1")
                .containsEntry("io.spi", "none");
        assertThat(facts.notTold()).containsExactly("cpu.l2SharedBy", "process.timerSlack", "io.gpio");
    }

    /** Files of numbers below {@code /proc/sys} have no length and are read once. */
    @Test
    void aNumberOfTheKernelIsReadWhole() throws Exception {
        Path number = Path.of("/proc/sys/kernel/pid_max");
        assumeTrue(Files.exists(number));
        Process cat = new ProcessBuilder("cat", number.toString()).start();
        String whole = new String(cat.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(whole).hasSizeGreaterThan(1);
        assertThat(new HostFiles(Path.of("/")).line("proc/sys/kernel/pid_max")).hasValue(whole);
    }

    @Test
    void whereTheSystemTellsNothingTheJvmStillDoes() {
        HostFacts facts = HostFacts.of(new HostFiles(root.resolve("nothing")));
        assertThat(facts.told().keySet()).allMatch(name -> name.startsWith("jvm."));
        assertThat(facts.told()).containsKeys("jvm.name", "jvm.vendor", "jvm.heap", "jvm.collectors", "jvm.options");
        assertThat(facts.notTold()).contains("cpu.governor", "cpu.dotProduct", "io.can", "process.cpus");
    }
}
