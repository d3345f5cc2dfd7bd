package dev.antipode.sim.tasks;

import dev.antipode.sim.Draw;
import dev.antipode.sim.None;
import dev.antipode.sim.Plant;
import dev.antipode.sim.Range;
import dev.antipode.sim.Task;
import dev.antipode.sim.Timing;
import dev.antipode.sim.Unit;
import dev.antipode.sim.plants.InfluenceChain;

/**
 * Bring the head of an {@link InfluenceChain} to 1 by a constant input: a test for gradients that are cut off. The derivative of the head
 * with respect to the input is +1 when it is followed for one step, and -6 in the long run: windows that are too short train in the
 * wrong direction. Meant for the policy {@code constant}, from 0.5; the best constant is -1/6.
 *
 * <p>The published loss is that of the state after a step, {@code 0.5 (s_0 - 1)^2}. A task's cost is given the state before it, and
 * so takes the step of the head once more: with the state before alone, a window of one step would not see the input at all.
 *
 * <p>Source: as for the chain; Vicol and others (2021) start from {@code s = 1} and never restart. An episode here ends after 3000 steps,
 * the length of their runs at one step an update. Success: the head within 0.01 of 1 for the last 100 steps.
 */
public final class InfluenceBalancing
        implements Task<InfluenceChain.State, InfluenceChain.Input, None, None, InfluenceBalancing.Observation> {
    private static final double WANTED = 1;
    private static final double NEAR = 0.01;

    /**
     * What is seen.
     *
     * @param head the number that is to be 1
     */
    public record Observation(
            @Unit("1") @Range(min = -10, max = 10) double head) {}

    /** Makes the task. */
    public InfluenceBalancing() {}

    @Override
    public Plant<InfluenceChain.State, InfluenceChain.Input, None> plant() {
        return new InfluenceChain();
    }

    @Override
    public Timing timing() {
        return Timing.of(1, 1, 3000);
    }

    @Override
    public InfluenceChain.State initial(Draw draw) {
        double[] ones = new double[InfluenceChain.LENGTH];
        for (int i = 0; i < ones.length; i++) {
            ones[i] = 1;
        }
        return new InfluenceChain.State(ones);
    }

    @Override
    public Observation observe(InfluenceChain.State x, None r, InfluenceChain.Input previous, None p, Draw draw) {
        return new Observation(x.s()[0]);
    }

    @Override
    public double cost(
            InfluenceChain.State x, None r, InfluenceChain.Input applied, InfluenceChain.Input previous, None p) {
        double missing = 0.5 * x.s()[0] + 0.5 * x.s()[1] + applied.u() - WANTED;
        return 0.5 * missing * missing;
    }

    /** More than the largest input can bring about: the head's response to it adds up to less than 40 times its size. */
    @Override
    public double failureCost() {
        return 8e6;
    }

    @Override
    public boolean atGoal(InfluenceChain.State x, None r, None p) {
        return Math.abs(x.s()[0] - WANTED) < NEAR;
    }

    @Override
    public double holdSeconds() {
        return 100;
    }
}
