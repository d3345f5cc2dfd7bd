package dev.antipode.controller.hil.plan;

import dev.antipode.controller.loop.LoopResult;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A case that is over.
 *
 * @param plan what it was
 * @param verdict how it came out
 * @param reason why it was not run or not ended; empty otherwise
 * @param run what was measured, if it was run
 * @param checks its criteria
 */
public record CaseResult(PlanCase plan, Verdict verdict, String reason, Optional<Run> run, List<Check> checks) {
    /**
     * What was measured.
     *
     * @param realTime whether it ran by the clock
     * @param elapsedSeconds how long it took
     * @param startMillis when it began, in milliseconds since 1970
     * @param injected how often each fault struck, in the plan's order
     * @param numbers what it is judged by
     * @param episodes each of them
     * @param control how well the plant was controlled
     * @param loop what the loop tells
     * @param collections garbage collections of the JVM meanwhile
     * @param trace of the first episode, if one was ended
     */
    public record Run(
            boolean realTime,
            double elapsedSeconds,
            long startMillis,
            long[] injected,
            CaseNumbers numbers,
            List<EpisodeResult> episodes,
            ControlMeasures control,
            LoopResult loop,
            long collections,
            Optional<Trace> trace) {}

    static CaseResult skipped(PlanCase plan, String reason) {
        return new CaseResult(plan, Verdict.SKIPPED, reason, Optional.empty(), List.of());
    }

    /**
     * Why it came out as it did.
     *
     * @return one line: the reason, else the criteria that are broken or unknown, else nothing
     */
    public String explanation() {
        if (!reason.isEmpty()) {
            return reason;
        }
        Check.Outcome shown = verdict == Verdict.FAILED ? Check.Outcome.BROKEN : Check.Outcome.UNKNOWN;
        return checks.stream()
                .filter(check -> check.outcome() == shown)
                .map(Check::text)
                .collect(Collectors.joining("; "));
    }
}
