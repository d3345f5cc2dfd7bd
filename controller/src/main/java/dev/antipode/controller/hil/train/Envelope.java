package dev.antipode.controller.hil.train;

import dev.antipode.sim.Signal;
import java.util.List;

/**
 * Where the plant may be. An episode ends as soon as a measurement is outside, or would be if it went on changing as it did in the last
 * tick: before the plant is harmed, where the bands leave room for the safe action to work.
 */
final class Envelope {
    private final Bands bands;
    private final boolean[] angle;
    private final double aheadTicks;
    private final double[] last;
    private final double[] expected;
    private boolean fresh = true;

    /** @param aheadTicks how far to look ahead; 0 for not at all */
    Envelope(Bands bands, List<Signal> measurements, double aheadTicks) {
        this.bands = bands;
        this.aheadTicks = aheadTicks;
        this.angle = new boolean[measurements.size()];
        for (int i = 0; i < angle.length; i++) {
            angle[i] = measurements.get(i).angle();
        }
        this.last = new double[angle.length];
        this.expected = new double[angle.length];
    }

    /** An episode begins: what was measured before says nothing of where things go. */
    void reset() {
        fresh = true;
    }

    /** The place of the measurement that leaves the envelope, or -1. Allocates nothing. */
    int leaves(double[] measurement) {
        int outside = bands.outside(measurement);
        if (outside < 0 && !fresh && aheadTicks > 0) {
            for (int i = 0; i < measurement.length; i++) {
                double change = measurement[i] - last[i];
                expected[i] = measurement[i] + aheadTicks * (angle[i] ? Bands.wrapped(change) : change);
            }
            outside = bands.outside(expected);
        }
        System.arraycopy(measurement, 0, last, 0, last.length);
        fresh = false;
        return outside;
    }
}
