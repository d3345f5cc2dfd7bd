package dev.antipode.controller.train;

import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.program.Engine;

/** Trainers on stand-ins, with scalar kernels. */
final class Runs {
    private Runs() {}

    static Perturbations perturbations(Precision precision, long seed) {
        return new Perturbations(engine(precision), seed);
    }

    private static Engine engine(Precision precision) {
        return new Engine(precision, Arithmetic.FUSED, KernelMode.SCALAR);
    }

    static LearningSettings settings() {
        return LearningSettings.defaults()
                .withPrecision(Precision.F64)
                .withPopulation(24)
                .withEpisodes(5)
                .withGenerations(30)
                .withValidation(20, 4);
    }

    static ExecutionSettings execution(int threads) {
        return ExecutionSettings.defaults().withThreads(threads).withCheckpointInterval(0);
    }

    static Trainer trainer(Quadratic simulation, LearningSettings settings, ExecutionSettings execution) {
        return trainer(simulation, settings, execution, "stand-in");
    }

    static Trainer trainer(Quadratic simulation, LearningSettings settings, ExecutionSettings execution, String task) {
        Trainer.ClosedLoop loop = new Trainer.ClosedLoop(
                simulation, perturbations(settings.precision(), settings.seed()), engine(settings.precision()));
        RunIdentity identity = new RunIdentity(task, "f", "quadratic", "p", Arithmetic.FUSED);
        return new Trainer(loop, identity, new double[simulation.parameterCount()], settings, execution);
    }
}
