package dev.antipode.bench;

import dev.antipode.sim.Signal;
import java.util.List;

/** How far two answers for the same batch are apart: F32 rounds differently where gcc reorders. */
record AnswerCheck(double maxAbsolute, double maxRelative) {
    /** Far above the rounding of a step's few hundred operations, far below any error in an equation. */
    static final double BOUND = 2e-5;

    /**
     * Compares.
     *
     * @param states what the rows hold; angles are compared around the circle
     * @return the largest differences; relative to the magnitude, or to 1 where that is smaller
     */
    static AnswerCheck of(List<Signal> states, double[][] ours, double[][] theirs) {
        double absolute = 0;
        double relative = 0;
        for (int state = 0; state < ours.length; state++) {
            for (int lane = 0; lane < ours[state].length; lane++) {
                double difference = ours[state][lane] - theirs[state][lane];
                if (states.get(state).angle()) {
                    difference = Math.IEEEremainder(difference, 2 * Math.PI);
                }
                // Not Math.max alone: a NaN on either side must fail.
                double size = Double.isFinite(difference) ? Math.abs(difference) : Double.POSITIVE_INFINITY;
                absolute = Math.max(absolute, size);
                relative = Math.max(relative, size / Math.max(1, Math.abs(theirs[state][lane])));
            }
        }
        return new AnswerCheck(absolute, relative);
    }

    boolean within() {
        return maxRelative <= BOUND;
    }

    void require(StepPlant plant, String what) {
        if (!within()) {
            throw new IllegalStateException(plant.label() + ": our step and " + what + " differ by " + maxRelative
                    + " (relative to 1 or more), above the bound of " + BOUND + "; no time is taken of a wrong answer");
        }
    }
}
