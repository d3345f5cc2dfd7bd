package dev.antipode.controller.cli;

import dev.antipode.controller.Antipode;
import dev.antipode.controller.TrainingOptions;
import dev.antipode.controller.loop.CompiledController;
import dev.antipode.controller.loop.GateRules;
import dev.antipode.controller.loop.LoopOptions;
import dev.antipode.controller.loop.LoopProgress;
import dev.antipode.controller.loop.LoopResult;
import dev.antipode.controller.loop.ParameterGate;
import dev.antipode.controller.loop.SideTraining;
import dev.antipode.controller.policy.TrainablePolicy;
import dev.antipode.controller.store.ControllerFile;
import dev.antipode.controller.store.LibraryVersion;
import dev.antipode.controller.store.TrainingRecord;
import dev.antipode.controller.train.ExecutionSettings;
import dev.antipode.controller.train.TrainedController;
import dev.antipode.controller.train.TrainingState;
import dev.antipode.sim.TaskModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The training beside one run of the loop, and what the loop missed without and with it. */
final class SideRun implements AutoCloseable {
    private static final int SHARE_WITHOUT = 4;
    /** Where a run has no end. */
    private static final long TICKS_WITHOUT = 1000;

    private final ParameterGate gate;
    private final SideTraining training;
    private final Path file;
    private boolean started;
    private boolean closed;
    private long ticksWithout;
    private long missesWithout;

    private SideRun(ParameterGate gate, SideTraining training, Path file) {
        this.gate = gate;
        this.training = training;
        this.file = file;
    }

    static SideRun of(
            TaskModel task,
            TrainablePolicy policy,
            TrainedController live,
            CompiledController compiled,
            SideTrainingOptions wanted,
            ExecutionSettings execution,
            Set<Integer> processors,
            long seed,
            ClassLoader loader,
            Path file) {
        GateRules rules = GateRules.forHorizon(Math.max(2, task.timing().horizonSteps()));
        ParameterGate gate = new ParameterGate(
                compiled.instance(0), compiled.instance(1), live.inputs().size(), rules);
        TrainingOptions options = TrainingOptions.of(task)
                .withPolicy(Antipode.policy(live.policy(), loader))
                .withLearning(s -> s.withSeed(seed).withPrecision(live.precision()))
                .withExecution(e -> execution
                        .withThreads(wanted.threads())
                        .withBudgetBytes(wanted.budgetBytes(execution.budgetBytes())))
                .withStart(live);
        SideTraining training = new SideTraining(options, policy, gate, processors, kept -> save(kept, file));
        return new SideRun(gate, training, file);
    }

    private static void save(SideTraining.Kept kept, Path file) {
        TrainingState state = kept.state();
        TrainingRecord record = new TrainingRecord(
                LibraryVersion.text(),
                state.settings().toMap(),
                state.generation(),
                state.best().generation(),
                state.simulatorSteps(),
                state.elapsedSeconds(),
                state.best().validationCost(),
                state.best().validationSuccess());
        try {
            new ControllerFile(kept.controller(), record).write(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ParameterGate gate() {
        return gate;
    }

    /** Begins the training when the loop has run without it for long enough. */
    void look(LoopProgress progress, LoopOptions options) {
        long without = options.ticks() == 0 ? TICKS_WITHOUT : options.ticks() / SHARE_WITHOUT;
        if (!started && progress.ticks() >= without) {
            started = true;
            ticksWithout = progress.ticks();
            missesWithout = progress.misses();
            training.start();
        }
    }

    /** How far the training is, in a few words. */
    String progress() {
        return training.generations() + " generations trained";
    }

    /** Ends the training, and saves what was kept last. */
    void end() {
        if (!closed) {
            closed = true;
            training.close();
        }
    }

    Optional<Throwable> failure() {
        return training.failure();
    }

    Map<String, Object> object(LoopResult result) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("generations", training.generations());
        map.put("validationCost", Double.isNaN(training.validationCost()) ? null : training.validationCost());
        map.put("offered", training.offered());
        map.put("wentLive", gate.wentLive());
        map.put("kept", gate.accepted());
        map.put("rejected", gate.rejected());
        map.put("rolledBack", gate.rolledBack());
        map.put("ticksWithout", ticksWithout);
        map.put("missedWithout", missesWithout);
        map.put("ticksWith", result.ticks() + result.skipped() - ticksWithout);
        map.put("missedWith", result.misses() - missesWithout);
        map.put("controller", gate.accepted() > 0 ? file.toString() : null);
        return map;
    }

    String text(LoopResult result) {
        return String.format(
                Locale.ROOT,
                "%d generations, %d offered, %d went live, %d kept, %d rejected, %d rolled back; missed %d of %d ticks without"
                        + " training, %d of %d with%s",
                training.generations(),
                training.offered(),
                gate.wentLive(),
                gate.accepted(),
                gate.rejected(),
                gate.rolledBack(),
                missesWithout,
                ticksWithout,
                result.misses() - missesWithout,
                result.ticks() + result.skipped() - ticksWithout,
                gate.accepted() > 0 ? "; saved as " + file : "");
    }

    @Override
    public void close() {
        end();
    }
}
