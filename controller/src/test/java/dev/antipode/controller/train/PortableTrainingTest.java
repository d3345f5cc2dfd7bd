package dev.antipode.controller.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.controller.Antipode;
import dev.antipode.controller.TrainingOptions;
import dev.antipode.controller.policy.PolicyDesign;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.testing.BitHash;
import dev.antipode.core.testing.GoldenBits;
import dev.antipode.core.testing.SimdShare;
import dev.antipode.sim.TaskModel;
import dev.antipode.sim.tasks.CartPoleSwingUp;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Short training on warm kernels, by black-box and by first-order estimators: the golden bits. */
@Tag("portable")
class PortableTrainingTest {
    @ParameterizedTest
    @CsvSource({"mlp:8:tanh,F32,es", "gru:5,F32,es", "linear,F64,tbptt:10"})
    void training(String policy, Precision precision, String estimator) {
        TrainingOptions options = TrainingOptions.of(TaskModel.of("cart-pole-swing-up", new CartPoleSwingUp()))
                .withPolicy(PolicyDesign.parse(policy))
                .withEstimator(EstimatorChoice.parse(estimator))
                .withLearning(s -> s.withPrecision(precision)
                        .withPopulation(4)
                        .withEpisodes(4)
                        .withGenerations(2)
                        .withValidation(4, 2)
                        .withNormalisation(Normalisation.RUNNING))
                .withExecution(e -> e.withThreads(2).withLanes(32));
        try (Trainer trainer = Antipode.trainer(options, options.policy().forTask(options.task()))) {
            assertThat(trainer.awaitWarmUp(Duration.ofMinutes(4))).isTrue();
            SimdShare.print(trainer.kernels());
            trainer.run(ProgressListener.silent());
            TrainingState state = trainer.state();
            BitHash hash = new BitHash()
                    .add(state.theta())
                    .add(state.firstMoment())
                    .add(state.secondMoment())
                    .add(state.statistics())
                    .add(state.best().validationCost(), state.best().validationSuccess())
                    .add(state.simulatorSteps());
            GoldenBits.check(getClass(), policy + " " + precision + " " + estimator, hash.toString());
        }
    }
}
