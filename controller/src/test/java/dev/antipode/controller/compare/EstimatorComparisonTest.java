package dev.antipode.controller.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.antipode.controller.compare.ComparedRun.Phase;
import dev.antipode.controller.policy.PolicyDesign;
import dev.antipode.controller.train.EstimatorChoice;
import dev.antipode.controller.train.ExecutionSettings;
import dev.antipode.controller.train.GenerationReport;
import dev.antipode.controller.train.LearningSettings;
import dev.antipode.controller.train.Schedule;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.sim.Registry;
import dev.antipode.sim.TaskModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A comparison in this JVM, with weights that are given, so that everything but times can be repeated. */
class EstimatorComparisonTest {
    private static final EstimatorChoice ES = EstimatorChoice.parse("es");
    private static final EstimatorChoice TBPTT = EstimatorChoice.parse("tbptt:5");
    private static final EstimatorChoice FORWARD = EstimatorChoice.parse("forward:2");

    /** One comparison for all tests that look at a whole one. */
    private static ComparisonOptions options;

    private static ComparisonResult whole;

    @BeforeAll
    static void compareOnce() throws IOException {
        options = options("dc-motor", List.of(ES, TBPTT, FORWARD), 2, 40_000);
        whole = run(options, List.of());
    }

    private static ComparisonOptions options(String task, List<EstimatorChoice> estimators, int trials, long budget) {
        TaskModel model =
                Registry.load(EstimatorComparisonTest.class.getClassLoader()).task(task);
        LearningSettings learning = LearningSettings.defaults()
                .withPopulation(4)
                .withEpisodes(4)
                .withGenerations(20)
                .withValidation(16, 5)
                .withSeed(3);
        ExecutionSettings execution =
                ExecutionSettings.defaults().withThreads(1).withKernels(KernelMode.SCALAR);
        return new ComparisonOptions(
                model, PolicyDesign.parse("linear"), learning, estimators, 2, budget, trials, 0.95, execution);
    }

    private static Map<EstimatorChoice, StepWeights> weights() {
        Map<EstimatorChoice, StepWeights> weights = new LinkedHashMap<>();
        weights.put(ES, StepWeights.PLAIN);
        weights.put(TBPTT, new StepWeights(3.25, 1));
        weights.put(FORWARD, new StepWeights(1, 1.5));
        return weights;
    }

    /** Keeps what it is told, and may cancel. */
    private static final class Recorder implements ComparisonListener {
        final List<ComparedRun> runs = new ArrayList<>();
        final int stopAfter;
        Runnable stop = () -> {};

        Recorder(int stopAfter) {
            this.stopAfter = stopAfter;
        }

        @Override
        public void started(RunRequest run) {}

        @Override
        public void generation(RunRequest run, GenerationReport report, double cost) {
            if (runs.size() == stopAfter) {
                stop.run();
            }
        }

        @Override
        public void finished(ComparedRun run) {
            runs.add(run);
        }
    }

    private static ComparisonResult run(ComparisonOptions options, List<ComparedRun> before) throws IOException {
        EstimatorComparison comparison = new EstimatorComparison(options, weights(), before);
        return comparison.run(new Recorder(-1)).orElseThrow();
    }

    /** What a generation costs if no episode ends early, from the definition of each estimator. */
    private static double generation(String estimator, int horizon) {
        return 4
                * horizon
                * switch (estimator) {
                    case "es" -> 5;
                    // It brings twice the episodes.
                    case "tbptt:5" -> 2 * 3.25;
                    case "forward:2" -> 2 * 1.5;
                    default -> throw new IllegalArgumentException(estimator);
                };
    }

    private static void requireEqualCost(ComparisonOptions options, ComparisonResult result) {
        int horizon = options.task().timing().horizonSteps();
        for (ComparedRun run : result.runs()) {
            double budget = run.phase() == Phase.TUNING ? options.tuningBudgetSteps() : options.budgetSteps();
            assertThat(run.cost())
                    .as(run.phase() + " " + run.estimator() + " " + run.seed())
                    .isLessThanOrEqualTo(budget)
                    .isGreaterThan(budget - generation(run.estimator(), horizon));
            double expected = switch (run.estimator()) {
                case "tbptt:5" -> 3.25 * run.simulatorSteps();
                case "forward:2" -> 1.5 * run.simulatorSteps();
                default -> run.simulatorSteps();
            };
            assertThat(run.cost()).isEqualTo(expected);
            assertThat(run.updates().values().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .isEqualTo(run.generations());
        }
    }

    @Test
    void everyRunCostsTheSame() {
        assertThat(whole.runs()).hasSize(options.runs()).hasSize(3 * (2 * 2 + 2));
        requireEqualCost(options, whole);
    }

    /** Of a task that is lost soon, a generation costs much less than one of whole episodes: there are more of them. */
    @Test
    void everyRunCostsTheSameWhereEpisodesEndEarly() throws IOException {
        ComparisonOptions early = options("cart-pole", List.of(ES), 0, 40_000);
        ComparisonResult result = run(early, List.of());
        requireEqualCost(early, result);
        int horizon = early.task().timing().horizonSteps();
        assertThat(result.results(ES).getFirst().generations())
                .isGreaterThan((int) (40_000 / generation("es", horizon)));
    }

    /** What a guard does decides what a generation costs, so that one run tells how many the others will have. */
    @Test
    void aGuardIsNotRunWithoutAPilot() throws IOException {
        EstimatorChoice guarded = EstimatorChoice.parse("guarded:5");
        ComparisonOptions untuned = options("dc-motor", List.of(ES, guarded), 0, 100_000);
        Map<EstimatorChoice, StepWeights> known = Map.of(ES, StepWeights.PLAIN, guarded, new StepWeights(3, 2));
        ComparisonResult result = new EstimatorComparison(untuned, known, List.of())
                .run(new Recorder(-1))
                .orElseThrow();
        assertThat(result.runs()).hasSize(untuned.runs()).hasSize(2 * 2 + 1);
        ComparedRun pilot = result.runs().getFirst();
        assertThat(pilot.phase()).isEqualTo(Phase.TUNING);
        assertThat(pilot.estimator()).isEqualTo("guarded:5");
        assertThat(pilot.seed()).isEqualTo(2);
        int horizon = untuned.task().timing().horizonSteps();
        // Of 8 episodes: backpropagated twice where the window was too long, half of them with a tangent; and two
        // candidates and the centre by evolution strategies.
        double dearest = 8 * horizon * (2 * 3 + 0.5 + 3);
        for (ComparedRun run : result.results(guarded)) {
            assertThat(run.cost())
                    .isEqualTo(run.simulatorSteps() + 2.0 * run.gradientSteps() + 1.0 * run.tangentSteps())
                    .isBetween(100_000 - dearest, 100_000 + dearest);
            assertThat(run.updates().keySet())
                    .allMatch(decision -> decision.equals("gradient") || decision.startsWith("es: "));
            assertThat(run.updates().values().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .isEqualTo(run.generations());
        }
    }

    @Test
    void tuningSeedsAreNotThoseOfTheResultsAndTheBestTrialIsTaken() {
        assertThat(whole.runs())
                .filteredOn(run -> run.phase() == Phase.TUNING)
                .extracting(ComparedRun::seed)
                .containsOnly(1L, 2L);
        assertThat(whole.runs())
                .filteredOn(run -> run.phase() == Phase.RESULT)
                .extracting(ComparedRun::seed)
                .containsOnly(3L, 4L);
        for (EstimatorChoice estimator : options.estimators()) {
            double[] cost = new double[2];
            String[] rate = new String[2];
            for (ComparedRun run : whole.runs()) {
                if (run.phase() == Phase.TUNING && run.estimator().equals(estimator.toString())) {
                    cost[run.trial()] += run.validationCost() / 2;
                    rate[run.trial()] = run.learningRate();
                }
            }
            int best = cost[1] < cost[0] ? 1 : 0;
            String known = estimator.equals(TBPTT) ? "cosine:0.02:0.002" : "cosine:0.1:0.01";
            assertThat(rate[0]).isEqualTo(known).isNotEqualTo(rate[1]);
            for (ComparedRun run : whole.results(estimator)) {
                assertThat(run.trial()).isEqualTo(best);
                assertThat(run.learningRate()).isEqualTo(rate[best]);
            }
        }
    }

    /** A decade each way, the same points whatever the estimator. */
    @Test
    void trialsLieWithinADecade() {
        assertThat(TuningPoint.of(3, 0)).isEqualTo(TuningPoint.DEFAULTS);
        for (int trial = 1; trial < 50; trial++) {
            TuningPoint point = TuningPoint.of(3, trial);
            assertThat(point.learningRate()).isBetween(0.1, 10.0);
            assertThat(point.sigma()).isBetween(0.1, 10.0);
            assertThat(point).isEqualTo(TuningPoint.of(3, trial)).isNotEqualTo(TuningPoint.of(3, trial + 1));
        }
        assertThat(TuningPoint.scaled(Schedule.parse("cosine:0.5:0.25"), 2))
                .isEqualTo(Schedule.parse("cosine:1.0:0.5"));
        assertThat(TuningPoint.scaled(Schedule.parse("linear:0.5:0.25"), 2))
                .isEqualTo(Schedule.parse("linear:1.0:0.5"));
        assertThat(TuningPoint.scaled(Schedule.parse("0.5"), 2)).isEqualTo(Schedule.parse("1.0"));
    }

    @Test
    void anInterruptedComparisonGoesOnToTheSameTable() throws IOException {
        List<ComparedRun> before = whole.runs().subList(0, 13);
        EstimatorComparison interrupted = new EstimatorComparison(options, weights(), before);
        Recorder recorder = new Recorder(1);
        recorder.stop = interrupted::cancel;
        Optional<ComparisonResult> none = interrupted.run(recorder);
        assertThat(none).isEmpty();
        assertThat(recorder.runs).hasSize(1);
        List<ComparedRun> kept = new ArrayList<>(before);
        kept.addAll(recorder.runs);
        ComparisonResult resumed = run(options, kept);
        assertThat(resumed.runs()).hasSameSizeAs(whole.runs());
        for (int i = 0; i < whole.runs().size(); i++) {
            assertThat(untimed(resumed.runs().get(i)))
                    .isEqualTo(untimed(whole.runs().get(i)));
        }
        for (int i = 0; i < 3; i++) {
            CostRow one = whole.equalCost().get(i);
            CostRow other = resumed.equalCost().get(i);
            assertThat(other.testCost()).isEqualTo(one.testCost());
            assertThat(other.interval()).isEqualTo(one.interval());
            assertThat(other.success()).isEqualTo(one.success());
            assertThat(other.costToTarget()).isEqualTo(one.costToTarget());
            assertThat(other.updates()).isEqualTo(one.updates());
        }
    }

    /** A table of runs that are made up, with every number worked out by hand. */
    @Test
    void tablesSayWhatTheRunsSay() {
        ComparisonOptions two = options("dc-motor", List.of(ES), 0, 40_000);
        List<CurvePoint> slow = List.of(
                new CurvePoint(5, 10_000, 4, 80, 0.5, Double.NaN, Double.NaN),
                new CurvePoint(10, 20_000, 8, 60, 0.97, Double.NaN, Double.NaN));
        List<CurvePoint> fast = List.of(
                new CurvePoint(5, 10_000, 2, 70, 0.6, Double.NaN, Double.NaN),
                new CurvePoint(10, 20_000, 4, 90, 0.5, Double.NaN, Double.NaN));
        ComparisonResult result = new ComparisonResult(
                two,
                Map.of(ES, StepWeights.PLAIN),
                "linear",
                3,
                List.of(
                        made(3, 8, 60, 900, 20_000, 8, slow),
                        made(4, 4, 70, 700, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, fast)));
        CostRow cost = result.equalCost().getFirst();
        assertThat(cost.testCost()).isEqualTo(65);
        assertThat(cost.interval()).isEqualTo(new BootstrapInterval(60, 70));
        assertThat(cost.success()).isEqualTo(0.8);
        assertThat(cost.seconds()).isEqualTo(6);
        assertThat(cost.reached()).isEqualTo(1);
        assertThat(cost.costToTarget()).isInfinite();
        assertThat(cost.updates()).isEqualTo(Map.of("es", 20L));
        assertThat(result.commonSeconds()).isEqualTo(4);
        TimeRow time = result.equalTime().getFirst();
        // Of the fast run the better one, with the larger success; of the slow run the only one by then.
        assertThat(time.validationCost()).isEqualTo(75);
        assertThat(time.success()).isEqualTo(0.55);
        assertThat(time.validated()).isEqualTo(2);
    }

    private static ComparedRun made(
            long seed,
            double seconds,
            double testCost,
            int successes,
            double costToTarget,
            double secondsToTarget,
            List<CurvePoint> curve) {
        return new ComparedRun(
                Phase.RESULT,
                "es",
                0,
                seed,
                "0.1",
                "0.1",
                ComparedRun.End.BUDGET,
                10,
                20_000,
                20_000,
                0,
                0,
                seconds,
                testCost,
                0.9,
                new ComparedRun.Tested(1000, successes, testCost, 0),
                costToTarget,
                secondsToTarget,
                1000,
                Map.of("es", 10L),
                curve);
    }

    /** Everything but measured times. */
    private static List<Object> untimed(ComparedRun run) {
        List<Object> list = new ArrayList<>(List.of(
                run.phase(),
                run.estimator(),
                run.trial(),
                run.seed(),
                run.learningRate(),
                run.sigma(),
                run.generations(),
                run.cost(),
                run.validationCost(),
                run.test(),
                run.costToTarget(),
                run.updates()));
        for (CurvePoint point : run.curve()) {
            list.add(List.of(point.generation(), point.cost(), point.validationCost(), point.validationSuccess()));
        }
        return list;
    }

    @Test
    void whatCannotBeComparedIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new EstimatorComparison(options("dc-motor", List.of(ES), 1, 10_000), weights(), List.of()))
                .withMessageContaining("too small")
                .withMessageContaining("give --budget-steps");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EstimatorComparison(options, Map.of(ES, StepWeights.PLAIN), List.of()))
                .withMessageContaining("no weights for estimator 'tbptt:5'");
        assertThatIllegalArgumentException().isThrownBy(() -> new StepWeights(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new StepWeights(1, Double.NaN));
    }

    /** What is measured is some number that is not exactly 1; what an estimator does not take is not measured. */
    @Test
    void weightsAreOfWhatAnEstimatorTakes() {
        Map<EstimatorChoice, StepWeights> measured =
                EstimatorComparison.measureWeights(options("dc-motor", List.of(ES, TBPTT, FORWARD), 0, 40_000));
        assertThat(measured.get(ES)).isEqualTo(StepWeights.PLAIN);
        assertThat(measured.get(TBPTT).gradient()).isNotEqualTo(1);
        assertThat(measured.get(TBPTT).tangent()).isEqualTo(1);
        assertThat(measured.get(FORWARD).tangent()).isNotEqualTo(1);
        assertThat(measured.get(FORWARD).gradient()).isEqualTo(1);
    }
}
