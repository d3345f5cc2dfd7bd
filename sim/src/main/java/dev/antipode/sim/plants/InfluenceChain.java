package dev.antipode.sim.plants;

import dev.antipode.sim.Default;
import dev.antipode.sim.Length;
import dev.antipode.sim.None;
import dev.antipode.sim.Plant;
import dev.antipode.sim.Range;
import dev.antipode.sim.Unit;

/**
 * A chain of leaky numbers, each fed by the one behind it and by the input, with one sign near its head and the other near its end:
 * what the input does to the head at first is the opposite of what it does in the long run. A map; one step counts as one second.
 *
 * <p>Source: Tallec and Ollivier, "Unbiased online recurrent optimization" (2017), section 4, "influence balancing", with the numbers
 * of Vicol, Metz, Sohl-Dickstein, "Unbiased gradient estimation in unrolled computation graphs with persistent evolution strategies"
 * (2021). For n = 23 numbers:
 *
 * <pre>
 *   s_i[k+1] = 0.5 s_i[k] + 0.5 s_{i+1}[k] + u    for i from 0 to 9
 *   s_i[k+1] = 0.5 s_i[k] + 0.5 s_{i+1}[k] - u    for i from 10 to 22, with s_23 = 0
 * </pre>
 *
 * At rest {@code s_0 = 2 (10 - 13) u = -6 u}.
 */
public final class InfluenceChain implements Plant<InfluenceChain.State, InfluenceChain.Input, None> {
    /** How many numbers the chain has. */
    public static final int LENGTH = 23;

    private static final int POSITIVE = 10;
    private static final double LEAK = 0.5;

    /**
     * The chain.
     *
     * @param s from its head to its end
     */
    public record State(
            @Unit("1") @Default(1) @Length(LENGTH) double[] s) {}

    /**
     * What feeds it.
     *
     * @param u added near the head, subtracted near the end
     */
    public record Input(
            @Unit("1") @Range(min = -100, max = 100) double u) {}

    /** Makes the chain. */
    public InfluenceChain() {}

    @Override
    public double period() {
        return 1;
    }

    @Override
    public State next(State x, Input input, None p) {
        double[] next = new double[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            double behind = i + 1 < LENGTH ? x.s()[i + 1] : 0;
            next[i] = LEAK * x.s()[i] + LEAK * behind + (i < POSITIVE ? input.u() : -input.u());
        }
        return new State(next);
    }
}
