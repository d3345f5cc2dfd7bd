package dev.antipode.controller.hil.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Against the closed forms of K. J. Astrom, R. M. Murray, Feedback Systems, 2nd edition, sections 6.3 and 7.3. */
class StepResponseTest {
    private static final double PERIOD = 0.001;
    private static final int TICKS = 20_000;

    @Test
    void aLagOfFirstOrder() {
        double[] error = new double[TICKS];
        for (int i = 0; i < TICKS; i++) {
            error[i] = 3 * StrictMath.exp(-i * PERIOD);
        }
        StepResponse response = StepResponse.of(error, TICKS, 0.1, PERIOD).orElseThrow();
        // ln 9 and ln 20 time constants.
        assertThat(response.riseSeconds()).isCloseTo(StrictMath.log(9), within(2 * PERIOD));
        assertThat(response.settlingSeconds()).isCloseTo(StrictMath.log(20), within(2 * PERIOD));
        assertThat(response.overshoot()).isZero();
        assertThat(response.steadyStateError()).isCloseTo(0, within(1e-6));
    }

    @Test
    void anOscillatorOfSecondOrderAndAnOffset() {
        double zeta = 0.3;
        double damped = Math.sqrt(1 - zeta * zeta);
        double[] error = new double[TICKS];
        for (int i = 0; i < TICKS; i++) {
            double t = i * PERIOD;
            error[i] = -2
                    * StrictMath.exp(-zeta * t)
                    * (StrictMath.cos(damped * t) + zeta / damped * StrictMath.sin(damped * t));
        }
        StepResponse response = StepResponse.of(error, TICKS, 0.1, PERIOD).orElseThrow();
        assertThat(response.overshoot()).isCloseTo(StrictMath.exp(-Math.PI * zeta / damped), within(1e-5));
        for (int i = 0; i < TICKS; i++) {
            error[i] -= 0.5;
        }
        StepResponse offset = StepResponse.of(error, TICKS, 0.1, PERIOD).orElseThrow();
        assertThat(offset.steadyStateError()).isCloseTo(-0.5, within(0.01));
        assertThat(offset.settlingSeconds()).isNaN();
    }

    @Test
    void withoutAStepThereIsNone() {
        assertThat(StepResponse.of(new double[TICKS], TICKS, 0.1, PERIOD)).isEmpty();
        assertThat(StepResponse.of(new double[] {1, 0.5}, 2, 0.1, PERIOD)).isEmpty();
    }
}
