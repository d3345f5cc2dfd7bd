package dev.antipode.controller.cli;

import dev.antipode.controller.TrainingOptions;
import dev.antipode.controller.policy.TrainablePolicy;
import dev.antipode.controller.report.LearningPoint;
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
import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.profiles.DeviceProfile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Gathers what {@code report.html} shows, and writes it. */
final class RunReport {
    private RunReport() {}

    /** Every generation of the run, from its folder: those before it was resumed are in no memory. */
    static List<LearningPoint> learning(RunFolder folder) throws IOException {
        return MetricsFile.read(folder.metrics()).stream()
                .map(line -> new LearningPoint(
                        line.generation(),
                        line.centreCost(),
                        line.populationMeanCost(),
                        line.validationCost(),
                        line.gradientScale(),
                        line.mixing(),
                        line.guard()))
                .toList();
    }

    static void write(
            RunFolder folder,
            DeviceProfile profile,
            RunPlan plan,
            TrainingOptions options,
            TrainablePolicy policy,
            LawStart start,
            List<LearningPoint> learning,
            MemoryPlan memory,
            TrainedController controller,
            TrainingState state,
            Evaluation evaluation)
            throws IOException {
        Trajectory trajectory = TrajectoryRecorder.record(
                options.task(), policy, controller, options.learning().seed(), 0);
        TrainingReport report = new TrainingReport(
                plan.task(),
                LibraryVersion.text(),
                TestComparisons.outcome(evaluation),
                new TestComparisons(options, evaluation).rows(policy, start),
                learning,
                trajectory,
                memory,
                timings(options, state),
                configuration(plan, options, policy, controller, state),
                DeviceFacts.of(profile));
        AtomicFile.write(folder.report(), report.html().getBytes(StandardCharsets.UTF_8));
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
        plan.parameters().ifPresent(known -> configuration.put("plant", known.sentence()));
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
