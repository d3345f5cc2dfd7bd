package dev.antipode.controller.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The share of a step against its closed form. */
class GradientFadeTest {
    private GradientFade fade = new GradientFade();

    private void add(double length) {
        F64Array state = Memory.doubles(new double[1 + GradientFade.stateLength()]);
        fade.save(state, 1);
        fade = new GradientFade();
        fade.restore(state, 1);
        fade.add(length * length);
    }

    @Test
    void aStepIsWholeWhereNothingFades() {
        assertThat(fade.share()).isEqualTo(1);
        for (int i = 0; i < 50; i++) {
            add(i % 2 == 0 ? 2e-9 : 6e-9);
            assertThat(fade.share()).isEqualTo(1);
        }
        for (int i = 0; i < 50; i++) {
            add(1e-9 * (1 + i));
            assertThat(fade.share()).isEqualTo(1);
        }
    }

    /** Running means that keep b lag a line by b / (1 - b) steps: 1 and 9 here, so that their difference is 8 steps' loss. */
    @Test
    void aStepShrinksWithAGradientThatDoes() {
        for (int i = 0; i < 300; i++) {
            add(Math.pow(0.8, i));
        }
        assertThat(fade.share()).isCloseTo(3 * Math.pow(0.8, 8), within(1e-9));
    }

    /** Of one that is shorter once and for all, the means tell at once and forget it. */
    @Test
    void aShorterGradientMakesWholeStepsInTheEnd() {
        for (int i = 0; i < 10; i++) {
            add(1);
        }
        add(1e-3);
        add(1e-3);
        // Shares of 3/4 and 19/100 of the logarithm's fall.
        assertThat(fade.share()).isCloseTo(3 * Math.pow(1e-3, 0.75 - 0.19), within(1e-9));
        for (int i = 0; i < 50; i++) {
            add(1e-3);
        }
        assertThat(fade.share()).isEqualTo(1);
    }

    @Test
    void aGradientOfNoLengthSaysNothing() {
        add(1);
        add(0.01);
        double share = fade.share();
        add(0);
        assertThat(share).isBetween(0.0, 1.0);
        assertThat(fade.share()).isEqualTo(share);
    }
}
