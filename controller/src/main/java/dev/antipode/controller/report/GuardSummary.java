package dev.antipode.controller.report;

import dev.antipode.controller.train.GuardDecision;
import dev.antipode.controller.train.GuardReport;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** How often a guard decided what in the updates of a run. */
public final class GuardSummary {
    private final Map<GuardDecision, Integer> updates = new EnumMap<>(GuardDecision.class);
    private int all;
    /** Windows of the updates that gradients made. */
    private int shortest = Integer.MAX_VALUE;

    private int longest;

    private GuardSummary() {
        for (GuardDecision decision : GuardDecision.values()) {
            updates.put(decision, 0);
        }
    }

    /**
     * Counts.
     *
     * @param learning the updates of a run
     * @return the counts; empty if no guard was at work
     */
    public static Optional<GuardSummary> of(List<LearningPoint> learning) {
        GuardSummary summary = new GuardSummary();
        learning.forEach(point -> point.guard().ifPresent(summary::count));
        return summary.all == 0 ? Optional.empty() : Optional.of(summary);
    }

    private void count(GuardReport guard) {
        all++;
        updates.merge(guard.decision(), 1, Integer::sum);
        if (guard.decision() == GuardDecision.GRADIENT) {
            shortest = Math.min(shortest, guard.window());
            longest = Math.max(longest, guard.window());
        }
    }

    /**
     * The updates that were counted.
     *
     * @return at least 1
     */
    public int all() {
        return all;
    }

    /**
     * The updates with one decision.
     *
     * @param decision which
     * @return from 0 to all
     */
    public int updates(GuardDecision decision) {
        return updates.get(decision);
    }

    /**
     * The counts under the names that they have in JSON.
     *
     * @return one count a decision, zeros included
     */
    public Map<String, Integer> counts() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        updates.forEach((decision, count) -> counts.put(name(decision), count));
        return counts;
    }

    private static String name(GuardDecision decision) {
        return switch (decision) {
            case GRADIENT -> "gradient";
            case AMPLIFICATION -> "amplification";
            case VARIANCE -> "variance";
            case DIRECTION -> "direction";
            case NON_FINITE -> "nonFinite";
            case SWITCHED -> "switched";
            case UNTESTED -> "untested";
        };
    }

    /**
     * What there is to say where gradients made no update.
     *
     * @return a sentence, or nothing where gradients made an update
     */
    public Optional<String> refusal() {
        return updates(GuardDecision.GRADIENT) > 0
                ? Optional.empty()
                : Optional.of("every gradient was refused; the run was trained by evolution strategies alone");
    }

    /**
     * The counts in one line, the commonest reasons first.
     *
     * @return without a line end
     */
    public String line() {
        int gradients = updates(GuardDecision.GRADIENT);
        String windows = gradients == 0
                ? ""
                : " over windows of " + shortest + (longest > shortest ? " to " + longest : "") + " control steps";
        String others = updates.entrySet().stream()
                .filter(entry -> entry.getKey() != GuardDecision.GRADIENT && entry.getValue() > 0)
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .map(entry -> entry.getValue() + " " + entry.getKey().text().replace("es: ", ""))
                .collect(Collectors.joining(", "));
        return "guard: " + gradients + " of " + all + " updates by gradients" + windows
                + (others.isEmpty() ? "" : "; es: " + others);
    }
}
