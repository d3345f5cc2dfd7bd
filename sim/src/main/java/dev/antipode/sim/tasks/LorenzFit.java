package dev.antipode.sim.tasks;

import dev.antipode.sim.Draw;
import dev.antipode.sim.None;
import dev.antipode.sim.Plant;
import dev.antipode.sim.Range;
import dev.antipode.sim.Task;
import dev.antipode.sim.Timing;
import dev.antipode.sim.Unit;
import dev.antipode.sim.plants.LorenzPair;

/**
 * Find the constants of a chaotic system from its third state: a test for estimators on long episodes whose gradients explode. Meant for
 * the policy {@code constant}, from 3.116 and 3.7, the logarithms of 22.6 and 40.4; the true constants are 10 and 28.
 *
 * <p>Source: Li and others (2023), section 5.1, see {@link LorenzPair}: 2000 steps from (1.2, 1.3, 1.6), the loss (z - z_true)^2 of every
 * state after the first. Here the cost of a step is that of the state before it, which is 0 at the start, and the last state is charged at
 * the end, so an episode's cost is the published sum. Their Gaussian noise of deviation 1 on the start, which they test with, is there
 * in every episode; both systems start from the same point. Success: the third states within 1 of each other for the last half second.
 */
public final class LorenzFit implements Task<LorenzPair.State, LorenzPair.Input, None, None, LorenzFit.Observation> {
    private static final double LOST = 150;
    private static final double NEAR = 1;

    /**
     * What is seen.
     *
     * @param z of the model
     * @param trueZ of the true system
     */
    public record Observation(
            @Unit("1") @Range(min = 0, max = 80) double z,
            @Unit("1") @Range(min = 0, max = 50) double trueZ) {}

    /** Makes the task. */
    public LorenzFit() {}

    @Override
    public Plant<LorenzPair.State, LorenzPair.Input, None> plant() {
        return LorenzPair.plant();
    }

    @Override
    public Timing timing() {
        return Timing.of(0.005, 1, 10);
    }

    @Override
    public LorenzPair.State initial(Draw draw) {
        double x = draw.normal(1.2, 1);
        double y = draw.normal(1.3, 1);
        double z = draw.normal(1.6, 1);
        return new LorenzPair.State(x, y, z, x, y, z);
    }

    @Override
    public Observation observe(LorenzPair.State x, None r, LorenzPair.Input previous, None p, Draw draw) {
        return new Observation(x.z(), x.trueZ());
    }

    @Override
    public double cost(LorenzPair.State x, None r, LorenzPair.Input applied, LorenzPair.Input previous, None p) {
        return missed(x);
    }

    @Override
    public double terminalCost(LorenzPair.State x, None r, None p) {
        return missed(x);
    }

    private static double missed(LorenzPair.State x) {
        return (x.z() - x.trueZ()) * (x.z() - x.trueZ());
    }

    /** Nothing on the attractors of the constants within range is as far apart. */
    @Override
    public boolean failed(LorenzPair.State x, None r, None p) {
        return Math.abs(x.z() - x.trueZ()) > LOST;
    }

    @Override
    public double failureCost() {
        return LOST * LOST;
    }

    @Override
    public boolean atGoal(LorenzPair.State x, None r, None p) {
        return Math.abs(x.z() - x.trueZ()) < NEAR;
    }

    @Override
    public double holdSeconds() {
        return 0.5;
    }
}
