package dev.antipode.controller.hil.plan;

import dev.antipode.controller.hil.LinkSignature;
import java.util.List;
import java.util.Optional;

/**
 * A plan that was run.
 *
 * @param plan what was run
 * @param link what the plant has
 * @param seed of episodes and faults
 * @param cases in the plan's order; all of them, run or not
 * @param difference of the nominal episodes to the simulator, if there is one
 * @param idle how late this machine wakes a thread that does nothing else, if a case ran in real time
 * @param elapsedSeconds of the whole
 */
public record PlanResult(
        TestPlan plan,
        LinkSignature link,
        long seed,
        List<CaseResult> cases,
        Optional<SimulatorDifference> difference,
        Optional<IdleLatency> idle,
        double elapsedSeconds) {
    /** Copies. */
    public PlanResult {
        cases = List.copyOf(cases);
    }

    /**
     * How many cases came out in a way.
     *
     * @param verdict the way
     * @return at least 0
     */
    public long count(Verdict verdict) {
        return cases.stream().filter(result -> result.verdict() == verdict).count();
    }

    /**
     * Whether the controller keeps to the plan.
     *
     * @return true if no case failed or broke off, and at least one passed
     */
    public boolean passed() {
        return count(Verdict.FAILED) == 0 && count(Verdict.ERROR) == 0 && count(Verdict.PASSED) > 0;
    }

    /**
     * Criteria that nobody could judge.
     *
     * @return how many
     */
    public long unknown() {
        return cases.stream()
                .flatMap(result -> result.checks().stream())
                .filter(check -> check.outcome() == Check.Outcome.UNKNOWN)
                .count();
    }
}
