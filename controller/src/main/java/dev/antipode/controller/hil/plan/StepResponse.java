package dev.antipode.controller.hil.plan;

import java.util.Optional;

/**
 * How a controlled signal follows a step of its reference. The step is the error at the start of an episode; it counts as long as the
 * reference stays. Definitions of K. J. Astrom, R. M. Murray, Feedback Systems, 2nd edition, section 6.3: rise from 10 % to 90 %,
 * settled within 5 %.
 *
 * @param riseSeconds from 10 % to 90 %; NaN where 90 % is not reached
 * @param overshoot beyond the reference, as a share of the step; 0 where there is none
 * @param settlingSeconds until the error stays within 5 % of the step; NaN where it does not
 * @param steadyStateError mean error of the last tenth, in the signal's unit
 */
public record StepResponse(double riseSeconds, double overshoot, double settlingSeconds, double steadyStateError) {
    private static final double FOOT = 0.1;
    private static final double TOP = 0.9;
    private static final double SETTLED = 0.05;
    private static final double TAIL = 0.1;
    private static final int LEAST_TICKS = 10;

    /**
     * Measures one.
     *
     * @param error reference minus signal, one number a tick
     * @param ticks how many of them belong to the step
     * @param smallest step that is one, in the signal's unit
     * @param periodSeconds of a tick
     * @return nothing where the step is too small or too short
     */
    static Optional<StepResponse> of(double[] error, int ticks, double smallest, double periodSeconds) {
        if (ticks < LEAST_TICKS || !(Math.abs(error[0]) >= smallest)) {
            return Optional.empty();
        }
        double step = error[0];
        int foot = -1;
        int top = -1;
        int settled = 0;
        double most = 0;
        for (int i = 0; i < ticks; i++) {
            double done = 1 - error[i] / step;
            foot = foot < 0 && done >= FOOT ? i : foot;
            top = top < 0 && done >= TOP ? i : top;
            most = Math.max(most, done);
            settled = Math.abs(error[i]) > SETTLED * Math.abs(step) ? i + 1 : settled;
        }
        int tail = Math.max(1, (int) (TAIL * ticks));
        double sum = 0;
        for (int i = ticks - tail; i < ticks; i++) {
            sum += error[i];
        }
        return Optional.of(new StepResponse(
                top < 0 ? Double.NaN : (top - foot) * periodSeconds,
                Math.max(0, most - 1),
                settled >= ticks ? Double.NaN : settled * periodSeconds,
                sum / tail));
    }
}
