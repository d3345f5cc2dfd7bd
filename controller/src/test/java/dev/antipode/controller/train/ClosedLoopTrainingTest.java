package dev.antipode.controller.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.controller.Antipode;
import dev.antipode.controller.TrainingOptions;
import dev.antipode.controller.TrainingResult;
import dev.antipode.controller.law.LawPolicy;
import dev.antipode.controller.law.PendulumEnergyLaw;
import dev.antipode.controller.law.ResidualPolicy;
import dev.antipode.controller.policy.PolicyDesign;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.Precision;
import dev.antipode.sim.TaskModel;
import dev.antipode.sim.tasks.PendulumSwingUp;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Training on the engine's closed loops. */
class ClosedLoopTrainingTest {
    private static final TaskModel PENDULUM = TaskModel.of("pendulum", new PendulumSwingUp());

    private static TrainingOptions options(PolicyDesign policy) {
        return TrainingOptions.of(PENDULUM)
                .withPolicy(policy)
                .withLearning(settings -> settings.withPopulation(16)
                        .withEpisodes(6)
                        .withGenerations(4)
                        .withValidation(20, 2))
                .withExecution(
                        e -> e.withKernels(KernelMode.SCALAR).withThreads(1).withCheckpointInterval(0));
    }

    private static List<PolicyDesign> designs() {
        return List.of(
                PolicyDesign.parse("mlp:6:tanh"),
                PolicyDesign.parse("gru:5"),
                PolicyDesign.linear(),
                ResidualPolicy.design(new PendulumEnergyLaw(), 0.3, PolicyDesign.parse("mlp:4:tanh")),
                LawPolicy.design(new PendulumEnergyLaw()));
    }

    private static TrainingState train(TrainingOptions options) {
        return Antipode.train(options, ProgressListener.silent()).state();
    }

    @Test
    void threadsLanesAndKernelsDoNotChangeABit() {
        for (PolicyDesign policy : designs()) {
            for (Precision precision : Precision.values()) {
                TrainingOptions options = options(policy).withLearning(s -> s.withPrecision(precision));
                TrainingState expected = train(options);
                assertThat(expected.theta()).doesNotContain(Double.NaN);
                assertThat(expected.update()).isEqualTo(4);
                for (TrainingOptions other : List.of(
                        options.withExecution(e -> e.withThreads(2).withLanes(16)),
                        options.withExecution(e -> e.withThreads(3).withLanes(48)),
                        options.withExecution(e -> e.withThreads(2).withKernels(KernelMode.AUTO)))) {
                    assertThat(train(other))
                            .usingRecursiveComparison()
                            .ignoringFields("elapsedSeconds")
                            .isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void runningStatisticsAreThoseOfTheEpisodes() {
        TrainingOptions options = options(PolicyDesign.linear())
                .withLearning(s -> s.withNormalisation(Normalisation.RUNNING).withPrecision(Precision.F64));
        TrainingState state = train(options);
        // Cosine, sine and rate: count, means, sums of squared distances.
        assertThat(state.statistics()).hasSize(7);
        assertThat(state.statistics()[0]).isEqualTo(4.0 * 6 * 200);
        double cosine = state.statistics()[1];
        double sine = state.statistics()[2];
        double spread = (state.statistics()[4] + state.statistics()[5]) / state.statistics()[0];
        assertThat(cosine * cosine + sine * sine + spread).isCloseTo(1, org.assertj.core.api.Assertions.within(1e-9));
    }

    @Test
    void keepsTheNormalisationOfTheBestParameters() {
        TrainingOptions options = options(PolicyDesign.linear())
                .withLearning(s -> s.withNormalisation(Normalisation.RUNNING).withGenerations(20));
        TrainingState.Best best = train(options).best();
        assertThat(best.generation()).isPositive();
        assertThat(best.centre()).isNotEqualTo(new double[3]);
        assertThat(best.scale()).isNotEqualTo(new double[] {1, 1, 1});
    }

    @Test
    void evaluationIsTheSameFromTrainerAndFromController() {
        for (PolicyDesign policy : designs()) {
            TrainingOptions options = options(policy);
            TrainingResult result = Antipode.train(options, ProgressListener.silent());
            Evaluation alone = result.evaluate(75);
            try (Trainer trainer = Antipode.trainer(options, result.policy())) {
                trainer.restore(result.state());
                assertThat(trainer.evaluate(75)).isEqualTo(alone);
            }
            assertThat(alone.episodes()).isEqualTo(75);
            assertThat(alone.simulatorSteps()).isEqualTo(75L * 200);
            assertThat(alone.p95Cost()).isGreaterThanOrEqualTo(alone.meanCost() / 2);
        }
    }

    @Test
    void aRunCanStartFromAController() {
        TrainingOptions options = options(PolicyDesign.linear());
        TrainingResult first = Antipode.train(options, ProgressListener.silent());
        TrainingOptions again = options.withStart(first.controller());
        try (Trainer trainer = Antipode.trainer(again, first.policy())) {
            assertThat(trainer.state().theta()).isEqualTo(first.controller().parameters());
        }
    }

    /** The energy law's default gains are no good catch; a few generations find better ones. */
    @Test
    void gainsOfALawAreTrained() {
        TrainingOptions options = options(LawPolicy.design(new PendulumEnergyLaw()))
                .withLearning(s -> s.withPopulation(32)
                        .withEpisodes(16)
                        .withGenerations(30)
                        .withValidation(64, 5));
        TrainingResult result = Antipode.train(options, ProgressListener.silent());
        Evaluation untrained = Evaluator.evaluate(
                PENDULUM,
                result.policy(),
                withParameters(result.controller(), new double[4]),
                1,
                200,
                options.execution());
        Evaluation trained = result.evaluate(200);
        assertThat(trained.meanCost()).isLessThan(0.95 * untrained.meanCost());
        assertThat(trained.success()).isGreaterThan(0.9);
    }

    private static TrainedController withParameters(TrainedController c, double[] parameters) {
        return new TrainedController(
                c.task(),
                c.taskFingerprint(),
                c.timing(),
                c.observations(),
                c.inputs(),
                c.policy(),
                c.policyFingerprint(),
                c.tensors(),
                c.precision(),
                c.arithmetic(),
                parameters,
                c.centre(),
                c.scale());
    }
}
