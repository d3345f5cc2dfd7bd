package dev.antipode.controller.identify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.core.kernel.Arithmetic;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AntitheticSearchTest {
    /** Beyond r = 4 the logistic map leaves every bound within a few steps: there is no run, and no derivative, to descend from. */
    @Test
    void aStartWithoutAFiniteRunIsLeft() {
        SyntheticLog log = new SyntheticLog("logistic", Map.of("r", 2.8)).initial(0.3);
        Recording recording = log.record(1, 60, 1);
        Problem problem = new Problem(log.logged(), recording, new int[] {0}, new double[] {6}, 1);
        List<Segment> segments = Segment.split(recording.episodes(), 0, 0).getFirst();
        double[] deviations = {0.1};
        try (FreeRun run =
                new FreeRun(problem.logged(), problem.outputs(), problem.fitted(), Arithmetic.FUSED, Long.MAX_VALUE)) {
            run.bind(problem);
            LeastSquares squares = new LeastSquares(problem, run);
            double[][] initial = {recording.episodes().getFirst().outputs()[0].clone()};
            Estimate start = Estimate.start(new double[] {6}, initial, 0);
            assertThat(squares.minimise(segments, start, deviations, 40, true)
                            .at()
                            .finite())
                    .isFalse();
            Estimate met = new AntitheticSearch(problem, run, 1).search(segments, start, deviations, 120);
            assertThat(met.finite()).isTrue();
            assertThat(squares.linearise(segments, met, deviations).at().cost()).isEqualTo(met.cost());
            Estimate fitted =
                    squares.minimise(segments, met, deviations, 40, true).at();
            assertThat(fitted.cost()).isLessThanOrEqualTo(met.cost());
        }
        IdentificationOptions options =
                IdentificationOptions.defaults().withStarts(1).withParameters(Map.of("r", 6.0));
        try (Identification identification = new Identification(log.logged(), recording.outputs(), options)) {
            FittedParameter r = SyntheticLog.parameter(identification.run(recording), "r");
            assertThat(Math.abs(r.value() - 2.8)).isLessThan(1e-6);
        }
    }
}
