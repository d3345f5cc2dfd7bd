package dev.antipode.controller.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.program.Engine;
import dev.antipode.core.program.Frame;
import java.lang.foreign.MemorySegment;

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

    static Trainer trainer(Simulation simulation, LearningSettings settings, ExecutionSettings execution) {
        return trainer(simulation, settings, execution, "stand-in");
    }

    static Trainer trainer(Simulation simulation, LearningSettings settings, ExecutionSettings execution, String task) {
        Trainer.ClosedLoop loop = new Trainer.ClosedLoop(
                simulation, perturbations(settings.precision(), settings.seed()), engine(settings.precision()));
        RunIdentity identity = new RunIdentity(task, "f", "quadratic", "p", Arithmetic.FUSED);
        return new Trainer(loop, identity, new double[simulation.parameterCount()], settings, execution);
    }

    /** One estimate at some parameters, in the first generation. */
    static double[] estimate(Simulation simulation, LearningSettings settings, double[] theta, EstimateInfo info) {
        Perturbations perturbations = perturbations(settings.precision(), settings.seed());
        try (TrainingMemory memory = new TrainingMemory(simulation, perturbations, settings, 2);
                WorkerPool pool = new WorkerPool(2, "estimate-test")) {
            memory.allocate(1L << 30);
            Worker[] workers = memory.workers();
            Vectors vectors = memory.vectors();
            for (int i = 0; i < theta.length; i++) {
                vectors.set(vectors.theta(), i, theta[i]);
            }
            Population population =
                    new Population(simulation, perturbations, pool, workers, vectors, memory.costs(), null);
            Estimator estimator = memory.estimator(population, pool, workers, vectors);
            assertThat(estimator.estimate(vectors.theta(), 0, vectors.gradient(), info))
                    .isTrue();
            double[] gradient = new double[theta.length];
            for (int i = 0; i < theta.length; i++) {
                gradient[i] = vectors.get(vectors.gradient(), i);
            }
            return gradient;
        }
    }

    /** The standard normal numbers of a pair in F64. */
    static double[] perturbation(long seed, int generation, int pair, int parameters) {
        Perturbations perturbations = perturbations(Precision.F64, seed);
        MemorySegment block = Memory.segment(perturbations.stagingBytes() + 16L * parameters);
        long zero = perturbations.stagingBytes();
        long to = zero + 8L * parameters;
        Frame staging = perturbations.staging(block, 0, parameters);
        perturbations.perturb(staging, generation, pair, 1, zero, to, parameters);
        double[] e = new double[parameters];
        for (int i = 0; i < parameters; i++) {
            e[i] = Precision.F64.get(block, to + 8L * i);
        }
        return e;
    }
}
