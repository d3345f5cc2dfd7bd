package dev.antipode.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Training processes that are killed at random moments go on bit for bit; a full disk loses nothing. */
@DisabledOnOs(OS.WINDOWS)
class KilledRunTest {
    private static final int SIGTERM = 128 + 15;
    private static final int SIGKILL = 128 + 9;
    private static final int KILLS = 4;
    private static final int GENERATIONS = 400;

    @TempDir
    Path folder;

    @Test
    void killedAndResumedIsAsNeverKilled() throws Exception {
        String expected = hash(TrainTest.train(
                        BadTasks.Good.class.getName(),
                        "--out",
                        folder.resolve("whole"),
                        "--generations",
                        GENERATIONS,
                        "--policy",
                        "mlp:8",
                        "--normalisation",
                        "running",
                        "--json")
                .done()
                .out());

        Path out = folder.resolve("killed");
        Random random = new Random(20);
        int killed = 0;
        boolean resuming = false;
        for (int kill = 0; kill < KILLS; kill++) {
            boolean gently = kill % 2 == 0;
            Process process = fork(resuming ? resume(out) : begin(out), List.of())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            // Wherever it begins, it is killed within its next generations, in the midst of whatever it is doing.
            awaitLines(process, out.resolve("metrics.csv"), 1 + random.nextInt(GENERATIONS / KILLS / 2));
            Thread.sleep(random.nextInt(10));
            if (gently) {
                process.toHandle().destroy();
            } else {
                process.toHandle().destroyForcibly();
            }
            String err = text(process.getErrorStream());
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            if (process.exitValue() != 0) {
                assertThat(process.exitValue()).isEqualTo(gently ? SIGTERM : SIGKILL);
                killed++;
            }
            if (gently && process.exitValue() != 0) {
                assertThat(err).contains("train --resume " + out).doesNotContain("Exception");
            }
            resuming = true;
        }
        assertThat(killed).isPositive();

        Process last = fork(resume(out), List.of()).start();
        String result = text(last.getInputStream());
        assertThat(last.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(last.exitValue()).as(() -> text(last.getErrorStream())).isZero();
        assertThat(hash(result)).isEqualTo(expected);
        // No generation is missing, and none is there twice.
        List<String> metrics = Files.readAllLines(out.resolve("metrics.csv"));
        assertThat(metrics.stream().skip(1).map(line -> Integer.parseInt(line.split(",")[0])))
                .containsExactlyElementsOf(
                        Stream.iterate(0, i -> i + 1).limit(GENERATIONS).toList());
    }

    @Test
    void aFullDiskLosesNothing() throws Exception {
        Path out = folder.resolve("run");
        TrainTest.train(BadTasks.Good.class.getName(), "--out", out, "--policy", "mlp:16")
                .done();
        byte[] checkpoint = Files.readAllBytes(out.resolve("checkpoint.safetensors"));
        byte[] controller = Files.readAllBytes(out.resolve("controller.safetensors"));
        // Without it, the run has an end to come to.
        Files.delete(out.resolve("report.html"));
        // A limit on the size of files stands in for a full disk.
        Process process = fork(resume(out), List.of("sh", "-c", "ulimit -f 1; exec \"$0\" \"$@\""))
                .start();
        String err = text(process.getErrorStream());
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(err.lines().filter(line -> line.startsWith("antipode: ")))
                .singleElement()
                .asString()
                .startsWith("antipode: cannot write " + out.resolve("checkpoint.safetensors") + ": ");
        assertThat(Files.readAllBytes(out.resolve("checkpoint.safetensors"))).isEqualTo(checkpoint);
        assertThat(Files.readAllBytes(out.resolve("controller.safetensors"))).isEqualTo(controller);
        assertThat(out.resolve("checkpoint.safetensors.part")).doesNotExist();
    }

    private static List<String> begin(Path out) {
        return List.of(
                "train",
                BadTasks.Good.class.getName(),
                "--out",
                out.toString(),
                "--policy",
                "mlp:8",
                "--population",
                "16",
                "--episodes",
                "4",
                "--generations",
                Integer.toString(GENERATIONS),
                "--validation-episodes",
                "32",
                "--normalisation",
                "running");
    }

    private static List<String> resume(Path out) {
        return List.of("train", "--resume", out.toString());
    }

    private static ProcessBuilder fork(List<String> arguments, List<String> prefix) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(arguments);
        command.addAll(
                List.of("--json", "--quiet", "--kernels", "scalar", "--threads", "2", "--checkpoint-interval", "3"));
        return new ProcessBuilder(command);
    }

    private static void awaitLines(Process process, Path metrics, int more) throws IOException, InterruptedException {
        int before = Files.exists(metrics) ? lines(metrics) : 0;
        for (int waited = 0; process.isAlive() && waited < 60_000; waited += 2) {
            if (Files.exists(metrics) && lines(metrics) >= before + more) {
                return;
            }
            Thread.sleep(2);
        }
    }

    private static int lines(Path file) throws IOException {
        return (int) Files.readString(file).chars().filter(c -> c == '\n').count();
    }

    private static String text(java.io.InputStream stream) {
        try {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String hash(String lines) {
        String last = lines.lines().reduce("", (_, line) -> line);
        return JsonMapper.builder().build().readTree(last).get("parameterHash").stringValue();
    }
}
