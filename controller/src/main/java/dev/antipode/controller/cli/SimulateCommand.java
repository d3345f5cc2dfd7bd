package dev.antipode.controller.cli;

import dev.antipode.controller.store.AtomicFile;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.memory.Precision;
import dev.antipode.sim.Integrator;
import dev.antipode.sim.OpenLoop;
import dev.antipode.sim.PlantModel;
import dev.antipode.sim.Registry;
import dev.antipode.sim.TaskModel;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code antipode simulate}. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = {
            "Steps a plant under given inputs, from CSV to CSV.",
            "Inputs are clamped to their range; latency, slew limits and sensor noise belong to a task's closed loop and "
                    + "do not act here."
        })
final class SimulateCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private CommonOptions common;

    @Parameters(index = "0", paramLabel = "PLANT", description = "A plant or task, by name or class.")
    private String name;

    @Option(
            names = "--initial",
            paramLabel = "FILE",
            description =
                    "CSV of initial states, one row an episode. Default: one episode from the declared default state.")
    private Path initial;

    @Mixin
    private StepOptions stepping;

    @Option(
            names = "--inputs",
            paramLabel = "FILE",
            description =
                    "CSV with the columns step and the inputs, for all episodes, or episode, step and the inputs; a "
                            + "step that is missing holds the last value. Default: the inputs' declared defaults.")
    private Path inputs;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "Steps of each episode. Default: up to the last step of --inputs.")
    private Integer steps;

    @Option(
            names = "--precision",
            defaultValue = "F64",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Precision precision;

    @Option(names = "--out", paramLabel = "FILE", description = "The CSV to write. Default: standard output.")
    private Path out;

    SimulateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (out != null) {
            NewFile.requireApart("--out", out, initial, inputs);
        }
        Registry registry = Registry.load(UserJars.loader(common.classpath));
        TaskModel task = registry.isTask(name) ? registry.task(name) : null;
        PlantModel plant = task == null ? registry.plant(name) : task.plant();
        double step = stepping.seconds(plant, task);
        List<double[]> states = EpisodeTables.initialStates(initial, plant);
        InputSchedule schedule = EpisodeTables.inputs(inputs, plant, states.size());
        int count = count(schedule);
        double[] values = EpisodeTables.parameters(stepping.parameters, plant);
        Integrator chosen = stepping.integrator(plant);
        Arithmetic arithmetic = Host.arithmetic(Host.profile(common, console));
        try (OpenLoop loop = task == null
                ? OpenLoop.of(plant, chosen, step, precision, arithmetic)
                : OpenLoop.of(task, chosen, step, precision, arithmetic)) {
            Simulation simulation = new Simulation(plant, loop, states, schedule, values, count, common.seed);
            write(simulation);
            report(simulation, loop, step, chosen);
            return simulation.nonFinite == states.size() ? ExitCode.FAILED : ExitCode.DONE;
        }
    }

    private void write(Simulation simulation) throws IOException {
        if (out == null) {
            if (common.json) {
                simulation.run(new RowSink.JsonRows(console, simulation.columns()));
            } else {
                OutputStream stream = new java.io.BufferedOutputStream(console.out(), 1 << 16);
                simulation.run(new RowSink.CsvRows(stream, simulation.columns()));
                stream.flush();
            }
            return;
        }
        try (AtomicFile file = AtomicFile.open(out)) {
            simulation.run(new RowSink.CsvRows(file, simulation.columns()));
            file.commit();
        }
    }

    private void report(Simulation simulation, OpenLoop loop, double step, Integrator chosen) {
        int episodes = simulation.episodes();
        console.say(
                common,
                episodes + (episodes == 1 ? " episode" : " episodes") + " of " + simulation.steps() + " steps of "
                        + step
                        + " s" + (chosen == null ? "" : " by " + chosen.label()) + " in " + precision
                        + ", seed "
                        + common.seed);
        if (loop.clampedInputs() > 0) {
            console.err()
                    .println(
                            loop.clampedInputs()
                                    + " input values were outside their range or between their levels, and the nearest possible one was taken");
        }
        if (simulation.nonFinite > 0) {
            console.err()
                    .println("antipode: the state became non-finite in " + simulation.nonFinite + " of " + episodes
                            + " episodes, first in episode " + simulation.firstNonFinite);
        }
        if (common.json && out != null) {
            Map<String, Object> summary = new LinkedHashMap<>();
            summary.put("out", out.toString());
            summary.put("episodes", episodes);
            summary.put("steps", simulation.steps());
            summary.put("nonFinite", simulation.nonFinite);
            console.json(summary);
        }
    }

    private int count(InputSchedule schedule) {
        if (steps == null) {
            if (schedule.lastStep() < 0) {
                throw new RequestException("how many steps to take is not said; give --steps or --inputs");
            }
            return schedule.lastStep() + 1;
        }
        if (steps < 1) {
            throw new RequestException("--steps " + steps + " must be at least 1");
        }
        return steps;
    }
}
