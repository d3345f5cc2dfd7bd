package dev.antipode.controller.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.core.memory.Precision;
import org.junit.jupiter.api.Test;

class OptimizerTest {
    /** m = 0.05, v = 0.00025, both corrected to 0.5 and 0.25: a step of 0.1 * 0.5 / 0.5 = 0.1. */
    @Test
    void adamsFirstStepIsTheLearningRateInTheDirectionOfTheGradient() {
        Vectors v = Memory.vectors(Precision.F64, new double[] {1, 1, 1}, new double[] {0.5, -3, 0});
        Adam.defaults().step(v, 0, 3, 1, 0.1, 0);
        assertThat(v.get(v.theta(), 0)).isCloseTo(0.9, within(1e-8));
        assertThat(v.get(v.theta(), 1)).isCloseTo(1.1, within(1e-8));
        assertThat(v.get(v.theta(), 2)).isEqualTo(1);
        assertThat(v.get(v.first(), 0)).isCloseTo(0.05, within(1e-15));
        assertThat(v.get(v.second(), 0)).isCloseTo(0.00025, within(1e-15));
    }

    /**
     * Gradients 1 then 2, betas 0.5 and 0.75. Second step by hand: m = 0.25 + 1 = 1.25, corrected by 1 - 0.25 to 5/3; v =
     * 0.1875 + 1 = 1.1875, corrected by 1 - 0.5625 to 19/7; step 0.1 * (5/3) / sqrt(19/7).
     */
    @Test
    void adamsSecondStepHasCorrectedMoments() {
        Adam adam = new Adam(0.5, 0.75, 1e-300);
        Vectors v = Memory.vectors(Precision.F64, new double[] {0}, new double[] {1});
        adam.step(v, 0, 1, 1, 0.1, 0);
        assertThat(v.get(v.theta(), 0)).isCloseTo(-0.1, within(1e-15));
        v.set(v.gradient(), 0, 2);
        adam.step(v, 0, 1, 2, 0.1, 0);
        double expected = -0.1 - 0.1 * (5.0 / 3) / Math.sqrt(19.0 / 7);
        assertThat(v.get(v.theta(), 0)).isCloseTo(expected, within(1e-15));
    }

    /** Gradient 1 three times, momentum 0.5: m = 1, 1.5, 1.75. */
    @Test
    void momentumAccumulates() {
        Vectors v = Memory.vectors(Precision.F64, new double[] {10}, new double[] {1});
        Sgd sgd = new Sgd(0.5);
        for (int update = 1; update <= 3; update++) {
            sgd.step(v, 0, 1, update, 2, 0);
        }
        assertThat(v.get(v.theta(), 0)).isEqualTo(10 - 2 * (1 + 1.5 + 1.75));
    }

    @Test
    void weightDecayShrinksWithoutTouchingTheMoments() {
        for (Optimizer optimizer : new Optimizer[] {Adam.defaults(), new Sgd(0.9)}) {
            Vectors v = Memory.vectors(Precision.F64, new double[] {4}, new double[] {0});
            optimizer.step(v, 0, 1, 1, 0.5, 0.25);
            assertThat(v.get(v.theta(), 0)).isEqualTo(4 - 0.5 * 0.25 * 4);
            assertThat(v.get(v.first(), 0)).isZero();
            assertThat(v.get(v.second(), 0)).isZero();
        }
    }

    @Test
    void stepsInPartsHaveTheBitsOfOneStep() {
        double[] theta = {0.1, 0.2, 0.3, 0.4, 0.5};
        double[] gradient = {1, -2, 3e-5, -4e7, 0.3};
        Vectors whole = Memory.vectors(Precision.F32, theta, gradient);
        Vectors parts = Memory.vectors(Precision.F32, theta, gradient);
        for (int update = 1; update < 20; update++) {
            Adam.defaults().step(whole, 0, 5, update, 0.01, 0.1);
            Adam.defaults().step(parts, 3, 5, update, 0.01, 0.1);
            Adam.defaults().step(parts, 0, 3, update, 0.01, 0.1);
        }
        assertThat(parts.block().mismatch(whole.block())).isEqualTo(-1);
    }

    @Test
    void textsAreReadBack() {
        for (Optimizer optimizer : new Optimizer[] {Adam.defaults(), new Adam(0.5, 0.75, 1e-8), new Sgd(0.25)}) {
            assertThat(Optimizer.parse(optimizer.toString())).isEqualTo(optimizer);
        }
        assertThatThrownBy(() -> Optimizer.parse("adamw")).hasMessageContaining("adam:BETA1:BETA2");
        assertThatThrownBy(() -> new Sgd(1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Adam(Double.NaN, 0.9, 1e-8)).isInstanceOf(IllegalArgumentException.class);
    }
}
