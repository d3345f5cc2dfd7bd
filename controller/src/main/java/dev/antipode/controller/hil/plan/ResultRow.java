package dev.antipode.controller.hil.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One case as a row of a table for people. */
public final class ResultRow {
    private static final String NOTHING = "-";

    private ResultRow() {}

    /**
     * What the columns are.
     *
     * @return as many as {@link #of} has
     */
    public static List<String> header() {
        return List.of("case", "verdict", "injected", "at goal", "lost", "cost", "recovery", "safe", "missed");
    }

    /**
     * One case.
     *
     * @param result of it
     * @return cells
     */
    public static List<String> of(CaseResult result) {
        Optional<CaseResult.Run> measured = result.run();
        String verdict = result.verdict().text();
        if (measured.isEmpty()) {
            return List.of(
                    result.plan().name(), verdict, NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, NOTHING);
        }
        CaseResult.Run run = measured.get();
        CaseNumbers numbers = run.numbers();
        return List.of(
                result.plan().name(),
                verdict,
                run.injected().length == 0
                        ? NOTHING
                        : Long.toString(Arrays.stream(run.injected()).sum()),
                share(numbers.success()),
                share(numbers.lost()),
                Double.isNaN(numbers.costRatio()) ? NOTHING : String.format(Locale.ROOT, "%.3gx", numbers.costRatio()),
                result.plan().faults().isEmpty() ? NOTHING : recovery(numbers.recoverySeconds()),
                share(numbers.wentSafe()),
                run.realTime() ? Long.toString(numbers.misses()) : NOTHING);
    }

    private static String share(double value) {
        return Double.isNaN(value) ? NOTHING : Judgement.percent(value);
    }

    private static String recovery(double seconds) {
        return Double.isNaN(seconds)
                ? NOTHING
                : Double.isInfinite(seconds) ? "never" : String.format(Locale.ROOT, "%.3g s", seconds);
    }
}
