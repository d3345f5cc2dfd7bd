package dev.antipode.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.controller.policy.Activation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script, in a folder with spaces in its name, with a JDK and a Maven that only say how they were called. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
    private static final Path REPOSITORY = Path.of("").toAbsolutePath().getParent();

    @TempDir
    Path folder;

    private Path home;
    private Path jdk;

    @BeforeEach
    void makeHouse() throws IOException {
        home = folder.resolve("my house");
        jdk = fakeJdk("jdk of mine", "25.0.1");
        for (String file : List.of("antipode", ".mvn/find-jdk.sh", "device-profiles/launcher/start.sh")) {
            Path copy = home.resolve(file);
            Files.createDirectories(copy.getParent());
            Files.copy(REPOSITORY.resolve(file), copy, StandardCopyOption.COPY_ATTRIBUTES);
        }
        for (String module : List.of("core", "sim", "controller", "device-profiles")) {
            write(home.resolve(module).resolve("src/main/Some.java"), "");
            write(home.resolve(module).resolve("pom.xml"), "");
        }
        write(home.resolve("pom.xml"), "");
        Path profiles = home.resolve("device-profiles/profiles");
        for (String id : List.of("generic-x86_64-avx2", "generic-aarch64", "special")) {
            String kind = id.replaceFirst("-.*", "");
            write(
                    profiles.resolve(id + ".jvmopts"),
                    "# Of " + id + ".\n--add-modules=jdk.incubator.vector\n-D" + kind + "\n");
        }
        write(home.resolve("device-profiles/launcher/start.jvmopts"), "# Text.\n\n-Dlauncher\n");
        write(home.resolve("device-profiles/launcher/train.jvmopts"), "-Dtraining\n");
        script(
                home.resolve("mvnw"),
                "mkdir -p controller/target/antipode/lib && echo jar > controller/target/antipode/lib/a.jar");
    }

    @Test
    void theFirstUseBuildsAndTheSecondDoesNot() throws Exception {
        Result first = launch("--version");
        assertThat(first.error).isEqualTo("Building Antipode (first use)...\n");
        assertThat(first.code).isEqualTo(7);
        Result second = launch("--version");
        assertThat(second.error).isEmpty();
        assertThat(second.output).isEqualTo(first.output);
    }

    @Test
    void argumentsAreHandedOnAsTheyAre() throws Exception {
        Result result = launch("train", "two words", "*", "");
        assertThat(result.output)
                .endsWith("[--module]\n[dev.antipode.controller/dev.antipode.controller.cli.Main]\n"
                        + "[train]\n[two words]\n[*]\n[]\n");
    }

    @Test
    void jarsOfTheBuildAreTheModulePath() throws Exception {
        List<String> words = launch("x").output.lines().toList();
        String jars = words.get(words.indexOf("[--module-path]") + 1).replaceAll("[\\[\\]]", "");
        assertThat(Path.of(jars)).isDirectoryContaining("glob:**/a.jar");
    }

    @Test
    void aNewerSourceIsBuiltAndARunInProgressKeepsItsJars() throws Exception {
        launch("x");
        Path work = home.resolve("controller/target/antipode");
        Path jars = work.resolve(Files.readString(work.resolve("current")).trim());
        Path source = home.resolve("sim/src/main/Some.java");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(1)));

        Result result = launch("x");

        assertThat(result.error).isEqualTo("Building Antipode (sources changed)...\n");
        assertThat(jars).isDirectoryContaining("glob:**/a.jar");
        assertThat(result.output).doesNotContain(jars.toString());
    }

    @Test
    void aFailedBuildIsToldInOneSentenceAndEndsWithCode1() throws Exception {
        script(home.resolve("mvnw"), "echo '[ERROR] Some.java:[3,1] nonsense'; exit 1");
        Result result = launch("x");
        assertThat(result.code).isEqualTo(1);
        assertThat(result.output).isEmpty();
        assertThat(result.error)
                .contains("[ERROR] Some.java:[3,1] nonsense")
                .endsWith("Antipode could not be built; the whole log is in "
                        + home.toRealPath().resolve("controller/target/antipode/build.log") + ".\n");
    }

    @Test
    void aLockOfAProcessThatIsGoneIsTakenOver() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        write(home.resolve("controller/target/antipode/lock/pid"), gone.pid() + "\n");
        assertThat(launch("x").code).isEqualTo(7);
        assertThat(home.resolve("controller/target/antipode/lock")).doesNotExist();
    }

    @Test
    void itStartsThroughALinkToALink() throws Exception {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("direct"), Path.of("..", "my house", "antipode"));
        Path link = Files.createSymbolicLink(folder.resolve("anti"), bin.resolve("direct"));
        assertThat(run(Map.of("JAVA_HOME", jdk.toString()), link.toString(), "x").output)
                .contains("/my house/controller/target/antipode/");
    }

    @Test
    void theOptionFileOfTheNamedProfileIsUsed() throws Exception {
        assertThat(launch("train", "--profile", "special").output).contains("[-Dspecial]\n[-Dlauncher]\n");
        assertThat(launch("train", "--profile=special").output).contains("[-Dspecial]\n[-Dlauncher]\n");
        assertThat(launch("train", "--profile", "unknown").output).contains("[-Dgeneric]\n[-Dlauncher]\n");
        assertThat(launch("train", "--profile").output).contains("[-Dgeneric]\n[-Dlauncher]\n");
    }

    @Test
    void theOptionFileBesideAProfileFileIsUsed() throws Exception {
        Path mine = folder.resolve("my robot.yaml");
        write(mine.resolveSibling("my robot.jvmopts"), "-Drobot\n");
        assertThat(launch("train", "--profile", mine.toString()).output).contains("[-Drobot]\n[-Dlauncher]\n");
        assertThat(launch("train", "--profile", "./none.yaml").output).contains("[-Dgeneric]\n");
    }

    @Test
    void trainingKeepsToTheCpusOfTheNamedProfile() throws Exception {
        Path tools = folder.resolve("tools");
        script(tools.resolve("taskset"), "shift; echo \"cpus $1\"; shift; [ \"$1\" = true ] || exec \"$@\"");
        write(home.resolve("device-profiles/profiles/special.jvmopts"), "# Training keeps to the CPUs 1,3.\n-Xmx1m\n");
        Map<String, String> environment =
                Map.of("JAVA_HOME", jdk.toString(), "PATH", tools + ":" + System.getenv("PATH"));
        String antipode = home.resolve("antipode").toString();
        launch("x");
        assertThat(run(environment, antipode, "train", "--profile", "special").output)
                .startsWith("cpus 1,3\n")
                .contains("[train]\n");
        assertThat(run(environment, antipode, "evaluate", "--profile", "special").output)
                .doesNotContain("cpus");
        assertThat(run(environment, antipode, "train").output).doesNotContain("cpus");
    }

    /** An incubator module in the graph would keep the JVM from using the cache. */
    @Test
    void theVectorApiIsNotInTheGraphOfModules() throws Exception {
        assertThat(launch("train").output).doesNotContain("--add-modules");
    }

    @Test
    void trainingAloneHasBothCompilers() throws Exception {
        assertThat(launch("train").output)
                .contains("[-Dlauncher]\n[-Dtraining]\n")
                .contains("/device-profiles/launcher/antipode-compilers.json]\n");
        assertThat(launch("evaluate").output)
                .contains("[-Dlauncher]\n")
                .doesNotContain("training", "antipode-compilers.json");
        assertThat(launch().output).doesNotContain("training");
    }

    @Test
    void trainingHasThresholdsOfItsOwnInPlaceOfTheProfiles() throws Exception {
        String rule = "-XX:CompileCommand=CompileThresholdScaling,";
        String kernels = rule + "dev.antipode.core.kernel.GeneratedSimd*::*,0.02";
        String vectors = rule + "jdk.incubator.vector.*::*,2.0";
        String other = rule + "org.example.*::*,0.5";
        String awaited = "-XX:CompileCommand=BackgroundCompilation,dev.antipode.core.kernel.GeneratedSimd*::*,false";
        Path special = home.resolve("device-profiles/profiles/special.jvmopts");
        write(special, String.join("\n", kernels, vectors, other, awaited));
        assertThat(launch("run", "--profile", "special").output).contains(kernels, vectors, other, awaited);
        assertThat(launch("train", "--profile", "special").output)
                .contains(other, awaited, "[-Dlauncher]\n[-Dtraining]\n")
                .doesNotContain(kernels, vectors);
        write(special, kernels + "\n");
        assertThat(launch("train", "--profile", "special").output).contains("[-Dlauncher]\n[-Dtraining]\n");
    }

    /** The JVM looks on for a directive that says something of the compiler at hand. */
    @Test
    void everyActivationIsLeftToC2() throws Exception {
        String directives = Files.readString(REPOSITORY.resolve("device-profiles/launcher/antipode-compilers.json"));
        assertThat(directives.substring(
                        directives.indexOf("GeneratedStarter"), directives.indexOf("GeneratedStarter*")))
                .contains("c2: { Exclude: false }");
        for (Activation activation : Activation.values()) {
            String name = activation.text();
            assertThat(directives)
                    .contains("GeneratedStarter" + Character.toUpperCase(name.charAt(0)) + name.substring(1) + "*.*");
        }
    }

    @Test
    void whatTheBuildMadeOfTheClassesIsUsedWhereItIsThere() throws Exception {
        assertThat(launch("train").output).doesNotContain("AOTCache");
        Path work = home.resolve("controller/target/antipode");
        Path jars = work.resolve(Files.readString(work.resolve("current")).trim());
        assertThat(jars.resolve("rehearsal.log"))
                .content()
                .contains("[-XX:AOTCacheOutput=" + jars.toRealPath() + "/antipode.aot]\n")
                .contains("[-Dantipode.vectors=none]\n")
                .contains("[dev.antipode.controller/dev.antipode.controller.cli.Rehearsal]\n");
        write(jars.resolve("antipode.aot"), "");
        assertThat(launch("tasks").output).contains("[-XX:AOTCache=" + jars.toRealPath() + "/antipode.aot]\n");
    }

    @Test
    void furtherOptionsComeAfterAllOthers() throws Exception {
        Map<String, String> environment = Map.of("JAVA_HOME", jdk.toString(), "ANTIPODE_JVM_OPTIONS", "-Dmine -D*");
        assertThat(run(environment, home.resolve("antipode").toString(), "train").output)
                .containsSubsequence("[-Dgeneric]\n", "[-Dlauncher]\n", "[-Dmine]\n[-D*]\n", "[--module]\n");
    }

    @Test
    void anOlderJavaHomeIsPassedOver() throws Exception {
        Path older = fakeJdk("older", "17.0.2");
        Path onPath = fakeJdk("on path", "25");
        String path = onPath.resolve("bin") + ":" + System.getenv("PATH");
        Result result = run(
                Map.of("JAVA_HOME", older.toString(), "PATH", path),
                home.resolve("antipode").toString(),
                "x");
        assertThat(result.output).startsWith("[" + onPath.toRealPath().resolve("bin/java") + "]");
    }

    /** The jar of the benchmarks is built once, beside the one of the command. */
    @Test
    void benchmarksAreAProgramOfTheirOwn() throws Exception {
        Path script = home.resolve("bench/run");
        Files.createDirectories(script.getParent());
        Files.copy(REPOSITORY.resolve("bench/run"), script, StandardCopyOption.COPY_ATTRIBUTES);
        script(home.resolve("mvnw"), "mkdir -p bench/target && echo jar > bench/target/benchmarks.jar");
        Result first = launch("bench", "--suite", "two words");
        assertThat(first.error).isEqualTo("Building the benchmarks...\n");
        assertThat(first.output)
                .endsWith("[dev.antipode.bench.run.BenchMain]\n[--suite]\n[two words]\n")
                .contains("benchmarks.jar]");
        assertThat(first.code).isEqualTo(7);
        assertThat(launch("bench").error).isEmpty();
        assertThat(home.resolve("controller/target")).doesNotExist();
    }

    private Result launch(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(home.resolve("antipode").toString()));
        command.addAll(Arrays.asList(arguments));
        return run(Map.of("JAVA_HOME", jdk.toString()), command.toArray(String[]::new));
    }

    private Result run(Map<String, String> environment, String... command) throws Exception {
        Path error = folder.resolve("stderr");
        var builder = new ProcessBuilder(command).redirectError(error.toFile()).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("ANTIPODE_"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes());
        return new Result(process.waitFor(), output, Files.readString(error));
    }

    /** A JDK whose java prints its own path and its arguments, one in brackets a line, and ends with code 7. */
    private Path fakeJdk(String name, String version) throws IOException {
        Path jdkHome = folder.resolve(name);
        write(jdkHome.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        script(jdkHome.resolve("bin/javac"), "exit 0");
        script(jdkHome.resolve("bin/java"), "for word in \"$0\" \"$@\"; do printf '[%s]\\n' \"$word\"; done; exit 7");
        return jdkHome;
    }

    private static void script(Path file, String body) throws IOException {
        write(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private record Result(int code, String output, String error) {}
}
