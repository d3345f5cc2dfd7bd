package dev.antipode.controller.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.controller.train.ExecutionSettings;
import dev.antipode.core.kernel.KernelMode;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Figure 3 at a size that takes a second, and the variances that it compares. */
class OptimizerFigureTest {
    private static final int STEPS = 16;

    @Test
    void everythingIsMeasured() {
        FigureContext context =
                new FigureContext(1, ExecutionSettings.defaults().withKernels(KernelMode.SCALAR), _ -> {}, () -> false);
        FigureResult result = new OptimizerFigure(
                        Digits.made(1, 16),
                        new InnerTask(2),
                        new LearnedRule(3, 0.1),
                        5,
                        new int[] {2, 8},
                        5,
                        16,
                        STEPS,
                        new double[] {0, 0.005})
                .measure(context);
        assertThat(result.findings())
                .hasSizeGreaterThanOrEqualTo(5)
                .allSatisfy(finding -> assertThat(finding.measured()).doesNotContain("NaN", "Infinity"));
        assertThat(result.panels())
                .hasSize(3)
                .allSatisfy(panel -> assertThat(panel.curves())
                        .allSatisfy(
                                curve -> assertThat(Arrays.stream(curve.y())).allMatch(Double::isFinite)));
        // Where nothing is chaotic yet, the mean over pairs is that of the exact derivatives, so a pair varies more.
        Panel variance = result.panels().get(2);
        double exact = variance.curves().get(0).y()[STEPS - 1];
        double pairs = variance.curves().get(2).y()[STEPS - 1];
        assertThat(pairs).isGreaterThan(exact);
    }

    /** Where every step says the same, windows of different workers are independent estimates of it. */
    @Test
    void workersInOtherWindowsAverage() {
        double[] weight = {1, -2, 3, 0.5};
        double[][] difference = new double[STEPS][];
        Arrays.setAll(difference, _ -> new double[] {0.3, 0.1, -0.2, 0.7});
        MetaGradients gradients = new MetaGradients(new double[STEPS][4], null, null, difference, weight);
        double pair = gradients.pairVariance()[STEPS - 1];
        // Estimates 0.3, -0.2, -0.6, 0.35: mean -0.0375, sum of squares 0.6125.
        assertThat(pair).isCloseTo((0.6125 - 4 * 0.0375 * 0.0375) / 3, within(1e-12));
        assertThat(gradients.reuseVariance(STEPS)).isCloseTo(pair / 8, within(1e-12));
    }
}
