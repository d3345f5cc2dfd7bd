package dev.antipode.bench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no whole run is refused with file, line and reason. */
class ResultsReaderTest {
    @TempDir
    Path folder;

    private static String stored(FailedSuite... suites) {
        List<FailedSuite> failed = List.of(suites);
        RunHeader header = new RunHeader(
                "EPYC", "model 2", "JDK 25", "host", false, List.of(), "antipode bench", "5 JVMs", 1.5, List.of());
        List<Measurement> measurements = List.of(
                new Measurement("jvp", "jvp", new double[] {1.5, 2}, "ns/op", 0.001),
                new Measurement("jvp", "step", new double[] {1, 2}, "ns/op", 0.001));
        return ResultsFile.text(Results.of(header, measurements, failed, Optional.empty()));
    }

    private void refused(Path file, String... words) {
        assertThatExceptionOfType(RequestException.class)
                .isThrownBy(() -> ResultsReader.read(file))
                .satisfies(e -> assertThat(e.getMessage())
                        .contains(words)
                        .contains(file.toString(), "give the results.jsonl")
                        .hasLineCount(1));
    }

    private void refused(String text, String... words) throws IOException {
        refused(Files.writeString(folder.resolve("other.jsonl"), text), words);
    }

    @Test
    void whatIsNoRunIsRefused() throws IOException {
        refused(folder.resolve("none.jsonl"), "there is no baseline");
        refused(folder, "is a folder");
        refused(Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 0}), "is not text");
        for (String text : List.of("", "{}", "{\"run\":{}}", "nonsense", "[1]")) {
            refused(text, "line 1 does not describe a run");
        }
    }

    @Test
    void whatWasCutIsNoticedEvenAtALineEnd() throws IOException {
        List<String> lines = stored().lines().toList();
        refused(lines.getFirst() + "\n", "has no results");
        refused(lines.get(0) + "\n" + lines.get(1) + "\n", "line 1 says 2 results, but 1 follow");
        refused(stored().substring(0, stored().length() - 5), "line 3 is no result, or was cut short");
    }

    @Test
    void anOlderFileWithoutCountAndProcessorIsRead() throws IOException {
        String older = stored().replace("\"results\":2,", "").replace("\"processor\":\"model 2\",", "");
        assertThat(older).isNotEqualTo(stored());
        Path file = Files.writeString(folder.resolve("older.jsonl"), older);
        assertThat(ResultsReader.read(file).measurements()).hasSize(2);
        assertThat(ResultsReader.read(file).header().processor()).isEmpty();
    }

    @Test
    void aSuiteThatFailedIsNeverTakenForAFigure() throws IOException {
        String text = stored(new FailedSuite("tick", "suite 'tick' failed: no memory"));
        ResultsFile read = ResultsReader.read(Files.writeString(folder.resolve("some.jsonl"), text));
        assertThat(read.measurements()).extracting(Measurement::suite).containsExactly("jvp", "jvp");
        assertThat(read.failed()).containsExactly(new FailedSuite("tick", "suite 'tick' failed: no memory"));
        assertThat(Baseline.of(read, read.header(), "some.jsonl").remark())
                .isEqualTo("The baseline has nothing of tick, which failed in that run.");
        List<String> lines = text.lines().toList();
        refused(
                String.join("\n", lines.subList(0, 3)) + "\n",
                "line 1 says 1 suites that failed, but 0 follow: the file was cut short");
        refused(
                lines.get(0).replace("\"results\":2", "\"results\":0") + "\n" + lines.get(3) + "\n",
                "has no results, as all its suites failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"abc\"", "[0.0,0.0]", "[-5.0]", "[1.0,null]", "[1e999]", "[\"2\"]", "3"})
    void timesThatCannotBeAreRefused(String forks) throws IOException {
        refused(stored().replace("[1.5,2.0]", forks), "line 2 has", "finite and above 0");
    }
}
