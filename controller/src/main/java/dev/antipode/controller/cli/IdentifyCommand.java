package dev.antipode.controller.cli;

import dev.antipode.controller.identify.Alternative;
import dev.antipode.controller.identify.Identification;
import dev.antipode.controller.identify.IdentificationOptions;
import dev.antipode.controller.identify.IdentificationResult;
import dev.antipode.controller.identify.LogFile;
import dev.antipode.controller.identify.LoggedPlant;
import dev.antipode.controller.identify.Recording;
import dev.antipode.controller.store.OutputFolder;
import dev.antipode.profiles.DeviceProfile;
import dev.antipode.sim.PlantModel;
import dev.antipode.sim.Registry;
import dev.antipode.sim.TaskModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code antipode identify}. */
@Command(
        name = "identify",
        mixinStandardHelpOptions = true,
        description = {
            "Fits a plant's parameters, initial states and input delay to a recorded log, with 95 %% intervals.",
            "The log is what 'run --record' writes, or a CSV with the columns time, the inputs, and states or observations by "
                    + "name; an input acts from the time of its row on. Outputs are weighted by their own noise; whole episodes, or "
                    + "the end of the only one, are held out and predicted. Parameters that the log cannot tell apart are named, "
                    + "and so are other solutions that fit as well, of those that a start leads to: there may be more."
        })
final class IdentifyCommand implements Callable<Integer> {
    private static final int DELAY_ROWS = 2;

    private final Console console;

    @Mixin
    private CommonOptions common;

    @Parameters(
            index = "0",
            paramLabel = "PLANT",
            description = "A plant or task, by name or class; a task where its observations were recorded.")
    private String name;

    @Option(names = "--log", required = true, paramLabel = "FILE", description = "The recorded CSV.")
    private Path log;

    @Option(
            names = "--fit",
            split = ",",
            paramLabel = "NAME",
            description = "The parameters to fit, separated by commas. Default: all.")
    private List<String> fit = List.of();

    @Option(
            names = "--max-delay",
            paramLabel = "N",
            description =
                    "The longest delay of the inputs that is tried, in steps of the plant; 0 for none. Default: two rows.")
    private Integer longestDelay;

    @Option(
            names = "--hold-out",
            paramLabel = "X",
            defaultValue = "0.25",
            description = "The fraction of the log that is predicted instead of fitted. Default: ${DEFAULT-VALUE}.")
    private double heldOut;

    @Option(
            names = "--starts",
            paramLabel = "N",
            defaultValue = "8",
            description =
                    "Points from which the search begins: the given values, then random ones of the declared ranges, or "
                            + "within four times the default. Default: ${DEFAULT-VALUE}.")
    private int starts;

    @Option(
            names = "--longest-run",
            paramLabel = "ROWS",
            description =
                    "The longest free run; longer episodes are cut, each piece with an initial state of its own. Default: "
                            + "as long as the plant can be followed.")
    private Integer longestRun;

    @Mixin
    private StepOptions stepping;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "A new or empty folder. Default: runs/identify-NAME-<time>.")
    private Path out;

    IdentifyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Registry registry = Registry.load(UserJars.loader(common.classpath));
        TaskModel task = registry.isTask(name) ? registry.task(name) : null;
        PlantModel plant = task == null ? registry.plant(name) : task.plant();
        LoggedPlant logged = new LoggedPlant(
                plant,
                Optional.ofNullable(task),
                Optional.ofNullable(stepping.integrator(plant)),
                stepping.seconds(plant, task));
        Recording recording = LogFile.read(log, logged);
        DeviceProfile profile = Host.profile(common, console);
        IdentificationOptions options = new IdentificationOptions(
                fit,
                stepping.parameters,
                longestDelay == null ? DELAY_ROWS * logged.substeps(recording) : longestDelay,
                heldOut,
                starts,
                longestRun == null ? Integer.MAX_VALUE : longestRun,
                common.seed,
                Host.arithmetic(profile),
                Long.MAX_VALUE);
        try (Identification identification = new Identification(logged, recording.outputs(), options)) {
            identification.require(recording);
            Path folder = out == null ? RunNames.folder("identify-" + name) : out;
            OutputFolder.create(folder, "");
            announce(recording, options, folder);
            IdentificationResult result = identification.run(recording);
            IdentificationOutput output = new IdentificationOutput(result, configuration(recording, options), folder);
            output.write(profile);
            warn(result);
            if (common.json) {
                console.json(output.object());
            } else {
                console.out().print(output.text());
            }
        }
        return ExitCode.DONE;
    }

    private void announce(Recording recording, IdentificationOptions options, Path folder) {
        console.say(
                common,
                "Identifying " + name + " from " + recording.measurements() + " measurements of "
                        + recording.outputs().size() + " outputs in "
                        + recording.episodes().size()
                        + " episodes, a row every " + recording.periodSeconds() + " s, delays up to "
                        + options.longestDelay() + " steps, seed " + common.seed + ", into " + folder);
        if (!recording.unusedColumns().isEmpty()) {
            console.say(common, "Not used: the columns " + String.join(", ", recording.unusedColumns()));
        }
        if (recording.limitedInputs() > 0) {
            console.err()
                    .println(
                            recording.limitedInputs()
                                    + " input values were outside their range or between their levels, and the nearest possible one was taken");
        }
    }

    private void warn(IdentificationResult result) {
        for (Alternative alternative : result.alternatives()) {
            console.err()
                    .println(IdentificationOutput.DISTRIBUTION + " leaves out what is not identified: "
                            + alternative.sentence());
        }
    }

    private Map<String, String> configuration(Recording recording, IdentificationOptions options) {
        Map<String, String> map = new LinkedHashMap<>();
        map.put("plant", name);
        map.put("log", log.getFileName().toString());
        map.put("episodes", Integer.toString(recording.episodes().size()));
        map.put("row period", recording.periodSeconds() + " s");
        map.put("longest delay", options.longestDelay() + " steps");
        map.put("held out", Double.toString(options.heldOut()));
        map.put("starts", Integer.toString(options.starts()));
        map.put("seed", Long.toString(options.seed()));
        map.put("arithmetic", options.arithmetic().toString());
        return map;
    }
}
