package dev.antipode.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.antipode.profiles.DeviceProfile;
import dev.antipode.profiles.JvmOptionFile;
import dev.antipode.profiles.ProfileWriter;
import dev.antipode.profiles.Profiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
                .contains(" and 15 more, ")
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
    void cpusThatTrainingIsNotKeptToAreSaid() {
        assertThat(ProfileFit.cpus(N100, 4, Set.of(0, 1, 2), "do")).isEmpty();
        assertThat(ProfileFit.cpus(N100, 4, Set.of(), "do")).isEmpty();
        assertThat(ProfileFit.cpus(WIDE, 4, Set.of(0), "do")).isEmpty();
        assertThat(ProfileFit.cpus(N100, 4, Set.of(3), "do"))
                .hasValue(
                        "The profile intel-n100 keeps training to CPUs 0, 1, 2, but this process may run on CPU 3: do.");
        assertThat(ProfileFit.cpus(N100, 2, Set.of(1), "do").orElseThrow())
                .endsWith("may run on CPU 1: this machine has 0 to 1.");
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
