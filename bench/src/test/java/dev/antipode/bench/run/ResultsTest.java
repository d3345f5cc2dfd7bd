package dev.antipode.bench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.profiles.DeviceProfile;
import dev.antipode.profiles.HostDetection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results are stored, read back, compared and shown; what is emulated says so wherever a figure stands. */
class ResultsTest {
    private static final RunHeader HEADER = header("EPYC", "host", false);

    @TempDir
    Path folder;

    private static RunHeader header(String machine, String profile, boolean emulated) {
        List<String> notes =
                emulated ? List.of("Reproduced: vectors of 128 bits.", "Not reproduced: clock.") : List.of();
        return new RunHeader(
                machine,
                "model 2",
                "JDK 25",
                profile,
                emulated,
                List.of("-Xmx1g", "-Dantipode.x=1"),
                "antipode bench",
                "5 JVMs",
                1.5,
                notes);
    }

    private static Measurement measurement(String benchmark, double... forks) {
        return new Measurement("jvp", benchmark, forks, "ns/op", 0.001);
    }

    @Test
    void theScoreIsTheMedianAndTheErrorHalfTheRange() {
        Measurement slowOnce = measurement("jvp", 10, 11, 10.5, 19, 10.2);
        assertThat(slowOnce.score()).isEqualTo(10.5);
        assertThat(slowOnce.error()).isEqualTo(4.5);
        assertThat(measurement("jvp", 1, 2).score()).isEqualTo(1.5);
    }

    @Test
    void whatWasStoredIsRead() throws IOException {
        Results stored = Results.of(
                HEADER,
                List.of(measurement("jvp plant=acrobot", 8, 10), measurement("step plant=acrobot", 4, 5)),
                List.of(),
                Optional.empty());
        Path file = folder.resolve("results.jsonl");
        ResultsFile.write(stored, file);
        ResultsFile read = ResultsReader.read(file);
        assertThat(read.header()).isEqualTo(HEADER);
        assertThat(read.measurements()).usingRecursiveComparison().isEqualTo(stored.measurements());
        assertThat(Files.readAllLines(file).get(1))
                .contains("\"benchmark\":\"jvp plant=acrobot\"")
                .contains("\"profile\":\"host\"", "\"emulated\":false", "\"score\":9.0", "\"unit\":\"ns/op\"")
                .contains("\"error\":1.0", "\"allocatedBytesPerOp\":0.001", "\"ratioTo\":{\"step\":2.0}");
    }

    @Test
    void onlyWhatIsBeyondTheNoiseOfBothIsARegression() {
        Measurement then = measurement("jvp", 10, 11, 12);
        ResultsFile stored = new ResultsFile(HEADER, List.of(then, measurement("gone", 1)), List.of());
        Baseline baseline = Baseline.of(stored, HEADER, "old");
        Measurement within = measurement("jvp", 11.5, 12.5, 13.5);
        Measurement beyond = measurement("jvp", 12.9, 13, 13.1);
        Measurement unknown = measurement("new", 100);
        Results results = Results.of(HEADER, List.of(within, unknown), List.of(), Optional.of(baseline));
        assertThat(results.regressions()).isEmpty();
        assertThat(results.ratios(within).get("baseline")).isCloseTo(12.5 / 11, within(1e-12));
        assertThat(results.ratios(unknown)).isEmpty();
        Results worse = Results.of(HEADER, List.of(beyond), List.of(), Optional.of(baseline));
        assertThat(worse.regressions()).containsExactly(beyond);
        assertThat(ResultTable.of(worse)).contains("baseline 1.182").contains("SLOWER");
    }

    @Test
    void whatTheBaselineLacksIsNamedBeforeItIsMeasured() {
        ResultsFile stored =
                new ResultsFile(HEADER, List.of(measurement("jvp", 10), measurement("step", 10)), List.of());
        Baseline baseline = Baseline.of(stored, HEADER, "old.jsonl");
        ResultKey known = new ResultKey("jvp", "jvp", "ns/op");
        ResultKey otherUnit = new ResultKey("jvp", "step", "us/op");
        ResultKey otherSuite = new ResultKey("vjp", "step", "ns/op");
        assertThat(baseline.unmatched(List.of(known))).isEmpty();
        assertThat(baseline.unmatched(List.of(known, otherUnit, otherSuite)))
                .hasValueSatisfying(sentence -> assertThat(sentence)
                        .contains("2 of 3 results", "jvp step in us/op", "vjp step in ns/op")
                        .doesNotContain("jvp jvp"));
        assertThatExceptionOfType(RequestException.class)
                .isThrownBy(() -> baseline.unmatched(List.of(otherUnit, otherSuite)))
                .withMessageContaining("old.jsonl has none of the results")
                .withMessageContaining("us/op");
    }

    @Test
    void aBaselineOfAnotherMachineOrProfileIsRefused() {
        ResultsFile stored = new ResultsFile(header("Raspberry", "host", false), List.of(), List.of());
        assertThatExceptionOfType(RequestException.class)
                .isThrownBy(() -> Baseline.of(stored, HEADER, "old.jsonl"))
                .withMessageContaining("another machine")
                .withMessageContaining("Raspberry");
        ResultsFile other = new ResultsFile(header("EPYC", "n100", true), List.of(), List.of());
        assertThatExceptionOfType(RequestException.class)
                .isThrownBy(() -> Baseline.of(other, HEADER, "old.jsonl"))
                .withMessageContaining("--profile n100");
        ResultsFile imitation = new ResultsFile(header("EPYC", "host", true), List.of(), List.of());
        assertThatExceptionOfType(RequestException.class)
                .isThrownBy(() -> Baseline.of(imitation, HEADER, "old.jsonl"))
                .withMessageContaining("'host (emulated)', this run of 'host'");
    }

    @Test
    void anotherJvmIsRemarkedOn() {
        RunHeader then = new RunHeader("EPYC", "model 2", "JDK 24", "host", false, List.of(), "", "", 0, List.of());
        assertThat(Baseline.of(new ResultsFile(then, List.of(), List.of()), HEADER, "old")
                        .remark())
                .contains("JDK 24")
                .contains("other JVM options");
    }

    @Test
    void anotherProcessorOfTheSameNameIsRefusedAndAnUnknownOneRemarkedOn() {
        RunHeader other =
                new RunHeader("EPYC", "model 17", HEADER.jdk(), "host", false, HEADER.flags(), "", "", 0, List.of());
        assertThatExceptionOfType(RequestException.class)
                .isThrownBy(() -> Baseline.of(new ResultsFile(other, List.of(), List.of()), HEADER, "old.jsonl"))
                .withMessageContaining("model 17")
                .withMessageContaining("model 2");
        RunHeader unknown =
                new RunHeader("EPYC", "", HEADER.jdk(), "host", false, HEADER.flags(), "", "", 0, List.of());
        assertThat(Baseline.of(new ResultsFile(unknown, List.of(), List.of()), HEADER, "old.jsonl")
                        .remark())
                .contains("may be of another machine");
    }

    @Test
    void aProcessorIsToldByItsGenerationVectorsAndCaches() {
        DeviceProfile host = HostDetection.detect();
        String zen5 = Processor.of(
                host,
                List.of(
                        "processor\t: 0",
                        "cpu family\t: 26",
                        "model\t\t: 2",
                        "model name\t: AMD EPYC",
                        "stepping\t: 1"));
        assertThat(zen5)
                .startsWith("cpu family 26, model 2, stepping 1, vectors of " + host.vectorBits() + " bits, L1d ")
                .contains(", L2 ", ", L3 ");
        String big = Processor.of(host, List.of("CPU part\t: 0xd03", "CPU part\t: 0xd09", "CPU part\t: 0xd09"));
        assertThat(big).startsWith("CPU part 0xd03/0xd09, ");
        assertThat(Processor.of(host, List.of())).startsWith("vectors of ");
    }

    @Test
    void aDerivativeIsComparedWithTheStepBesideIt() {
        Measurement step = measurement("step plant=acrobot", 4);
        Measurement other = measurement("step plant=quadrotor", 1);
        Measurement jvp = measurement("jvp plant=acrobot", 6);
        Results results = Results.of(HEADER, List.of(step, other, jvp), List.of(), Optional.empty());
        assertThat(results.ratios(jvp)).containsEntry("step", 1.5);
        assertThat(results.ratios(step)).isEmpty();
    }

    @Test
    void theLineIsOfClosedLoopsThatWereRunAndNothingElse() {
        assertThat(Results.of(HEADER, List.of(measurement("jvp", 1)), List.of(), Optional.empty())
                        .line())
                .isEmpty();
        Measurement narrow =
                new Measurement("rollout", "step lanes=16 task=cart-pole-swing-up", new double[] {100}, "ns/op", 0);
        Measurement wide =
                new Measurement("rollout", "step lanes=64 task=cart-pole-swing-up", new double[] {50}, "ns/op", 0);
        Results results = Results.of(HEADER, List.of(narrow, wide), List.of(), Optional.empty());
        assertThat(results.line())
                .contains(
                        "Antipode 1.0 : 20000000 control steps/s / JDK 25 -Xmx1g / host, cart-pole-swing-up, 64 lanes,"
                                + " F32 / 1 thread");
    }

    @Test
    void noEmulatedFigureStandsWithoutThatWord() {
        RunHeader emulated = header("EPYC", "pi-zero", true);
        Measurement rollout =
                new Measurement("rollout", "step lanes=16 task=cart-pole-swing-up", new double[] {100}, "ns/op", 0);
        Results results = Results.of(emulated, List.of(measurement("jvp", 3), rollout), List.of(), Optional.empty());
        assertThat(ResultTable.of(results).lines().filter(line -> line.contains("ns/op") || line.contains("steps/s")))
                .hasSize(3)
                .allMatch(line -> line.contains("emulated"));
        assertThat(ResultTable.of(results)).contains("Not reproduced: clock.");
        assertThat(ResultsFile.text(results).lines()).hasSize(3).allMatch(line -> line.contains("\"emulated\":true"));
        String page = ResultPage.of(results);
        assertThat(page).contains("<h1>Benchmarks of pi-zero (emulated)").contains("Emulated: figures of EPYC");
        assertThat(page.lines().filter(line -> line.contains("<td>jvp</td>")))
                .allMatch(line -> line.contains("emulated"));
        assertThat(page.lines().filter(line -> line.contains("<figcaption")))
                .allMatch(line -> line.contains("emulated"));
    }

    @Test
    void thePageDrawsLanesOverOctavesAndEveryJvm() {
        List<Measurement> measurements = List.of(
                new Measurement("step", "step lanes=16 plant=acrobot", new double[] {9, 10, 11}, "ns/op", 0),
                new Measurement("step", "step lanes=256 plant=acrobot", new double[] {4, 4.2, 5}, "ns/op", 0),
                measurement("jvp plant=acrobot", 8, 8.1, 8.2));
        String page = ResultPage.of(Results.of(HEADER, measurements, List.of(), Optional.empty()));
        assertThat(page.split("<svg", -1)).hasSize(3);
        assertThat(page).contains(">256</text>").contains("class=\"band main\"").contains("points");
        assertThat(page).doesNotContain("http://").doesNotContain("https://");
    }
}
