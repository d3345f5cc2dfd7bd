package dev.antipode.controller.inspect;

import dev.antipode.controller.train.LearningSettings;
import dev.antipode.controller.train.TrainingDefaults;
import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Workspace;
import dev.antipode.core.program.Engine;
import dev.antipode.sim.PlantLoop;
import dev.antipode.sim.PlantModel;
import dev.antipode.sim.Signal;
import dev.antipode.sim.TaskModel;
import java.util.List;
import java.util.Optional;

/**
 * An inspection of a closed loop or of a plant alone, in F64 and on one thread. Made first, which compiles everything and takes
 * the memory; then run once, whole or one measurement after another. The same seed gives the same results on every device.
 *
 * <pre>
 *   PolicyPoint point = PolicyPoint.initial(task, policy, 1);
 *   try (Inspection inspection = Inspection.of(task, point, InspectionOptions.defaults())) {
 *       System.out.println(inspection.run((stage, fraction) -&gt; {}).advice().sentence());
 *   }
 * </pre>
 */
public final class Inspection implements AutoCloseable {
    private final String name;
    private final InspectionOptions options;
    private final int horizon;
    private final double stepSeconds;
    private final Engine engine;
    private final Workspace workspace;
    private final MemoryPlan memory;
    private final InspectedLoop columns;
    private final InspectedLoop leading;
    private final Optional<PolicyPoint> point;
    /** An input that moves in steps, of which no gradient tells anything. */
    private final Optional<Signal> stepped;

    private final GradientMeasurement gradients;

    private Inspection(
            String name,
            InspectionOptions options,
            int horizon,
            double stepSeconds,
            Engine engine,
            Workspace workspace,
            MemoryPlan memory,
            InspectedLoop columns,
            InspectedLoop leading,
            Optional<PolicyPoint> point,
            Optional<Signal> stepped,
            GradientMeasurement gradients) {
        this.name = name;
        this.options = options;
        this.horizon = horizon;
        this.stepSeconds = stepSeconds;
        this.engine = engine;
        this.workspace = workspace;
        this.memory = memory;
        this.columns = columns;
        this.leading = leading;
        this.point = point;
        this.stepped = stepped;
        this.gradients = gradients;
    }

    private static Engine engine(InspectionOptions options) {
        return new Engine(
                Precision.F64,
                options.execution().arithmetic(),
                options.execution().kernels());
    }

    /**
     * Prepares the inspection of a closed loop. Where the states of a whole horizon do not fit the budget, gradients keep checkpoints of
     * them, which takes longer and changes no bit.
     *
     * @param task the task
     * @param point policy, parameters and scaling of observations
     * @param options what to measure
     * @return the inspection, to be closed
     * @throws IllegalArgumentException if an option is out of range for the task, something cannot be differentiated, or the memory
     *     plan exceeds the budget
     */
    public static Inspection of(TaskModel task, PolicyPoint point, InspectionOptions options) {
        int most = task.timing().horizonSteps();
        int horizon = options.horizon(most, most, task.name());
        LearningSettings learning = TrainingDefaults.of(task.name()).learning();
        double sigma = options.sigma().orElse(learning.sigma().at(0, learning.generations()));
        Engine engine = engine(options);
        try {
            ClosedLoop columns = ClosedLoop.columns(task, point, engine);
            int exponents = options.exponents(columns.size(), task.name());
            ExponentMeasurement.requireHeap(exponents, options.episodes());
            ClosedLoop leading = ClosedLoop.orthonormal(task, point, exponents, engine);
            Optional<Signal> stepped =
                    task.plant().inputs().stream().filter(Signal::stepped).findFirst();
            GradientMeasurement gradients = stepped.isPresent()
                    ? null
                    : new GradientMeasurement(task, point, horizon, options.samples(), sigma, engine);
            long budget = options.execution().budgetBytes();
            Places places = Places.of(columns, leading, gradients, point, engine);
            if (gradients != null && places.plan().totalBytes() > budget) {
                gradients.keepCheckpoints();
                places = Places.of(columns, leading, gradients, point, engine);
            }
            long theta = places.theta();
            long scratch = places.scratch();
            Workspace workspace = Workspace.allocate(places.plan(), budget);
            columns.attach(workspace.block(), scratch, theta, options.seed());
            leading.attach(workspace.block(), scratch, theta, options.seed());
            if (gradients != null) {
                gradients.attach(workspace.block(), scratch, options.seed());
            }
            return new Inspection(
                    task.name(),
                    options,
                    horizon,
                    task.timing().periodSeconds(),
                    engine,
                    workspace,
                    workspace.plan(),
                    columns,
                    leading,
                    Optional.of(point),
                    stepped,
                    gradients);
        } catch (RuntimeException | Error e) {
            engine.close();
            throw e;
        }
    }

    /** The memory of a closed loop's inspection. */
    private record Places(MemoryPlan plan, long theta, long scratch) {
        static Places of(
                ClosedLoop columns,
                ClosedLoop leading,
                GradientMeasurement gradients,
                PolicyPoint point,
                Engine engine) {
            MemoryPlan.Builder plan = MemoryPlan.builder("inspection of a closed loop");
            int count = point.policy().parameterCount();
            long theta = plan.add("parameters", count + " x F64", 8L * count);
            columns.plan(plan, "Jacobians");
            leading.plan(plan, "exponents");
            if (gradients != null) {
                gradients.plan(plan);
            }
            long scratch = plan.add("scratch", "kernels", engine.scratchBytes());
            return new Places(plan.build(), theta, scratch);
        }
    }

    /**
     * Prepares the inspection of a plant alone.
     *
     * @param setting the plant, where it starts and how it is stepped
     * @param options what to measure
     * @return the inspection, to be closed
     * @throws IllegalArgumentException if an option is out of range for the plant, something cannot be differentiated, or the memory
     *     plan exceeds the budget
     */
    public static Inspection of(PlantSetting setting, InspectionOptions options) {
        PlantModel plant = setting.plant();
        return alone(
                plant.name(),
                plant.states(),
                setting.initial(),
                setting.stepSeconds(),
                options,
                (tangents, orthonormal, engine, budget) -> {
                    PlantLoop loop = new PlantLoop(
                            plant,
                            setting.integrator(),
                            setting.stepSeconds(),
                            OpenPlant.LANES,
                            tangents,
                            orthonormal,
                            engine,
                            budget);
                    for (int lane = 0; lane < OpenPlant.LANES; lane++) {
                        loop.setParameters(lane, setting.parameters());
                    }
                    return loop;
                });
    }

    /**
     * Prepares the inspection of a plant that is not lifted.
     *
     * @param setting the plant, where it starts and its step
     * @param options what to measure
     * @return the inspection, to be closed
     * @throws IllegalArgumentException if an option is out of range for the plant, or the memory plan exceeds the budget
     */
    public static Inspection of(ExternalSetting setting, InspectionOptions options) {
        return alone(
                setting.name(),
                setting.dynamics().states(),
                setting.initial(),
                setting.stepSeconds(),
                options,
                (tangents, orthonormal, engine, budget) -> new PlantLoop(
                        setting.dynamics(),
                        setting.stepSeconds(),
                        OpenPlant.LANES,
                        tangents,
                        orthonormal,
                        engine,
                        budget));
    }

    /** Compiles the loop of a plant alone. */
    @FunctionalInterface
    private interface LoopMaker {
        PlantLoop make(int tangents, boolean orthonormal, Engine engine, long budgetBytes);
    }

    private static Inspection alone(
            String name,
            List<Signal> states,
            List<double[]> initial,
            double stepSeconds,
            InspectionOptions options,
            LoopMaker maker) {
        int horizon = options.horizon(1_000_000, InspectionOptions.PLANT_HORIZON, name);
        int size = states.size();
        int exponents = options.exponents(size, name);
        options.plantSteps(stepSeconds);
        long budget = options.execution().budgetBytes();
        Engine engine = engine(options);
        try {
            PlantLoop first = maker.make(size, false, engine, budget);
            try {
                PlantLoop second = maker.make(
                        exponents, true, engine, budget - first.plan().totalBytes());
                MemoryPlan.Builder plan = MemoryPlan.builder();
                first.plan().entries().forEach(e -> plan.add("Jacobians: " + e.name(), e.dimensions(), e.bytes()));
                second.plan().entries().forEach(e -> plan.add("exponents: " + e.name(), e.dimensions(), e.bytes()));
                return new Inspection(
                        name,
                        options,
                        horizon,
                        stepSeconds,
                        engine,
                        null,
                        plan.build(),
                        new OpenPlant(states, initial, first, size, options.seed()),
                        new OpenPlant(states, initial, second, exponents, options.seed()),
                        Optional.empty(),
                        Optional.empty(),
                        null);
            } catch (RuntimeException | Error e) {
                first.close();
                throw e;
            }
        } catch (RuntimeException | Error e) {
            engine.close();
            throw e;
        }
    }

    /**
     * What is inspected.
     *
     * @return the name of the task or plant
     */
    public String name() {
        return name;
    }

    /**
     * What was allocated.
     *
     * @return the plan
     */
    public MemoryPlan plan() {
        return memory;
    }

    /**
     * The steps that are looked at.
     *
     * @return at least 1
     */
    public int horizon() {
        return horizon;
    }

    /**
     * The numbers of the loop's state.
     *
     * @return at least 1
     */
    public int size() {
        return columns.size();
    }

    /**
     * Measures.
     *
     * @param listener is told how it goes
     * @return what was measured
     * @throws IllegalArgumentException if the step whose eigenvalues are wanted comes after the first trajectory was lost
     */
    public InspectionResult run(InspectionListener listener) {
        long start = System.nanoTime();
        engine.startWarmUp();
        long plantSteps = columns.episodic() ? 0 : options.plantSteps(stepSeconds);
        double units = SpectrumMeasurement.units(columns, horizon)
                + ExponentMeasurement.units(leading, horizon, options.episodes(), plantSteps)
                + GrowthMeasurement.units(columns, horizon)
                + (gradients == null ? 0 : gradients.units());
        Work work = new Work(listener, units);
        JacobianSpectra spectra = spectra(work);
        work.stage("growth");
        Growth growth = new GrowthMeasurement(columns, horizon, work).run();
        work.stage("exponents");
        ExponentMeasurement measurement = new ExponentMeasurement(leading, options.seed(), work);
        Exponents exponents = leading instanceof OpenPlant plant
                ? measurement.alongTrajectories(plant, plantSteps)
                : measurement.overEpisodes(horizon, options.episodes());
        Optional<GradientComparison> comparison = gradients(work);
        return new InspectionResult(
                name,
                point.map(p -> p.policy().text()),
                point.map(p -> p.parameters().length).orElse(0),
                stepSeconds,
                horizon,
                columns.size(),
                spectra,
                exponents,
                growth,
                advice(growth),
                comparison,
                memory,
                (System.nanoTime() - start) * 1e-9);
    }

    private JacobianSpectra spectra(Work work) {
        work.stage("eigenvalues");
        return new SpectrumMeasurement(columns, horizon, options.step(), work).run();
    }

    private Optional<GradientComparison> gradients(Work work) {
        work.stage("gradients");
        return gradients == null ? Optional.empty() : Optional.of(gradients.run(work));
    }

    /**
     * Measures the spectra of Jacobians alone.
     *
     * @param listener is told how it goes
     * @return as by {@link #run}
     * @throws IllegalArgumentException if the step whose eigenvalues are wanted comes after the first trajectory was lost
     */
    public JacobianSpectra spectra(InspectionListener listener) {
        engine.startWarmUp();
        return spectra(new Work(listener, SpectrumMeasurement.units(columns, horizon)));
    }

    /**
     * Compares gradients alone.
     *
     * @param listener is told how it goes
     * @return as by {@link #run}; empty where there is none
     */
    public Optional<GradientComparison> gradients(InspectionListener listener) {
        engine.startWarmUp();
        return gradients(new Work(listener, gradients == null ? 0 : gradients.units()));
    }

    private Advice advice(Growth growth) {
        Advice grown = Advice.of(growth, options.factor(), stepSeconds);
        return stepped.map(input -> Advice.stepped(growth, options.factor(), input))
                .orElse(grown);
    }

    /** Frees the memory. */
    @Override
    public void close() {
        engine.close();
        columns.close();
        leading.close();
        if (workspace != null) {
            workspace.close();
        }
    }
}
