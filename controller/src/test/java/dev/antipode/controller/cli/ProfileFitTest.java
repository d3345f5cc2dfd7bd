package dev.antipode.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.antipode.profiles.DeviceProfile;
import dev.antipode.profiles.HostDetection;
import dev.antipode.profiles.JvmOptionFile;
import dev.antipode.profiles.ProfileWriter;
import dev.antipode.profiles.Profiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileFitTest {
    private static final DeviceProfile ATOM = Profiles.shipped("intel-elkhart-lake");
    private static final DeviceProfile N100 = Profiles.shipped("intel-n100");
    private static final DeviceProfile WIDE = Profiles.shipped("generic-x86_64-avx512");

    @TempDir
    Path folder;

    @Test
    void vectorsThatThisMachineLacksAreSaid() {
        assertThat(ProfileFit.vectors(WIDE, N100))
                .hasValue("The profile generic-x86_64-avx512 has vectors of 512 bits; this machine works with 256 bits,"
                        + " and the results are the same bit for bit.");
        assertThat(ProfileFit.vectors(N100, WIDE)).isEmpty();
    }

    @Test
    void fusedArithmeticInSoftwareIsRefused() {
        assertThatExceptionOfType(RequestException.class)
                .isThrownBy(() -> ProfileFit.requireArithmetic(N100, ATOM))
                .withMessageContaining("the profile intel-n100 computes with fused multiply-add")
                .withMessageContaining("leave --profile out");
        assertThatNoException().isThrownBy(() -> ProfileFit.requireArithmetic(ATOM, N100));
        assertThatNoException().isThrownBy(() -> ProfileFit.requireArithmetic(ATOM, ATOM));
    }

    @Test
    void optionsThatTheJvmWasStartedWithoutAreNamedWithTheRemedy() {
        Path file = folder.resolve("intel-n100.yaml");
        List<String> started = new ArrayList<>(N100.jvmOptions());
        started.add("-Xmx64m");
        assertThat(ProfileFit.options(file, N100, started)).isEmpty();
        started.remove("-Xms32m");
        assertThat(ProfileFit.options(file, N100, started))
                .hasValue("The profile " + file + " gives java the options -Xms32m, which this JVM was started without:"
                        + " './antipode profiles validate " + file + "' writes them to "
                        + folder.resolve("intel-n100.jvmopts")
                        + ", which './antipode' reads; a released image takes them by ANTIPODE_JVM_OPTIONS.");
    }

    @Test
    void whatIsWrittenAlreadyIsNotToBeWrittenAgain() throws IOException {
        Path file = folder.resolve("intel-n100.yaml");
        JvmOptionFile.write(N100, JvmOptionFile.beside(file));
        assertThat(ProfileFit.options(file, N100, List.of()).orElseThrow())
                .contains(" and 16 more, ")
                .endsWith(": start it by './antipode', which reads " + folder.resolve("intel-n100.jvmopts") + ".");
    }

    @Test
    void optionsOfAnEarlierStateOfTheProfileAreSaidToBe() throws IOException {
        Path file = folder.resolve("intel-n100.yaml");
        Path options = folder.resolve("intel-n100.jvmopts");
        Files.writeString(options, JvmOptionFile.text(N100) + "-Dmore=1\n");
        assertThat(ProfileFit.options(file, N100, N100.jvmOptions()))
                .hasValue("The options in " + options + " are not those of the profile " + file
                        + ": './antipode profiles validate " + file + "' writes them anew.");
    }

    @Test
    void cpusThatTrainingCannotBeKeptToAreSaid() {
        assertThat(ProfileFit.cpus(N100, 4, Set.of(0, 1, 2))).isEmpty();
        assertThat(ProfileFit.cpus(N100, 4, Set.of(0, 1, 2, 3))).isEmpty();
        assertThat(ProfileFit.cpus(N100, 4, Set.of())).isEmpty();
        assertThat(ProfileFit.cpus(WIDE, 4, Set.of(0))).isEmpty();
        assertThat(ProfileFit.cpus(N100, 4, Set.of(3)))
                .hasValue(
                        "The profile intel-n100 keeps training to CPUs 0, 1, 2, but this process may run on CPU 3: start"
                                + " it by 'taskset -c' with those.");
        assertThat(ProfileFit.cpus(N100, 2, Set.of(1)).orElseThrow())
                .endsWith("may run on CPU 1: this machine has 0 to 1.");
    }

    /** Without the launcher, as in a released image: the one worker is looked at while it trains. */
    @Test
    void trainingKeepsToTheCpusOfItsProfile() throws Exception {
        Set<Integer> allowed = ThisProcess.allowedCpus();
        assumeTrue(allowed.size() > 1);
        int last = allowed.stream().mapToInt(Integer::intValue).max().orElseThrow();
        Path file = folder.resolve("pinned.yaml");
        Files.writeString(
                file,
                ProfileWriter.yaml(HostDetection.detect().withId("pinned"))
                        .replaceFirst("threads: \\d+", "threads: 1")
                        .replace("cpus: []", "cpus: [" + last + "]"));
        AtomicReference<CommandLineRun> run = new AtomicReference<>();
        Thread training = Thread.ofPlatform()
                .start(() -> run.set(CommandLineRun.of(
                        "train",
                        "dc-motor",
                        "--generations",
                        "20",
                        "--kernels",
                        "scalar",
                        "--quiet",
                        "--profile",
                        file,
                        "--out",
                        folder.resolve("run"))));
        Set<String> seen = new HashSet<>();
        while (training.isAlive()) {
            seen.addAll(workers());
            training.join(5);
        }
        run.get().done();
        assertThat(seen).containsExactly(Integer.toString(last));
    }

    /** What each thread of this process that is called a worker may run on. */
    private static List<String> workers() throws IOException {
        List<String> workers = new ArrayList<>();
        try (var threads = Files.list(Path.of("/proc/self/task"))) {
            for (Path thread : threads.toList()) {
                try {
                    if (Files.readString(thread.resolve("comm")).startsWith("antipode-worker")) {
                        Files.readAllLines(thread.resolve("status")).stream()
                                .filter(line -> line.startsWith("Cpus_allowed_list:"))
                                .map(line ->
                                        line.substring(line.indexOf(':') + 1).trim())
                                .forEach(workers::add);
                    }
                } catch (IOException e) {
                    continue; // It has ended meanwhile.
                }
            }
        }
        return workers;
    }

    @Test
    void aCommandTellsThemAndAValidationWritesThem() throws IOException {
        Path file = folder.resolve("intel-n100.yaml");
        Files.writeString(file, ProfileWriter.yaml(N100).replace("jvmOptions: []", "jvmOptions: [-Xmx77m]"));
        CommandLineRun run = CommandLineRun.of("simulate", "cart-pole", "--steps", "1", "--profile", file)
                .done();
        assertThat(run.err()).contains("gives java the options -").contains("-Xmx77m", "profiles validate " + file);
        Path options = folder.resolve("intel-n100.jvmopts");
        assertThat(CommandLineRun.of("profiles", "validate", file).done().err())
                .isEqualTo("wrote its JVM options to " + options + "\n");
        assertThat(options)
                .content()
                .contains("# Training keeps to the CPUs 0,1,2.\n")
                .endsWith("-Xmx77m\n");
        assertThat(CommandLineRun.of("profiles", "validate", file).done().err()).isEmpty();
    }

    @Test
    void aLoopThatIsFasterThanItsDeviceIsAskedToBeIsSaid() {
        assertThat(ProfileFit.rate(N100, 1000)).isEmpty();
        assertThat(ProfileFit.rate(N100, 2000))
                .hasValue(
                        "The profile intel-n100 asks its device for 1000.00 Hz at most, and this loop runs at 2000.00 Hz:"
                                + " go by the deadlines missed, or train with a longer control period.");
    }

    @Test
    void trainingBesideALoopKeepsToTheProfilesCpusAndLeavesTheLoopsAlone() {
        assertThat(ProfileFit.besideTheLoop(List.of(4, 5, 6), Set.of(0, 4, 5, 6, 7), 7))
                .containsExactly(4, 5, 6);
        assertThat(ProfileFit.besideTheLoop(List.of(4, 5, 6), Set.of(0, 4, 5, 6), 5))
                .containsExactly(4, 6);
        assertThat(ProfileFit.besideTheLoop(List.of(4, 5, 6), Set.of(0, 1), 1)).containsExactly(0);
        assertThat(ProfileFit.besideTheLoop(List.of(), Set.of(0, 1), 1)).containsExactly(0);
        assertThat(ProfileFit.besideTheLoop(List.of(), Set.of(0, 1), -1)).isEmpty();
        assertThat(ProfileFit.besideTheLoop(List.of(), Set.of(1), 1)).isEmpty();
        assertThat(ProfileFit.besideTheLoop(List.of(), Set.of(), 1)).isEmpty();
    }

    @Test
    void theProcessMayRunSomewhere() {
        assertThat(ThisProcess.allowedCpus()).allMatch(cpu -> cpu >= 0);
        assertThat(ThisProcess.allowedCpus().isEmpty()).isEqualTo(Files.notExists(Path.of("/proc/self/status")));
    }
}
