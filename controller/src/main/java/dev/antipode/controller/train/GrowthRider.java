package dev.antipode.controller.train;

import dev.antipode.core.program.Frame;
import dev.antipode.sim.Rollout;
import dev.antipode.sim.RolloutGrowth;
import dev.antipode.sim.StepRunner;

/**
 * Measures the growth of perturbations on the way forward of a gradient: over parts of the episodes as long as the curve is followed,
 * that start at other steps in every update. As many steps between them run plainly. Allocates nothing.
 */
final class GrowthRider implements StepRunner {
    /** A fraction whose multiples spread evenly: the golden ratio's. */
    private static final double GOLDEN = 0.6180339887498949;

    /** Lengths of a part from the start of one to the next: following all steps costs twice as much and tells little more. */
    private static final int SPACING = 2;

    private final RolloutGrowth.Rider rider;
    private final Rollout rollout;
    private final long seed;
    private final int horizon;
    private final int radiusSteps;

    private GrowthCurve curve;
    private int generation;
    private int episodes;
    private int parts;
    private int part;
    private int slack;
    private int point;

    GrowthRider(RolloutGrowth growth, RolloutGrowth.Rider rider, Rollout rollout, long seed, int horizon) {
        this.radiusSteps = growth.radiusSteps();
        this.rider = rider;
        this.rollout = rollout;
        this.seed = seed;
        this.horizon = horizon;
    }

    /** Prepares for the start of episodes. */
    void begin(GrowthCurve target, int gen, int live) {
        curve = target;
        generation = gen;
        episodes = Math.min(GrowthCurve.EPISODES, live);
        int length = curve.steps(curve.points() - 1);
        parts = Math.max(1, horizon / (SPACING * length));
        slack = horizon / parts - length;
        part = 0;
        point = -1;
        curve.begin();
    }

    /** Whether there is more to follow, and perturbations are still within a factor at the last point. */
    boolean follows(double factor) {
        boolean within = point < 1 || !(curve.amplification(point - 1) > factor);
        return part < parts && within;
    }

    private int start() {
        double turn = (generation + 1) * GOLDEN;
        return part * (horizon / parts) + (int) ((turn - Math.floor(turn)) * (slack + 1));
    }

    @Override
    public void step(Frame frame) {
        if (point < 0 && part < parts && frame.step == start()) {
            if (part == parts - 1) {
                rider.spectralRadius(curve.logRadius);
                curve.radiusSteps += (long) radiusSteps * episodes;
                curve.tangentSteps += curve.radiusSteps;
                forgetEnded();
            }
            rider.start(seed, generation);
            point = 0;
        }
        if (point < 0) {
            rollout.step(frame);
            return;
        }
        rider.step(frame);
        curve.tangentSteps += episodes;
        if (frame.step - start() == curve.steps(point)) {
            record();
            point++;
            if (point == curve.points()) {
                point = -1;
                part++;
            }
        }
    }

    private void record() {
        for (int lane = 0; lane < episodes; lane++) {
            if (rider.live(lane)) {
                curve.add(point, lane, rider.meanSquare(lane));
            }
        }
    }

    private void forgetEnded() {
        for (int lane = 0; lane < curve.logRadius.length; lane++) {
            if (lane >= episodes || !rider.live(lane)) {
                curve.logRadius[lane] = Double.NaN;
            }
        }
    }
}
