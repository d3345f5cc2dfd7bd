package dev.antipode.controller.cli;

import dev.antipode.controller.paper.Figure;
import dev.antipode.controller.paper.FinishedFigure;
import dev.antipode.controller.paper.PaperFigures;
import dev.antipode.controller.paper.PaperReport;
import dev.antipode.controller.paper.PaperRun;
import dev.antipode.controller.store.LibraryVersion;
import dev.antipode.controller.train.ExecutionSettings;
import dev.antipode.profiles.DeviceProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code antipode paper}. */
@Command(
        name = "paper",
        mixinStandardHelpOptions = true,
        description = {
            "Regenerates the figures of arXiv 2111.05803, \"Gradients are Not All You Need\".",
            "Measures each figure on this library's simulators and estimators, says whether it agrees with the paper, and writes "
                    + "report.html and a CSV file of every curve under --out. As many figures are measured at a time as there are "
                    + "threads, which changes no number. Finished figures are kept: run again with "
                    + "the same --out, the command goes on with those that are missing, and the report tells of all that are there."
        })
final class PaperCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private CommonOptions common;

    @Mixin
    private ExecutionOptions execution;

    @Option(names = "--quick", description = "All figures at reduced size, within minutes.")
    private boolean quick;

    @Option(names = "--figures", paramLabel = "LIST", description = "Which, such as 1,7. Default: all.")
    private String chosen;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "A new or empty folder, or one with figures of the same settings. Default: runs/paper, and runs/paper-quick with --quick.")
    private Path out;

    @Option(
            names = "--resume",
            description = "Only go on with figures of an interrupted run: refused where --out holds none.")
    private boolean resume;

    @Option(
            names = "--idx",
            paramLabel = "DIR",
            description = "The folder of an unpacked pair of IDX files, such as MNIST's train-images-idx3-ubyte and "
                    + "train-labels-idx1-ubyte, for figure 3. Default: digits made from the seed.")
    private Path idx;

    PaperCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        DeviceProfile profile = Host.profile(common, console);
        ExecutionSettings settings = execution.settings(profile, Host.arithmetic(profile), 0);
        List<Figure> all = PaperFigures.all(quick, common.seed, idx);
        List<Figure> figures = chosen == null ? all : PaperFigures.chosen(all, chosen);
        Path folder = out != null ? out : Path.of("runs", quick ? "paper-quick" : "paper");
        if (resume && !Files.isDirectory(folder)) {
            throw new RequestException("there is no run to resume in " + folder + "; leave out --resume to start one");
        }
        Map<String, String> configuration = new LinkedHashMap<>();
        configuration.put("size", quick ? "quick" : "full");
        configuration.put("seed", Long.toString(common.seed));
        configuration.put("arithmetic", settings.arithmetic().toString());
        PaperRun run = new PaperRun(
                figures,
                all,
                folder,
                common.seed,
                settings,
                new PaperReport(LibraryVersion.text(), configuration, DeviceFacts.of(profile)));
        List<Figure> missing = run.missing();
        console.say(
                common,
                "Measuring " + missing.size() + " of " + figures.size() + " figures into " + folder + " ("
                        + (figures.size() - missing.size()) + " are there), about "
                        + PaperProgress.time(run.expectedSeconds(missing))
                        + " on " + threads(settings));
        Interruption interruption = Interruption.stopping(run::cancel);
        try (PaperProgress progress = new PaperProgress(console, common)) {
            boolean whole = run.run(progress);
            progress.pause();
            return whole ? end(run, progress) : interrupted(run, figures, folder);
        } finally {
            interruption.close();
        }
    }

    private static String threads(ExecutionSettings settings) {
        return settings.threads() == 1 ? "one thread" : settings.threads() + " threads";
    }

    private int interrupted(PaperRun run, List<Figure> figures, Path folder) {
        console.err()
                .println("Interrupted; " + run.finished().size() + " of " + figures.size()
                        + " figures are done and kept. Go on with: ./antipode paper --resume"
                        + (quick ? " --quick" : "") + (idx == null ? "" : " --idx " + idx)
                        + (chosen == null ? "" : " --figures " + chosen) + " --out "
                        + folder);
        return ExitCode.FAILED;
    }

    private int end(PaperRun run, PaperProgress progress) {
        if (common.json) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("done", progress.failures() == 0);
            map.put("figures", run.finished().stream().map(FinishedFigure::id).toList());
            map.put(
                    "agree",
                    run.finished().stream()
                            .filter(figure -> figure.result().agrees())
                            .map(FinishedFigure::id)
                            .collect(Collectors.toList()));
            map.put("report", run.page().map(Path::toString).orElse(null));
            console.json(map);
        } else {
            run.page().ifPresent(page -> console.out().print("Report: " + page + "\n"));
        }
        return progress.failures() == 0 ? ExitCode.DONE : ExitCode.FAILED;
    }
}
