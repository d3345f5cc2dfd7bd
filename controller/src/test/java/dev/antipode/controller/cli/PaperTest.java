package dev.antipode.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code paper} from end to end, with the two figures that take seconds. */
class PaperTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path folder;

    private CommandLineRun paper(String figures, String... more) {
        List<Object> all = new java.util.ArrayList<>(
                List.of("paper", "--quick", "--quiet", "--json", "--out", folder, "--figures", figures));
        all.addAll(List.of(more));
        return CommandLineRun.of(all.toArray());
    }

    @Test
    void finishedFiguresAreKeptAndAgree() throws IOException {
        CommandLineRun first = paper("7").done();
        assertThat(first.err()).isEmpty();
        JsonNode line = JSON.readTree(first.out().lines().findFirst().orElseThrow());
        assertThat(line.get("agrees").asBoolean()).as(first.out()).isTrue();
        assertThat(line.get("kept").asBoolean()).isFalse();
        assertThat(line.get("sentence").asString())
                .startsWith("The paper shows")
                .endsWith("they agree.");
        assertThat(line.at("/memory/plans").size()).isZero();
        FileTime written = Files.getLastModifiedTime(folder.resolve("figure-7.yaml"));
        String page = Files.readString(folder.resolve("report.html"));
        assertThat(page).contains("Figure 7").contains("<svg").doesNotContain("src=\"http");

        CommandLineRun again = paper("7,1", "--resume").done();
        List<JsonNode> lines = again.out().lines().map(JSON::readTree).toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0).get("figure").asString()).isEqualTo("1");
        assertThat(lines.get(0).get("agrees").asBoolean()).as(again.out()).isTrue();
        assertThat(lines.get(0).at("/memory/plans/0/consumers/0/name").asString())
                .isEqualTo("tile");
        assertThat(lines.get(0).at("/memory/peakBytes").asLong())
                .isEqualTo(lines.get(0).at("/memory/plans/0/bytes").asLong());
        assertThat(lines.get(1).get("kept").asBoolean()).isTrue();
        assertThat(lines.get(2).get("done").asBoolean()).isTrue();
        assertThat(Files.getLastModifiedTime(folder.resolve("figure-7.yaml"))).isEqualTo(written);
        assertThat(Files.readString(folder.resolve("report.html"))).contains("Figure 1", "Figure 7");
        assertThat(Files.readAllLines(folder.resolve("figure-1.csv")))
                .startsWith("panel,curve,x,y,log10y")
                .anyMatch(row -> row.startsWith("variance,antithetic,0.01,"));
    }

    @Test
    void figuresThatAreNotThereAreRefused() {
        paper("9").refused(ExitCode.WRONG_REQUEST, "there is no figure '9'", "there are 1, ");
    }

    @Test
    void nothingToResumeIsRefused() {
        CommandLineRun.of("paper", "--resume", "--out", folder.resolve("none"))
                .refused(ExitCode.WRONG_REQUEST, "there is no run to resume");
    }

    @Test
    void aFolderOfSomethingElseStays() throws IOException {
        Files.writeString(folder.resolve("report.html"), "of a training run");
        paper("7").refused(ExitCode.WRONG_REQUEST, "is not empty", "another --out");
        assertThat(folder.resolve("report.html")).hasContent("of a training run");
    }

    @Test
    void alteredFiguresAreRefusedByName() throws IOException {
        paper("7").done();
        Files.writeString(folder.resolve("figure-7.csv"), "panel,curve,x,y,log10y\n");
        paper("7").refused(ExitCode.WRONG_REQUEST, "figure-7.yaml", "altered");
    }

    @Test
    void picturesThatAreNotIdxAreRefused() throws IOException {
        Files.write(folder.resolve("train-images-idx3-ubyte"), new byte[] {0, 0, 8, 3, 0, 0});
        Files.write(folder.resolve("train-labels-idx1-ubyte"), new byte[] {0, 0, 8, 1, 0, 0, 0, 0});
        paper("3", "--idx", folder.toString()).refused(ExitCode.WRONG_REQUEST, "train-images-idx3-ubyte is cut short");
    }

    @Test
    void whatWouldNotFitTheBudgetIsLeftOut() {
        CommandLineRun run = paper("1,7", "--budget", "4000");
        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).startsWith("Figure 1 was left out: ");
        assertThat(folder.resolve("figure-7.yaml")).exists();
    }
}
