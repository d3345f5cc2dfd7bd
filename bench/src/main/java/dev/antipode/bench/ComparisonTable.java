package dev.antipode.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The timings of several JVMs as text: one line a plant and batch, medians over the JVMs and the range of the ratio. */
final class ComparisonTable {
    private ComparisonTable() {}

    static String of(List<StepTiming> timings) {
        Map<String, List<StepTiming>> rows = new LinkedHashMap<>();
        for (StepTiming timing : timings) {
            rows.computeIfAbsent(timing.plant() + " " + timing.lanes(), key -> new ArrayList<>())
                    .add(timing);
        }
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%-10s %6s %5s %7s | %9s %9s %9s | %9s %17s %9s | %9s%n",
                "plant",
                "lanes",
                "ops",
                "chunks",
                "ours ns",
                "C512 ns",
                "C256 ns",
                "ours/C512",
                "(JVMs)",
                "ours/C256",
                "answers"));
        for (List<StepTiming> row : rows.values()) {
            StepTiming first = row.getFirst();
            text.append(String.format(
                    Locale.ROOT,
                    "%-10s %6d %5d %7d | %9.3f %9.3f %9.3f | %9.3f %8.3f..%7.3f %9.3f | %9.1e%n",
                    first.plant(),
                    first.lanes(),
                    first.operations(),
                    first.chunks(),
                    median(row, StepTiming::ours),
                    median(row, StepTiming::c512),
                    median(row, StepTiming::c256),
                    median(row, StepTiming::ratio512),
                    row.stream().mapToDouble(StepTiming::ratio512).min().orElseThrow(),
                    row.stream().mapToDouble(StepTiming::ratio512).max().orElseThrow(),
                    median(row, StepTiming::ratio256),
                    row.stream().mapToDouble(StepTiming::difference).max().orElseThrow()));
        }
        return text.toString();
    }

    private static double median(List<StepTiming> row, ToDoubleFunction<StepTiming> value) {
        return Rounds.median(row.stream().mapToDouble(value).toArray());
    }
}
