package dev.antipode.controller.identify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.core.kernel.Arithmetic;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtherMinimaTest {
    private static final int LONGEST_DELAY = 4;

    /** What the search followed may have a delay that is not the truth's: another start's parameters are not held to it. */
    @ParameterizedTest
    @CsvSource({"0, 2", "4, 2", "2, 2"})
    void eachIsRefinedAtItsOwnDelay(int truth, int settled) {
        SyntheticLog log = new SyntheticLog("dc-motor", Map.of("inertia", 3e-4))
                .delay(truth)
                .noise(0.002, 0);
        Recording recording = log.record(1, 200, 5);
        int inertia = LoggedPlant.names(log.logged().plant().parameters()).indexOf("inertia");
        double[] parameters = log.logged().plant().parameters().stream()
                .mapToDouble(signal -> signal.defaultValue())
                .toArray();
        Problem problem = new Problem(log.logged(), recording, new int[] {inertia}, parameters, 1);
        List<Segment> segments =
                Segment.split(recording.episodes(), LONGEST_DELAY, 0).getFirst();
        double[] deviations = problem.outputs().stream()
                .mapToDouble(signal -> 0.002 * signal.halfWidth())
                .toArray();
        try (FreeRun run =
                new FreeRun(problem.logged(), problem.outputs(), problem.fitted(), Arithmetic.FUSED, Long.MAX_VALUE)) {
            run.bind(problem);
            LeastSquares squares = new LeastSquares(problem, run);
            double[][] initial = {
                recording
                        .episodes()
                        .getFirst()
                        .outputs()[segments.getFirst().first()]
                        .clone()
            };
            Estimate start = Estimate.start(new double[] {2e-4}, initial, settled);
            LeastSquares.Linear best = squares.linearise(segments, start, deviations);
            OtherMinima minima = new OtherMinima(problem, squares, LONGEST_DELAY);
            minima.add(new Estimate(new double[] {5e-4}, initial, 0, 1, 1));

            List<LeastSquares.Linear> others = minima.refined(segments, best, deviations);

            assertThat(others).hasSize(1);
            Estimate other = others.getFirst().at();
            assertThat(other.delay()).isEqualTo(truth);
            assertThat(other.parameters()[0]).isCloseTo(3e-4, within(3e-6));
            assertThat(other.cost()).isLessThan(0.5 * best.at().cost());
        }
    }

    @Test
    void theDelayIsTold() {
        Alternative other = new Alternative(Map.of("mass", 1.3), 2);
        assertThat(other.sentence()).startsWith("another solution fits as well: mass 1.300, delay 2 steps; to choose");
        assertThat(new Alternative(Map.of("mass", 1.3), 0).sentence()).doesNotContain("delay");
    }
}
