package dev.antipode.sim.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.sim.None;
import dev.antipode.sim.plants.LorenzPair;
import org.junit.jupiter.api.Test;

/** The pair of Lorenz systems against Euler's method written out. */
class LorenzFitTest {
    private static final double DT = 0.005;

    private static double[] euler(double[] s, double a, double r) {
        double x = s[0] + DT * a * (s[1] - s[0]);
        double y = s[1] + DT * (s[0] * (r - s[2]) - s[1]);
        double z = s[2] + DT * (s[0] * s[1] - 8 * s[2] / 3);
        return new double[] {x, y, z};
    }

    @Test
    void bothSystemsStepByEuler() {
        LorenzFit task = new LorenzFit();
        assertThat(task.timing().horizonSteps()).isEqualTo(2000);
        assertThat(task.timing().stepSeconds()).isEqualTo(DT);
        double[] model = {1.2, 1.3, 1.6};
        double[] truth = model.clone();
        LorenzPair.State state = new LorenzPair.State(1.2, 1.3, 1.6, 1.2, 1.3, 1.6);
        LorenzPair.Input start = new LorenzPair.Input(3.116, 3.7);
        double cost = 0;
        double expected = 0;
        for (int i = 0; i < 300; i++) {
            expected += (model[2] - truth[2]) * (model[2] - truth[2]);
            cost += task.cost(state, new None(), start, start, new None());
            model = euler(model, Math.exp(3.116), Math.exp(3.7));
            truth = euler(truth, 10, 28);
            state = task.plant().next(state, start, new None());
        }
        assertThat(state.x()).isCloseTo(model[0], within(1e-8));
        assertThat(state.z()).isCloseTo(model[2], within(1e-8));
        assertThat(state.trueY()).isCloseTo(truth[1], within(1e-8));
        assertThat(state.trueZ()).isCloseTo(truth[2], within(1e-8));
        assertThat(cost).isCloseTo(expected, within(1e-6));
        assertThat(cost / 300).isGreaterThan(10);
    }

    /** A rounding error of 1e-15 grows by about exp(0.9 x 10). */
    @Test
    void theTrueConstantsCostNothing() {
        LorenzFit task = new LorenzFit();
        LorenzPair.State state = new LorenzPair.State(1.2, 1.3, 1.6, 1.2, 1.3, 1.6);
        LorenzPair.Input truth = new LorenzPair.Input(Math.log(10), Math.log(28));
        for (int i = 0; i < 2000; i++) {
            assertThat(task.cost(state, new None(), truth, truth, new None())).isLessThan(1e-12);
            state = task.plant().next(state, truth, new None());
        }
        assertThat(task.terminalCost(state, new None(), new None())).isLessThan(1e-12);
    }
}
