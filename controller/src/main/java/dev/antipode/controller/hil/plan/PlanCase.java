package dev.antipode.controller.hil.plan;

import dev.antipode.controller.hil.TestablePlant;
import dev.antipode.controller.hil.fault.FaultWindow;
import java.util.List;
import java.util.Optional;
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
     * Why it cannot be run.
     *
     * @param plant that of the link, where it can be changed from here
     * @return one clause; empty where every fault can strike
     */
    String obstacle(Optional<TestablePlant> plant) {
        return faults.stream()
                .map(fault -> fault.obstacle(plant))
                .filter(reason -> !reason.isEmpty())
                .findFirst()
                .orElse("");
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
