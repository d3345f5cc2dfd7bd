package dev.antipode.controller.cli;

import dev.antipode.controller.Antipode;
import dev.antipode.controller.TrainingOptions;
import dev.antipode.controller.hil.Link;
import dev.antipode.controller.hil.LinkRequest;
import dev.antipode.controller.hil.Links;
import dev.antipode.controller.hil.train.HardwareGeneration;
import dev.antipode.controller.hil.train.HardwareListener;
import dev.antipode.controller.hil.train.HardwareLog;
import dev.antipode.controller.hil.train.HardwareOutcome;
import dev.antipode.controller.hil.train.HardwareProgress;
import dev.antipode.controller.hil.train.HardwareTrainer;
import dev.antipode.controller.hil.train.PlantUnderTraining;
import dev.antipode.controller.law.FixedLaw;
import dev.antipode.controller.loop.CompiledController;
import dev.antipode.controller.loop.Inference;
import dev.antipode.controller.loop.WaitStrategy;
import dev.antipode.controller.policy.TrainablePolicy;
import dev.antipode.controller.store.CheckpointFile;
import dev.antipode.controller.store.ControllerFile;
import dev.antipode.controller.store.LibraryVersion;
import dev.antipode.controller.store.MetricsFile;
import dev.antipode.controller.store.RunFolder;
import dev.antipode.controller.store.TrainingRecord;
import dev.antipode.controller.train.GenerationReport;
import dev.antipode.controller.train.LearningSettings;
import dev.antipode.controller.train.TrainedController;
import dev.antipode.controller.train.TrainingState;
import dev.antipode.profiles.DeviceProfile;
import dev.antipode.sim.TaskModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One run of {@code train --link}, from its folder to its controller. */
final class HardwareTraining {
    private static final Duration WARM_UP = Duration.ofSeconds(10);

    private final Console console;
    private final CommonOptions common;
    private final DeviceProfile profile;
    private final RunPlan plan;
    private final HardwarePlan hardware;
    private final TrainingOptions options;
    private final TrainablePolicy policy;
    private final ClassLoader loader;
    /** Where the run goes on, or null where it begins. */
    private final TrainingState saved;

    private RunFolder folder;

    HardwareTraining(
            Console console,
            CommonOptions common,
            DeviceProfile profile,
            RunPlan plan,
            HardwarePlan hardware,
            TrainingOptions options,
            ClassLoader loader,
            TrainingState saved) {
        this.console = console;
        this.common = common;
        this.profile = profile;
        this.plan = plan;
        this.hardware = hardware;
        this.options = options;
        this.policy = options.policy().forTask(options.task());
        this.loader = loader;
        this.saved = saved;
    }

    /** Begins in a new folder, which is made only once the plant has answered. */
    int begin(Path path) throws IOException {
        return with(trainer -> {
            folder = RunFolder.create(path);
            plan.write(folder, Map.of(HardwarePlan.SECTION, hardware.texts()));
            return run(trainer);
        });
    }

    /** Goes on in the folder of an earlier run. */
    int resume(RunFolder earlier) throws IOException {
        folder = earlier;
        return with(trainer -> {
            if (saved != null) {
                trainer.restore(saved);
            }
            return run(trainer);
        });
    }

    private interface Work {
        int with(HardwareTrainer trainer) throws IOException;
    }

    private int with(Work work) throws IOException {
        TaskModel task = options.task();
        LearningSettings learning = options.learning();
        Optional<FixedLaw> law = hardware.fallback(task, loader);
        LinkRequest request = new LinkRequest(
                Links.address(hardware.link()),
                task,
                task.plant().inputs(),
                task.observations(),
                task.timing().periodSeconds(),
                hardware.timeoutNanos(task),
                learning.seed(),
                learning.precision(),
                options.execution().arithmetic(),
                options.execution().kernels(),
                loader);
        try (CompiledController fallback = law.map(this::compile).orElse(null);
                Link link = Links.provider(hardware.link(), loader).open(request)) {
            Optional<Inference> safe = Optional.ofNullable(fallback).map(compiled -> {
                compiled.awaitWarmUp(WARM_UP);
                return compiled.instance(0);
            });
            PlantUnderTraining plant = new PlantUnderTraining(
                    link, hardware.cost(task), safe, WaitStrategy.PARK.clock(), System::nanoTime);
            try (HardwareTrainer trainer = new HardwareTrainer(
                    task, policy, learning, options.execution(), start(), hardware.settings(task), plant)) {
                return work.with(trainer);
            }
        }
    }

    /** A run that goes on has the scaling of observations that it had. */
    private Optional<TrainedController> start() {
        return saved == null ? options.from() : Optional.of(Antipode.controller(options, policy, saved));
    }

    private CompiledController compile(FixedLaw law) {
        return new CompiledController(
                law,
                options.task().observations(),
                options.task().plant().inputs(),
                options.learning().precision(),
                options.execution().arithmetic(),
                options.execution().kernels(),
                1,
                options.execution().budgetBytes());
    }

    private int run(HardwareTrainer trainer) throws IOException {
        announce(trainer.progress());
        CheckpointFile.write(folder.checkpoint(), trainer.state());
        Interruption interruption = Interruption.stopping(trainer::stop);
        try {
            HardwareOutcome outcome = train(trainer);
            TrainingState state = trainer.state();
            CheckpointFile.write(folder.checkpoint(), state);
            if (!outcome.done()) {
                // Not a matter of progress: this is how the work so far is not lost.
                console.err()
                        .println("antipode: " + outcome.sentence() + ". The run is saved at episode "
                                + trainer.progress().episodes() + "; go on with: ./antipode train --resume "
                                + folder.path());
                console.err().flush();
                return ExitCode.FAILED;
            }
            HardwareRunReport.write(
                    folder, profile, plan, hardware, options, outcome, trainer.progress(), trainer.best());
            finished(outcome, trainer.progress(), state, trainer.best());
            return ExitCode.DONE;
        } finally {
            interruption.close();
        }
    }

    private HardwareOutcome train(HardwareTrainer trainer) throws IOException {
        int next = trainer.state().generation();
        try (MetricsFile metrics = MetricsFile.open(folder.metrics(), next);
                HardwareLog log = HardwareLog.open(folder.plant(), next);
                HardwareTrainProgress progress = new HardwareTrainProgress(console, common)) {
            return trainer.run(new Listener(metrics, log, progress));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void announce(HardwareProgress progress) {
        LearningSettings learning = options.learning();
        console.say(
                common,
                String.format(
                        Locale.ROOT,
                        "Training %s on %s with %s (%d parameters), seed %d: %d generations of %d pairs x %d visits, %d episodes of"
                                + " %.3g s, into %s",
                        plan.task(),
                        hardware.link(),
                        policy.text(),
                        policy.parameterCount(),
                        learning.seed(),
                        learning.generations(),
                        learning.population() / 2,
                        learning.episodes(),
                        progress.plannedEpisodes(),
                        options.task().timing().periodSeconds()
                                * options.task().timing().horizonSteps(),
                        folder.path()));
        if (saved != null) {
            console.say(common, "Going on from episode " + progress.episodes() + ".");
        }
    }

    private void finished(
            HardwareOutcome outcome, HardwareProgress progress, TrainingState state, TrainingState.Best best)
            throws IOException {
        // With what the check at the end found, which is no part of what a resumed run goes on from.
        TrainedController controller = Antipode.controller(options, policy, state.withBest(best));
        new ControllerFile(
                        controller,
                        new TrainingRecord(
                                LibraryVersion.text(),
                                options.learning().toMap(),
                                state.generation(),
                                best.generation(),
                                state.simulatorSteps(),
                                state.elapsedSeconds(),
                                best.validationCost(),
                                best.validationSuccess()))
                .write(folder.controller());
        String hash = ControllerFile.parameterHash(controller.parameters());
        if (common.json) {
            Map<String, Object> done = new LinkedHashMap<>();
            done.put("done", true);
            done.put("controller", folder.controller().toString());
            done.put("report", folder.report().toString());
            done.put("generations", state.generation());
            done.put("simulatorSteps", state.simulatorSteps());
            done.put("elapsedSeconds", state.elapsedSeconds());
            done.put("parameterHash", hash);
            done.put("seed", options.learning().seed());
            done.put("outcome", outcome.reason().name().toLowerCase(Locale.ROOT));
            done.put("sentence", outcome.sentence());
            done.put("cost", best.validationCost());
            HardwareTrainProgress.facts(done, progress);
            console.json(done);
            return;
        }
        console.out()
                .printf(
                        Locale.ROOT,
                        "%s: %s%n%s: mean cost %.6g on the plant, noise of an episode %.2g, %d episodes in %.1f minutes%n"
                                + "%d pairs lost, %d updates below the noise, %d episodes ended by the envelope; parameters %s%n"
                                + "controller %s%nreport     %s%n",
                        plan.task(),
                        outcome.sentence(),
                        hardware.link(),
                        best.validationCost(),
                        progress.noise(),
                        progress.episodes(),
                        progress.minutes(),
                        progress.lostPairs(),
                        progress.skippedUpdates(),
                        progress.envelopeEnds(),
                        hash.substring(0, 16),
                        folder.controller(),
                        folder.report());
        console.out().flush();
    }

    /** Writes what the trainer tells, between two episodes. */
    private final class Listener implements HardwareListener {
        private final MetricsFile metrics;
        private final HardwareLog log;
        private final HardwareTrainProgress progress;

        Listener(MetricsFile metrics, HardwareLog log, HardwareTrainProgress progress) {
            this.metrics = metrics;
            this.log = log;
            this.progress = progress;
        }

        @Override
        public void progress(HardwareProgress now) {
            progress.progress(now);
        }

        @Override
        public void generation(GenerationReport report, HardwareGeneration onPlant) {
            try {
                metrics.add(report);
                log.add(onPlant);
            } catch (IOException e) {
                throw new UncheckedIOException(new IOException(
                        "cannot write " + folder.metrics() + " and " + folder.plant() + ": " + e.getMessage(), e));
            }
            progress.generation(report);
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
