package dev.antipode.controller.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.controller.Antipode;
import dev.antipode.controller.TrainingOptions;
import dev.antipode.controller.policy.PolicyDesign;
import dev.antipode.controller.policy.TrainablePolicy;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.Precision;
import dev.antipode.sim.Registry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The guarded estimator: the same bits everywhere, resumable, and it hands over what fails its tests. */
class GuardedEstimatorTest {
    private static final Registry REGISTRY = Registry.load(GuardedEstimatorTest.class.getClassLoader());

    private static TrainingOptions options(String task, String policy, String estimator) {
        return TrainingOptions.of(REGISTRY.task(task))
                .withPolicy(PolicyDesign.parse(policy))
                .withEstimator(EstimatorChoice.parse(estimator))
                .withLearning(s -> s.withPopulation(8).withGenerations(14).withValidation(20, 4))
                .withExecution(e -> e.withKernels(KernelMode.SCALAR)
                        .withThreads(1)
                        .withLanes(64)
                        .withCheckpointInterval(0));
    }

    private static TrainingState train(TrainingOptions options, List<GuardReport> reports) {
        return Antipode.train(options, report -> reports.add(report.guard().orElseThrow()))
                .state();
    }

    @Test
    void threadsLanesAndKernelsDoNotChangeABit() {
        for (String policy : List.of("mlp:6:tanh", "linear")) {
            for (Precision precision : Precision.values()) {
                TrainingOptions options = options("pendulum", policy, "guarded:40:10.0:4")
                        .withLearning(s -> s.withPrecision(precision).withEpisodes(72));
                List<GuardReport> expectedReports = new ArrayList<>();
                TrainingState expected = train(options, expectedReports);
                for (TrainingOptions other : List.of(
                        options.withExecution(e -> e.withThreads(3).withLanes(16)),
                        options.withExecution(
                                e -> e.withThreads(2).withLanes(48).withKernels(KernelMode.AUTO)))) {
                    List<GuardReport> reports = new ArrayList<>();
                    assertThat(train(other, reports))
                            .usingRecursiveComparison()
                            .ignoringFields("elapsedSeconds")
                            .isEqualTo(expected);
                    assertThat(reports).isEqualTo(expectedReports);
                }
                assertThat(expectedReports)
                        .anyMatch(report -> report.projection().isPresent())
                        .anyMatch(report -> report.fall().isPresent());
            }
        }
    }

    @Test
    void goesOnFromAnyUpdateAsIfNothingHadHappened() {
        TrainingOptions options = options("pendulum", "mlp:6:tanh", "guarded:40:10.0:4");
        TrainingState whole = train(options, new ArrayList<>());
        for (int at = 1; at < 14; at += 3) {
            int stop = at;
            TrainingState half;
            try (Trainer trainer = Antipode.trainer(options, options.policy().forTask(options.task()))) {
                int[] done = {0};
                trainer.run(_ -> {}, (_, _, _) -> ++done[0] > stop);
                half = trainer.state();
            }
            assertThat(half.generation()).isEqualTo(stop);
            try (Trainer trainer = Antipode.trainer(options, options.policy().forTask(options.task()))) {
                trainer.restore(half);
                trainer.run(_ -> {});
                assertThat(trainer.state().theta()).containsExactly(whole.theta());
                assertThat(trainer.state().estimator()).containsExactly(whole.estimator());
            }
        }
    }

    @Test
    void theGuardOfAnotherVersionIsRefused() {
        TrainingOptions options = options("pendulum", "linear", "guarded:20");
        try (Trainer trainer = Antipode.trainer(options, options.policy().forTask(options.task()))) {
            TrainingState s = trainer.state();
            TrainingState older = new TrainingState(
                    s.settings(),
                    s.task(),
                    s.taskFingerprint(),
                    s.policy(),
                    s.policyFingerprint(),
                    s.arithmetic(),
                    s.generation(),
                    s.update(),
                    s.validated(),
                    s.simulatorSteps(),
                    s.gradientSteps(),
                    s.tangentSteps(),
                    s.elapsedSeconds(),
                    s.theta(),
                    s.firstMoment(),
                    s.secondMoment(),
                    s.statistics(),
                    Arrays.copyOf(s.estimator(), s.estimator().length - 4),
                    s.best());
            assertThatThrownBy(() -> trainer.restore(older))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("another version of Antipode")
                    .hasMessageContaining("begin the run anew");
        }
    }

    /** No step of a pendulum on its way up leaves every perturbation within one millionth of its length. */
    @Test
    void everyUpdateIsHandedOverWhereTheFirstStepAmplifiesTooMuch() {
        List<GuardReport> reports = new ArrayList<>();
        TrainingState state = train(options("pendulum", "linear", "guarded:20:1.000001"), reports);
        assertThat(reports).allMatch(report -> report.decision() == GuardDecision.AMPLIFICATION);
        assertThat(state.theta()).doesNotContain(Double.NaN);
        assertThat(state.update()).isEqualTo(14);
    }

    /** The price of tests that err; here none is left that could double the pairs. */
    @Test
    void aPopulationGrowsToItsWholeSizeWhereNoTestIsMadeAnyMore() {
        TrainingOptions options =
                options("pendulum", "linear", "guarded:20:1.000001").withLearning(s -> s.withPopulation(32));
        TrainablePolicy policy = options.policy().forTask(options.task());
        TrainingState first;
        try (Trainer trainer = Antipode.trainer(options, policy)) {
            int[] done = {0};
            trainer.run(_ -> {}, (_, _, _) -> ++done[0] > 1);
            first = trainer.state();
        }
        // As after a test that found the gradient to point the wrong way.
        first.estimator()[0] = GuardDecision.DIRECTION.ordinal();
        long before = first.simulatorSteps();
        List<Long> steps = new ArrayList<>();
        try (Trainer trainer = Antipode.trainer(options, policy)) {
            trainer.restore(first);
            trainer.run(report -> {
                assertThat(report.guard().orElseThrow().decision()).isEqualTo(GuardDecision.AMPLIFICATION);
                steps.add(report.simulatorSteps());
            });
        }
        // Of an update: the gradient that is refused, which tells the cost at the centre, with the spectral radius of a
        // step, and pairs.
        long each =
                (long) options.learning().episodes() * options.task().timing().horizonSteps();
        // Angle and rate, a column each.
        long radius = 2L * GrowthCurve.EPISODES;
        assertThat(steps.getFirst() - before).isEqualTo((1 + 2 * 8) * each + radius);
        for (int i = 1; i < steps.size(); i++) {
            assertThat(steps.get(i) - steps.get(i - 1)).isEqualTo((1 + 2 * 16) * each + radius);
        }
    }

    /** What gradients that led uphill have left in the optimizer would carry evolution strategies the same way. */
    @Test
    void momentumThatPointsUphillIsForgotten() {
        TrainingOptions options = options("pendulum", "linear", "guarded:20:1.000001");
        TrainablePolicy policy = options.policy().forTask(options.task());
        TrainingState state;
        try (Trainer trainer = Antipode.trainer(options, policy)) {
            state = trainer.state();
        }
        Arrays.fill(state.firstMoment(), 100);
        double[] misled = state.estimator().clone();
        misled[9] = 1;
        assertThat(Arrays.stream(firstMomentAfterAnUpdate(options, state))).allMatch(m -> m > 50);
        System.arraycopy(misled, 0, state.estimator(), 0, misled.length);
        // A tenth of a gradient whose mean square over the coordinates is 1.
        assertThat(Arrays.stream(firstMomentAfterAnUpdate(options, state))).allMatch(m -> Math.abs(m) < 1);
    }

    /** A quarter of the population is half the step of what weighs half. */
    @Test
    void fewPairsWeighLittleInWhatTheOptimizerRemembers() {
        TrainingOptions options =
                options("pendulum", "linear", "guarded:20:1.000001").withLearning(s -> s.withPopulation(32));
        TrainingState state;
        List<Double> rates = new ArrayList<>();
        try (Trainer trainer = Antipode.trainer(options, options.policy().forTask(options.task()))) {
            state = trainer.state();
            trainer.run(report -> rates.add(report.learningRate()), (steps, _, _) -> steps > 0);
        }
        double[] moment = firstMomentAfterAnUpdate(options, state);
        double meanSquare = Arrays.stream(moment).map(m -> m * m).average().orElseThrow();
        assertThat(Math.sqrt(meanSquare)).isCloseTo(0.1 * 0.5, within(1e-6));
        assertThat(rates.getFirst()).isCloseTo(options.learning().learningRate().at(0, 14) * 0.5, within(1e-12));
    }

    private static double[] firstMomentAfterAnUpdate(TrainingOptions options, TrainingState from) {
        try (Trainer trainer = Antipode.trainer(options, options.policy().forTask(options.task()))) {
            trainer.restore(from);
            trainer.run(_ -> {}, (steps, _, _) -> steps > from.simulatorSteps());
            return trainer.state().firstMoment();
        }
    }

    /** Steps of next to no length show from where evolution strategies go on. */
    @Test
    void parametersReturnToWhereTheCostWasLowestBeforeItRose() {
        TrainingOptions options = options("pendulum", "linear", "guarded:20")
                .withLearning(
                        s -> s.withLearningRate(new Schedule.Constant(1e-12)).withPrecision(Precision.F64));
        TrainingState state;
        try (Trainer trainer = Antipode.trainer(options, options.policy().forTask(options.task()))) {
            state = trainer.state();
        }
        double[] theta = state.theta().clone();
        double[] guard = state.estimator();
        int count = theta.length;
        for (int i = 0; i < count; i++) {
            guard[guard.length - count + i] = theta[i] + 0.25;
        }
        assertThat(thetaAfterAnUpdate(options, state)).containsExactly(theta, within(1e-9));
        // As if eight updates had found a cost of 0, beyond any doubt; a hanging pendulum's is higher.
        CostRise rise = new CostRise();
        for (int i = 0; i < 8; i++) {
            rise.add(0, 0);
        }
        F64Array risen = Memory.doubles(new double[CostRise.stateLength()]);
        rise.save(risen, 0);
        System.arraycopy(
                Memory.copy(risen), 0, guard, GuardVerdict.stateLength() - CostRise.stateLength(), risen.length());
        double[] returned = Arrays.stream(theta).map(x -> x + 0.25).toArray();
        assertThat(thetaAfterAnUpdate(options, state)).containsExactly(returned, within(1e-9));
    }

    private static double[] thetaAfterAnUpdate(TrainingOptions options, TrainingState from) {
        try (Trainer trainer = Antipode.trainer(options, options.policy().forTask(options.task()))) {
            trainer.restore(from);
            trainer.run(_ -> {}, (steps, _, _) -> steps > from.simulatorSteps());
            return trainer.state().theta();
        }
    }

    /** Perturbations of a pendulum on its way up double within some 20 steps; those of a hanging acrobot hardly grow. */
    @Test
    void theFirstWindowIsTheEpisodeOrShort() {
        List<GuardReport> pendulum = new ArrayList<>();
        train(options("pendulum", "mlp:16:tanh", "guarded"), pendulum);
        assertThat(pendulum.getFirst().window()).isBetween(2, 24);
        for (int i = 1; i < pendulum.size(); i++) {
            assertThat(2 * pendulum.get(i).window())
                    .isLessThanOrEqualTo(3 * pendulum.get(i - 1).window() + 1);
        }
        List<GuardReport> acrobot = new ArrayList<>();
        TrainingOptions options = options("acrobot", "mlp:16:tanh", "guarded").withLearning(s -> s.withGenerations(1));
        train(options, acrobot);
        assertThat(acrobot.getFirst().window())
                .isEqualTo(options.task().timing().horizonSteps());
    }

    /** Below 41 steps truncated gradients of this task point the wrong way although nothing grows: only the direction shows it. */
    @Test
    void biasIsFoundWhereNothingGrows() {
        List<GuardReport> reports = new ArrayList<>();
        TrainingOptions options = options("influence-balancing", "constant:0.5", "guarded:10:100:10")
                .withLearning(
                        s -> s.withPrecision(Precision.F64).withEpisodes(2).withGenerations(30));
        train(options, reports);
        assertThat(reports.subList(20, reports.size()))
                .allMatch(report -> report.decision() == GuardDecision.DIRECTION);
        assertThat(reports).allMatch(report -> report.amplification() < 100);
        assertThat(reports.stream().flatMapToDouble(report -> report.projection().stream()))
                .isNotEmpty()
                .allMatch(slope -> slope < 0);
    }

    @Test
    void whereEstimatorsTakeTurnsNoGradientIsComputedInVain() {
        List<GuardReport> reports = new ArrayList<>();
        TrainingState state = train(
                options("pendulum", "linear", "guarded:20:switched").withLearning(s -> s.withEpisodes(8)), reports);
        for (int i = 0; i < reports.size(); i++) {
            assertThat(reports.get(i).decision() == GuardDecision.SWITCHED).isEqualTo(i % 2 == 1);
        }
        long horizon = REGISTRY.task("pendulum").timing().horizonSteps();
        assertThat(state.gradientSteps()).isLessThanOrEqualTo((reports.size() / 2 + 1) * 8 * horizon);
    }

    @Test
    void askForAnEvenNumberOfEpisodes() {
        assertThatThrownBy(() -> train(
                        options("pendulum", "linear", "guarded").withLearning(s -> s.withEpisodes(5)),
                        new ArrayList<>()))
                .hasMessageContaining("give --episodes 6");
    }

    @Test
    void choicesAreWrittenAsTheyAreRead() {
        for (String text : List.of(
                "guarded:full",
                "guarded:32",
                "guarded:32:50.0",
                "guarded:full:10.0:5",
                "guarded:full:switched",
                "guarded:32:50.0:switched",
                "guarded:full:10.0:5:switched")) {
            assertThat(EstimatorChoice.parse(text)).hasToString(text);
        }
        assertThat(EstimatorChoice.parse("guarded:switched")).hasToString("guarded:full:switched");
        assertThatThrownBy(() -> EstimatorChoice.parse("guarded:switched:20"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(EstimatorChoice.parse("guarded")).hasToString("guarded:full");
        assertThatThrownBy(() -> EstimatorChoice.parse("guarded:10:1")).hasMessageContaining("more than 1");
    }
}
