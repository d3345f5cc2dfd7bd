package dev.antipode.controller.cli;

import dev.antipode.controller.TrainingOptions;
import dev.antipode.controller.baseline.Baseline;
import dev.antipode.controller.baseline.BaselineKind;
import dev.antipode.controller.law.Laws;
import dev.antipode.controller.policy.TrainablePolicy;
import dev.antipode.controller.report.Comparison;
import dev.antipode.controller.report.LearningPoint;
import dev.antipode.controller.report.Outcome;
import dev.antipode.controller.report.TrainingReport;
import dev.antipode.controller.report.Trajectory;
import dev.antipode.controller.report.TrajectoryRecorder;
import dev.antipode.controller.store.AtomicFile;
import dev.antipode.controller.store.ControllerFile;
import dev.antipode.controller.store.LibraryVersion;
import dev.antipode.controller.store.MetricsFile;
import dev.antipode.controller.store.RunFolder;
import dev.antipode.controller.train.Evaluation;
import dev.antipode.controller.train.TrainedController;
import dev.antipode.controller.train.TrainingState;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.profiles.DeviceProfile;
import dev.antipode.sim.TaskModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Gathers what {@code report.html} shows, and writes it. */
final class RunReport {
    private RunReport() {}

    static void write(
            RunFolder folder,
            DeviceProfile profile,
            RunPlan plan,
            TrainingOptions options,
            TrainablePolicy policy,
            MemoryPlan memory,
            TrainedController controller,
            TrainingState state,
            Evaluation evaluation)
            throws IOException {
        List<LearningPoint> learning = MetricsFile.read(folder.metrics()).stream()
                .map(line -> new LearningPoint(
                        line.generation(), line.centreCost(), line.populationMeanCost(), line.validationCost()))
                .toList();
        Trajectory trajectory = TrajectoryRecorder.record(
                options.task(), policy, controller, options.learning().seed(), 0);
        TrainingReport report = new TrainingReport(
                plan.task(),
                LibraryVersion.text(),
                outcome(evaluation),
                comparisons(options, policy, evaluation),
                learning,
                trajectory,
                memory,
                timings(options, state),
                configuration(plan, options, policy, controller, state),
                DeviceFacts.of(profile));
        AtomicFile.write(folder.report(), report.html().getBytes(StandardCharsets.UTF_8));
    }

    private static Outcome outcome(Evaluation evaluation) {
        return new Outcome(
                evaluation.episodes(),
                evaluation.success(),
                evaluation.successInterval().low(),
                evaluation.successInterval().high(),
                evaluation.meanCost(),
                evaluation.failed(),
                evaluation.nonFinite());
    }

    /** The regulator, or why there is none; the hand-tuned law, where there is one. */
    private static List<Comparison> comparisons(
            TrainingOptions options, TrainablePolicy policy, Evaluation evaluation) {
        List<Comparison> rows = new ArrayList<>();
        rows.add(new Comparison("trained", outcome(evaluation), policy.text()));
        TaskModel task = options.task();
        rows.add(comparison(options, BaselineKind.LQR, "LQR", evaluation.episodes()));
        if (Laws.handTuned(task.name()).isPresent()) {
            rows.add(comparison(options, BaselineKind.LAW, "law", evaluation.episodes()));
        }
        return rows;
    }

    /** On scalar kernels, which give the same bits: the thousand episodes end before SIMD kernels would be warm. */
    private static Comparison comparison(TrainingOptions options, BaselineKind kind, String name, int episodes) {
        try {
            Baseline baseline = Baseline.of(kind, options.task());
            Evaluation result = baseline.evaluate(
                    options.task(),
                    options.learning().precision(),
                    options.learning().seed(),
                    episodes,
                    options.execution().withKernels(KernelMode.SCALAR));
            return new Comparison(name, outcome(result), baseline.description());
            // No linear law, or not enough memory for one: the report says so and is written all the same.
        } catch (IllegalArgumentException e) {
            return new Comparison(name, null, e.getMessage());
        }
    }

    private static Map<String, String> timings(TrainingOptions options, TrainingState state) {
        double seconds = state.elapsedSeconds();
        double simulated = state.simulatorSteps() * options.task().timing().periodSeconds();
        Map<String, String> timings = new LinkedHashMap<>();
        timings.put("training time", String.format(Locale.ROOT, "%.2f s", seconds));
        timings.put("simulator steps", Long.toString(state.simulatorSteps()));
        timings.put("steps per second", String.format(Locale.ROOT, "%.4g", state.simulatorSteps() / seconds));
        timings.put("simulated time", String.format(Locale.ROOT, "%.4g s", simulated));
        timings.put(
                "real-time factor", String.format(Locale.ROOT, "%.4g simulated seconds a second", simulated / seconds));
        return timings;
    }

    private static Map<String, String> configuration(
            RunPlan plan,
            TrainingOptions options,
            TrainablePolicy policy,
            TrainedController controller,
            TrainingState state) {
        Map<String, String> configuration = new LinkedHashMap<>();
        plan.sections().get("run").forEach(configuration::put);
        configuration.putAll(options.learning().toMap());
        configuration.put("parameters", Integer.toString(policy.parameterCount()));
        configuration.put(
                "parameters kept from generation", Integer.toString(state.best().generation()));
        configuration.put("parameter hash", ControllerFile.parameterHash(controller.parameters()));
        configuration.put("threads", Integer.toString(options.execution().threads()));
        configuration.put("lanes", Integer.toString(options.execution().lanes()));
        configuration.put("kernels", options.execution().kernels().toString());
        configuration.put(
                "memory budget", MemoryPlan.readable(options.execution().budgetBytes()));
        return configuration;
    }
}
