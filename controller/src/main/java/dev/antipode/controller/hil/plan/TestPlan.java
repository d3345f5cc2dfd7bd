package dev.antipode.controller.hil.plan;

import java.util.List;
import java.util.OptionalLong;

/**
 * A plan as it was read. Immutable.
 *
 * @param file where it came from
 * @param text its whole text
 * @param seed of episodes and faults, if it has one
 * @param periodSeconds from tick to tick
 * @param episodeTicks the ticks of an episode at most
 * @param cases the nominal episodes first
 */
public record TestPlan(
        String file, String text, OptionalLong seed, double periodSeconds, int episodeTicks, List<PlanCase> cases) {
    /** Copies. */
    public TestPlan {
        cases = List.copyOf(cases);
    }

    /**
     * The episodes without faults.
     *
     * @return the first case
     */
    public PlanCase nominal() {
        return cases.getFirst();
    }
}
