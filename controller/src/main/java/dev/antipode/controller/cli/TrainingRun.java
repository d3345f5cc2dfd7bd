package dev.antipode.controller.cli;

import dev.antipode.controller.Antipode;
import dev.antipode.controller.TrainingOptions;
import dev.antipode.controller.policy.TrainablePolicy;
import dev.antipode.controller.report.GuardSummary;
import dev.antipode.controller.report.LearningPoint;
import dev.antipode.controller.report.ZeroGradients;
import dev.antipode.controller.store.CheckpointFile;
import dev.antipode.controller.store.ControllerFile;
import dev.antipode.controller.store.LibraryVersion;
import dev.antipode.controller.store.MetricsFile;
import dev.antipode.controller.store.RunFolder;
import dev.antipode.controller.store.TrainingRecord;
import dev.antipode.controller.train.EstimatorChoice;
import dev.antipode.controller.train.Evaluation;
import dev.antipode.controller.train.GenerationReport;
import dev.antipode.controller.train.ProgressListener;
import dev.antipode.controller.train.TrainedController;
import dev.antipode.controller.train.Trainer;
import dev.antipode.controller.train.TrainingOutcome;
import dev.antipode.controller.train.TrainingState;
import dev.antipode.core.memory.HeapLimit;
import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.profiles.DeviceProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** One training run from its folder to its report. */
final class TrainingRun {
    private static final int TEST_EPISODES = 1000;

    private final Console console;
    private final CommonOptions common;
    private final DeviceProfile profile;
    private final RunPlan plan;
    private final TrainingOptions options;
    private final TrainablePolicy policy;
    /** What the run's start was learnt from, or null. */
    private final LawStart start;

    /** Where the run goes on, or null where it begins. */
    private final TrainingState saved;

    private final Timings timings;

    private RunFolder folder;

    TrainingRun(
            Console console,
            CommonOptions common,
            DeviceProfile profile,
            RunPlan plan,
            TrainingOptions options,
            LawStart start,
            TrainingState saved,
            Timings timings) {
        this.timings = timings;
        this.console = console;
        this.common = common;
        this.profile = profile;
        this.plan = plan;
        this.options = options;
        this.policy = options.policy().forTask(options.task());
        this.start = start;
        this.saved = saved;
    }

    /** Begins in a new folder, which is made only once everything else is known to fit. */
    int begin(Path path) throws IOException {
        requireHeap();
        Judged judged;
        try (Trainer trainer = Antipode.trainer(options, policy)) {
            folder = RunFolder.create(path);
            if (start != null) {
                start.write(folder, options);
            }
            plan.write(folder, start == null ? Map.of() : Map.of(LawStart.SECTION, start.figures()));
            judged = run(trainer);
        }
        return end(judged);
    }

    /** Of a checkpoint: four vectors of doubles, and their bytes as tensors, as a file that is put together, and as a whole one. */
    private void requireHeap() {
        int bytes = 4 * (Double.BYTES + 3 * options.learning().precision().bytes());
        HeapLimit.require(
                "the checkpoints of " + policy.parameterCount() + " parameters",
                (long) bytes * policy.parameterCount(),
                "give a smaller --policy");
    }

    /** Goes on in the folder of an earlier run. One that is at its end is told about again, and its files stay as they are. */
    int resume(RunFolder earlier) throws IOException {
        folder = earlier;
        Judged judged;
        try (Trainer trainer = Antipode.trainer(options, policy)) {
            if (saved != null) {
                trainer.restore(saved);
                if (trainer.finished() && folder.complete()) {
                    return tellAgain(trainer);
                }
            }
            judged = run(trainer);
        }
        return end(judged);
    }

    private int tellAgain(Trainer trainer) throws IOException {
        console.say(
                common,
                "The run in " + folder.path() + " was over after " + saved.generation() + " of "
                        + options.learning().generations()
                        + " generations; nothing was changed in it. To train on, begin a new run with --from "
                        + folder.controller() + " and as many --generations as it is to have.");
        TrainedController controller = Antipode.controller(options, policy, saved);
        output(controller, saved, trainer.evaluate(TEST_EPISODES), RunReport.learning(folder))
                .print(console, common, timings);
        timings.print(console);
        return ExitCode.DONE;
    }

    private TrainingOutput output(
            TrainedController controller, TrainingState state, Evaluation evaluation, List<LearningPoint> learning) {
        return new TrainingOutput(
                plan.task(),
                folder,
                options.learning().seed(),
                controller,
                state,
                evaluation,
                GuardSummary.of(learning));
    }

    /** What is left of a trainer that has done its work. */
    private record Judged(
            MemoryPlan memory, TrainedController controller, TrainingState state, Evaluation evaluation) {}

    /** Writes the report once the trainer's memory is free: others run on the same episodes for it. Null: interrupted. */
    private int end(Judged judged) throws IOException {
        if (judged == null) {
            return ExitCode.FAILED;
        }
        List<LearningPoint> learning = RunReport.learning(folder);
        RunReport.write(
                folder,
                profile,
                plan,
                options,
                policy,
                start,
                learning,
                judged.memory(),
                judged.controller(),
                judged.state(),
                judged.evaluation());
        timings.mark("report written");
        output(judged.controller(), judged.state(), judged.evaluation(), learning)
                .print(console, common, timings);
        timings.print(console);
        return ExitCode.DONE;
    }

    private Judged run(Trainer trainer) throws IOException {
        timings.mark("loop compiled");
        timings.markWhen("every kernel at full speed", trainer::warm);
        announce(trainer);
        // From here on a killed process can be resumed.
        CheckpointFile.write(folder.checkpoint(), trainer.state());
        Interruption interruption = Interruption.stopping(trainer::cancel);
        try {
            return trainAndJudge(trainer);
        } finally {
            interruption.close();
        }
    }

    private Judged trainAndJudge(Trainer trainer) throws IOException {
        TrainingOutcome outcome;
        try (MetricsFile metrics =
                        MetricsFile.open(folder.metrics(), trainer.state().generation());
                Progress progress =
                        new Progress(console, common, options.learning().generations())) {
            timings.mark("ready to step");
            outcome = trainer.run(new Listener(metrics, progress, trainer::warm));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        TrainingState state = trainer.state();
        CheckpointFile.write(folder.checkpoint(), state);
        if (outcome == TrainingOutcome.CANCELLED) {
            return interrupted(state);
        }
        TrainedController controller = Antipode.controller(options, policy, state);
        controllerFile(controller, state).write(folder.controller());
        Evaluation evaluation;
        try {
            evaluation = trainer.evaluate(TEST_EPISODES);
        } catch (CancellationException e) {
            return interrupted(state);
        }
        return new Judged(trainer.plan(), controller, state, evaluation);
    }

    private void announce(Trainer trainer) {
        EstimatorChoice estimator = options.learning().estimator();
        console.say(
                common,
                "Training " + plan.task() + " with " + policy.text() + " (" + policy.parameterCount()
                        + " parameters), seed "
                        + options.learning().seed() + ", " + options.learning().generations() + " generations of "
                        + (estimator.population() ? options.learning().population() + " candidates x " : "")
                        + options.learning().episodes() + " episodes by " + estimator + ", "
                        + options.learning().precision() + ", "
                        + options.execution().threads() + " threads, profile "
                        + profile.id() + ", into " + folder.path());
        plan.parameters().ifPresent(known -> console.say(common, "Plant: " + known.sentence()));
        if (saved != null) {
            console.say(common, "Going on from generation " + saved.generation() + ".");
        }
        console.say(common, trainer.plan().table());
    }

    private Judged interrupted(TrainingState state) {
        // Not a matter of progress: this is how the work so far is not lost.
        console.err()
                .println("Interrupted at generation " + state.generation()
                        + "; the run is saved. Go on with: ./antipode " + "train --resume " + folder.path());
        return null;
    }

    private ControllerFile controllerFile(TrainedController controller, TrainingState state) {
        return new ControllerFile(
                controller,
                new TrainingRecord(
                        LibraryVersion.text(),
                        options.learning().toMap(),
                        state.generation(),
                        state.best().generation(),
                        state.simulatorSteps(),
                        state.elapsedSeconds(),
                        state.best().validationCost(),
                        state.best().validationSuccess()));
    }

    /** Writes what the trainer tells, on the thread that waits for it. */
    private final class Listener implements ProgressListener {
        private final MetricsFile metrics;
        private final Progress progress;
        /** Whether what begins now runs on warm kernels from its first step. */
        private final BooleanSupplier fullSpeed;

        private final int first = saved == null ? 0 : saved.generation();
        private boolean warm;
        private boolean timed;
        private int updates;
        private boolean allZero = true;

        Listener(MetricsFile metrics, Progress progress, BooleanSupplier fullSpeed) {
            this.fullSpeed = fullSpeed;
            this.metrics = metrics;
            this.progress = progress;
        }

        @Override
        public void generation(GenerationReport report) {
            try {
                metrics.add(report);
            } catch (IOException e) {
                throw new UncheckedIOException(
                        new IOException("cannot write " + folder.metrics() + ": " + e.getMessage(), e));
            }
            if (report.generation() == first) {
                timings.mark("first generation");
            }
            if (warm && !timed) {
                timings.mark("generation at full speed");
                timed = true;
            }
            warm = fullSpeed.getAsBoolean();
            progress.generation(report);
            updates++;
            allZero &= report.gradientScale() == 0;
            boolean last = report.generation() + 1 == report.generations();
            if (allZero && (updates == ZeroGradients.UPDATES || (last && updates < ZeroGradients.UPDATES))) {
                console.err().println("antipode: " + ZeroGradients.sentence(updates));
            }
            long all =
                    (long) options.learning().population() * options.learning().episodes();
            if (report.nonFiniteEpisodes() >= all) {
                throw new IllegalStateException(
                        "the plant became non-finite in every episode of generation " + report.generation()
                                + "; use smaller plant steps, a better integrator or narrower input ranges");
            }
        }

        @Override
        public void checkpoint(TrainingState state) {
            try {
                CheckpointFile.write(folder.checkpoint(), state);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
