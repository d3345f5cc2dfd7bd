package dev.antipode.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The command line: what is wrong is said in a sentence; what is measured lands in files. */
class BenchCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    private int run(String... arguments) {
        return run(JmhRun::of, arguments);
    }

    private int run(SuiteRun suites, String... arguments) {
        return BenchMain.execute(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                suites,
                arguments);
    }

    private static Measurement measured(Suite suite) {
        return new Measurement(suite.label(), "load task=cart-pole-swing-up", new double[] {3, 4}, "us/op", 1);
    }

    private String errors() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--suite|nonsense|there is no suite 'nonsense'; there are step, rollout",
                "--profile|nonsense|no device profile \"nonsense\"",
                "--profile|no/such.yaml|no profile file no/such.yaml",
                "--baseline|no-such.jsonl|there is no baseline no-such.jsonl",
                "--forks|0|--forks 0 must be at least 1",
                "--forks|many|--help",
                "--nonsense|1|Unknown option",
            })
    void aWrongRequestIsOneSentence(String option, String value, String expected) {
        assertThat(run(option, value)).isEqualTo(2);
        assertThat(errors()).startsWith("antipode bench: ").contains(expected).hasLineCount(1);
        assertThat(out.size()).isZero();
    }

    /** One benchmark that needs no kernels, in this build's class path, in one JVM. */
    @Test
    void measuresAndWritesWhatItSays() throws IOException {
        System.setProperty("jmh.ignoreLock", "true");
        Path results = folder.resolve("results.jsonl");
        int code = run("--suite", "file", "--quick", "--json", "--quiet", "--out", folder.toString());
        assertThat(errors()).isEmpty();
        assertThat(code).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .hasSize(2)
                .last()
                .asString()
                .contains("\"suite\":\"file\"", "\"benchmark\":\"load task=cart-pole-swing-up\"", "\"unit\":\"us/op\"");
        ResultsFile stored = ResultsReader.read(results);
        assertThat(stored.header().command()).contains("--suite file");
        assertThat(stored.measurements()).singleElement().satisfies(measurement -> {
            assertThat(measurement.score()).isPositive();
            assertThat(Plan.of(List.of(Suite.FILE), Effort.quick())).containsExactly(measurement.key());
            assertThat(measurement.allocatedBytesPerOp()).isPositive();
        });
        assertThat(folder.resolve("report.html")).content().contains("<svg");
        assertThat(Files.readString(folder.resolve("file.log"))).contains("FileBenchmark.load");
    }

    @Test
    void aSuiteThatFailsTakesNoOtherWithIt() throws IOException {
        SuiteRun suites = (suite, _, _, _) -> {
            if (suite == Suite.TICK) {
                throw new SuiteException("suite 'tick' failed: no\n memory", null);
            }
            return List.of(measured(suite));
        };
        int code = run(suites, "--suite", "step,tick,file", "--quiet", "--out", folder.toString());
        assertThat(code).isEqualTo(1);
        assertThat(errors()).isEqualTo("antipode bench: suite 'tick' failed: no memory\n");
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("\nstep ", "\nfile ")
                .doesNotContain("\ntick ");
        ResultsFile stored = ResultsReader.read(folder.resolve("results.jsonl"));
        assertThat(stored.measurements()).extracting(Measurement::suite).containsExactly("step", "file");
        assertThat(stored.failed()).containsExactly(new FailedSuite("tick", "suite 'tick' failed: no memory"));
        assertThat(folder.resolve("report.html")).content().contains("failed: no memory");
    }

    @Test
    void whereEverySuiteFailsThatIsWhatIsStored() {
        SuiteRun suites = (_, _, _, _) -> {
            throw new SuiteException("suite 'file' failed: no disk", null);
        };
        int code = run(suites, "--suite", "file", "--quiet", "--json", "--out", folder.toString());
        assertThat(code).isEqualTo(1);
        assertThat(folder.resolve("results.jsonl"))
                .content()
                .isEqualTo(out.toString(StandardCharsets.UTF_8))
                .endsWith("{\"suite\":\"file\",\"failed\":\"suite 'file' failed: no disk\"}\n")
                .hasLineCount(2);
        assertThat(folder.resolve("report.html")).content().contains("no disk");
    }

    @Test
    void aBaselineWithNothingToCompareIsRefusedAndAPartOfItNamed() throws IOException {
        SuiteRun suites = (suite, _, _, _) -> List.of(measured(suite));
        String first = folder.resolve("first").toString();
        assertThat(run(suites, "--suite", "file", "--quick", "--quiet", "--out", first))
                .isZero();
        String stored = folder.resolve("first").resolve("results.jsonl").toString();
        Path second = folder.resolve("second");
        String[] other = {"--suite", "tick", "--quick", "--quiet", "--baseline", stored, "--out", second.toString()};
        assertThat(run(suites, other)).isEqualTo(2);
        assertThat(errors())
                .contains("has none of the results of this run (tick tick")
                .hasLineCount(1);
        assertThat(second).doesNotExist();
        other[1] = "file,tick";
        assertThat(run(suites, other)).isZero();
        assertThat(errors().lines().skip(1))
                .singleElement()
                .asString()
                .contains("are not in " + stored, "tick tick")
                .doesNotContain("file load");
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("baseline 1.000");
    }

    @Test
    void resultsNeedAFolder() throws IOException {
        Path file = Files.createFile(folder.resolve("file.txt"));
        SuiteRun suites = (suite, _, _, _) -> List.of(measured(suite));
        assertThat(run(suites, "--suite", "file", "--out", file.toString())).isEqualTo(2);
        assertThat(errors()).contains("is a file, but must be a folder").hasLineCount(1);
        err.reset();
        Path below = file.resolve("sub").resolve("folder");
        SuiteRun never = (_, _, _, _) -> {
            throw new AssertionError("nothing is to be measured");
        };
        assertThat(run(never, "--suite", "file", "--out", below.toString())).isEqualTo(2);
        assertThat(errors())
                .startsWith("antipode bench: --out " + below + ": ")
                .contains("; give another one")
                .hasLineCount(1);
    }

    @Test
    void aBaselineIsNotOverwritten() {
        SuiteRun suites = (suite, _, _, _) -> List.of(measured(suite));
        String[] first = {"--suite", "file", "--quick", "--quiet", "--out", folder.toString()};
        assertThat(run(suites, first)).isZero();
        String baseline = folder.resolve("results.jsonl").toString();
        String[] again = {"--suite", "file", "--quick", "--out", folder.toString(), "--baseline", baseline};
        assertThat(run(suites, again)).isEqualTo(2);
        assertThat(errors()).contains("would overwrite the baseline").hasLineCount(1);
    }

    @ParameterizedTest
    @EnumSource
    void everySuiteIsInTheHelp(Suite suite) {
        assertThat(run("--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains(suite.label());
        assertThat(Suite.of(suite.label())).isEqualTo(suite);
    }
}
