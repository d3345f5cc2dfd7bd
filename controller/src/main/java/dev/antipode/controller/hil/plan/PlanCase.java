package dev.antipode.controller.hil.plan;

import dev.antipode.controller.hil.fault.FaultKind;
import dev.antipode.controller.hil.fault.FaultWindow;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One case of a plan.
 *
 * @param number its place, 0 for the nominal episodes
 * @param name in reports
 * @param faults all of them at once; none for the nominal episodes
 * @param window when they act in each episode
 * @param episodes how many, at least 1
 * @param realTime whether it must run by the clock
 * @param criteria what it must keep to
 */
public record PlanCase(
        int number,
        String name,
        List<PlannedFault> faults,
        FaultWindow window,
        int episodes,
        boolean realTime,
        Criteria criteria) {
    /** Copies. */
    public PlanCase {
        faults = List.copyOf(faults);
    }

    /**
     * Whether the plant itself must be changed.
     *
     * @return true if a fault needs that
     */
    public boolean needsTestablePlant() {
        return faults.stream().map(PlannedFault::kind).anyMatch(FaultKind::needsTestablePlant);
    }

    /**
     * The faults for people.
     *
     * @return in one line; {@code none} for the nominal episodes
     */
    public String faultText() {
        return faults.isEmpty()
                ? "none"
                : faults.stream().map(PlannedFault::text).collect(Collectors.joining(" + "));
    }
}
