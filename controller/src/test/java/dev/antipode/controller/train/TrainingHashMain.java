package dev.antipode.controller.train;

import dev.antipode.controller.Antipode;
import dev.antipode.controller.TrainingOptions;
import dev.antipode.controller.policy.PolicyDesign;
import dev.antipode.controller.policy.TrainablePolicy;
import dev.antipode.core.kernel.WarmUpReport;
import dev.antipode.core.memory.Precision;
import dev.antipode.sim.TaskModel;
import dev.antipode.sim.tasks.CartPoleSwingUp;
import java.time.Duration;
import java.util.Arrays;

/** Trains ten generations on warm kernels and prints what came out. */
final class TrainingHashMain {
    private TrainingHashMain() {}

    public static void main(String[] arguments) {
        if (arguments[0].equals("all")) {
            for (String policy : new String[] {"mlp:8:tanh", "gru:5", "linear"}) {
                for (Precision precision : Precision.values()) {
                    for (int threads = 1; threads <= 3; threads++) {
                        train(policy, precision, threads);
                    }
                }
            }
        } else {
            train("mlp:8:tanh", Precision.F32, 2);
            train("gru:5", Precision.F32, 2);
            train("linear", Precision.F64, 3);
        }
    }

    private static void train(String policy, Precision precision, int threads) {
        TaskModel task = TaskModel.of("cart-pole-swing-up", new CartPoleSwingUp());
        TrainingOptions options = TrainingOptions.of(task)
                .withPolicy(PolicyDesign.parse(policy))
                .withLearning(s -> s.withPrecision(precision)
                        .withPopulation(8)
                        .withEpisodes(6)
                        .withGenerations(10)
                        .withValidation(20, 5)
                        .withNormalisation(Normalisation.RUNNING))
                .withExecution(e -> e.withThreads(threads).withLanes(16 * threads));
        TrainablePolicy trained = options.policy().forTask(task);
        try (Trainer trainer = Antipode.trainer(options, trained)) {
            boolean warm = trainer.awaitWarmUp(Duration.ofMinutes(5));
            long simd = trainer.kernels().kernels().stream()
                    .filter(WarmUpReport.Entry::vectorized)
                    .count();
            trainer.run(ProgressListener.silent());
            TrainingState state = trainer.state();
            System.out.println("hash " + policy + " " + precision + " " + Arrays.hashCode(state.theta()) + " "
                    + Arrays.hashCode(state.firstMoment()) + " " + Arrays.hashCode(state.statistics()) + " "
                    + state.best().validationCost());
            System.out.println("warm " + warm + ", SIMD kernels " + simd);
        }
    }
}
