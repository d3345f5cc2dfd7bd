package dev.antipode.controller.cli;

import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelCompiler;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.kernel.KernelOptions;
import dev.antipode.core.memory.Precision;
import dev.antipode.sim.Integrator;
import dev.antipode.sim.PlantJacobian;
import dev.antipode.sim.PlantJacobian.Matrix;
import dev.antipode.sim.PlantModel;
import dev.antipode.sim.Registry;
import dev.antipode.sim.TaskModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code antipode jacobian}. */
@Command(
        name = "jacobian",
        mixinStandardHelpOptions = true,
        description = {
            "Value and Jacobians of a plant's step with respect to its states (A), inputs (B) and parameters (P), exact to "
                    + "rounding, at the states of a CSV.",
            "Prints CSV, one number a row: row (of --at, from 0), output (the state that the number is of), matrix (value, "
                    + "A, B or P), wrt (what it is differentiated for, empty for the value) and value. With --json one "
                    + "line a row: {\"row\":0,\"value\":[...],\"A\":[[...]],\"B\":[[...]],\"P\":[[...]]}, each matrix by its "
                    + "rows.",
            "Of an FMU: of its derivative in continuous time, from its own directional derivatives, with respect to its states "
                    + "(A, and C of its outputs) and inputs (B, and D of its outputs), in its units.",
            "Inputs are clamped to their range; the slopes are those of the plant, which knows no clamp. At a tie or kink "
                    + "the slope is that of one side or 0, and an infinite slope of a finite value, as of sqrt at 0, "
                    + "counts as 0."
        })
final class JacobianCommand implements Callable<Integer> {
    private static final Set<Matrix> ALL = EnumSet.allOf(Matrix.class);

    private final Console console;

    @Mixin
    private CommonOptions common;

    @Parameters(index = "0", paramLabel = "PLANT", description = "A plant or task, by name or class; or fmu:FILE.fmu.")
    private String name;

    @Option(
            names = "--at",
            paramLabel = "FILE",
            description = "CSV of states, one row a point. Default: one point, the declared default state.")
    private Path at;

    @Option(
            names = "--inputs",
            paramLabel = "FILE",
            description =
                    "CSV as for simulate, with the columns step and the inputs, or episode, step and the inputs: the "
                            + "inputs of step 0 act at all points, or at the point whose row is the episode. Default: "
                            + "the inputs' declared defaults.")
    private Path inputs;

    @Option(
            names = "--continuous",
            description = "Of the derivative dx/dt = f(x, u, p) of a plant in continuous time instead of its step.")
    private boolean continuous;

    @Mixin
    private StepOptions stepping;

    @Option(
            names = "--precision",
            defaultValue = "F64",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Precision precision;

    @Option(names = "--out", paramLabel = "FILE", description = "The CSV to write. Default: standard output.")
    private Path out;

    JacobianCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (out != null) {
            NewFile.requireApart("--out", out, at, inputs);
        }
        if (name.startsWith(FmuJacobians.SCHEME)) {
            return FmuJacobians.run(console, common, precision, stepping, name, at, inputs, out);
        }
        Registry registry = Registry.load(UserJars.loader(common.classpath));
        TaskModel task = registry.isTask(name) ? registry.task(name) : null;
        PlantModel plant = task == null ? registry.plant(name) : task.plant();
        List<double[]> points = EpisodeTables.points(at, plant.states());
        InputSchedule schedule = EpisodeTables.pointInputs(inputs, plant.inputs(), points.size());
        double[] values = EpisodeTables.parameters(stepping.parameters, plant);
        Arithmetic arithmetic = Host.arithmetic(Host.profile(common, console));
        try (KernelCompiler compiler =
                        new KernelCompiler(KernelOptions.forThisJvm(precision, arithmetic, KernelMode.SCALAR));
                PlantJacobian jacobian = jacobian(plant, task, compiler)) {
            PlantJacobians rows = new PlantJacobians(plant, jacobian, points, schedule, values);
            int code = new JacobianTable(rows).write(console, common, out);
            if (jacobian.clampedInputs() > 0) {
                console.err()
                        .println(
                                jacobian.clampedInputs()
                                        + " input values were outside their range or between their levels, and the nearest possible one was taken");
            }
            return code;
        }
    }

    private PlantJacobian jacobian(PlantModel plant, TaskModel task, KernelCompiler compiler) {
        if (continuous) {
            if (plant.derivative().isPresent() && (stepping.dt != null || stepping.integrator != null)) {
                throw new RequestException("the derivative that --continuous asks for has no step and takes no "
                        + (stepping.dt != null ? "--dt" : "--integrator") + "; leave one of them out");
            }
            console.say(common, "Jacobians of the derivative of " + plant.name() + " in " + precision);
            return PlantJacobian.ofDerivative(plant, ALL, compiler);
        }
        double seconds = stepping.seconds(plant, task);
        Integrator integrator = stepping.integrator(plant);
        PlantJacobian made = PlantJacobian.ofStep(plant, integrator, seconds, ALL, compiler);
        console.say(
                common,
                "Jacobians of a step of " + seconds + " s of " + plant.name()
                        + (integrator == null ? "" : " by " + integrator.label()) + " in " + precision);
        return made;
    }
}
