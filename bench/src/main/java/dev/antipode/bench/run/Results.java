package dev.antipode.bench.run;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A finished run, with what it is compared to.
 *
 * @param header where and how
 * @param measurements the results
 * @param failed suites that gave none
 * @param pairs each new result with the stored one; empty without a baseline
 * @param remark what differs from the baseline's circumstances; or an empty text
 */
record Results(
        RunHeader header,
        List<Measurement> measurements,
        List<FailedSuite> failed,
        Map<Measurement, Baseline.Pair> pairs,
        String remark) {
    private static final String LINE_TASK = "cart-pole-swing-up";
    private static final double NANOS_PER_SECOND = 1e9;

    static Results of(
            RunHeader header, List<Measurement> measurements, List<FailedSuite> failed, Optional<Baseline> baseline) {
        return new Results(
                header,
                measurements,
                List.copyOf(failed),
                baseline.map(b -> b.compare(measurements)).orElseGet(Map::of),
                baseline.map(Baseline::remark).orElse(""));
    }

    /** The ratios of a result to others: to the stored run, and of a derivative to the plain step beside it. */
    Map<String, Double> ratios(Measurement measurement) {
        Map<String, Double> ratios = new LinkedHashMap<>();
        Baseline.Pair pair = pairs.get(measurement);
        if (pair != null) {
            ratios.put("baseline", pair.ratio());
        }
        if (!measurement.method().equals("step")) {
            measurements.stream()
                    .filter(other -> other.suite().equals(measurement.suite())
                            && other.method().equals("step")
                            && other.parametersWithout("").equals(measurement.parametersWithout("")))
                    .findFirst()
                    .ifPresent(step -> ratios.put("step", measurement.score() / step.score()));
        }
        return ratios;
    }

    /** The results that are slower than the stored ones by more than the noise of both. */
    List<Measurement> regressions() {
        return measurements.stream()
                .filter(measurement ->
                        pairs.containsKey(measurement) && pairs.get(measurement).regression())
                .toList();
    }

    /**
     * The run in one line, as CoreMark reports: result / compiler and flags / parameters / parallelism. Only where closed
     * loops of the reference task were run: the fastest number of lanes counts.
     */
    Optional<String> line() {
        Map<String, Double> rates = new HashMap<>();
        for (Measurement measurement : measurements) {
            if (measurement.suite().equals(Suite.ROLLOUT.label())
                    && measurement.parameter("task").equals(LINE_TASK)) {
                rates.put(measurement.parameter("lanes"), NANOS_PER_SECOND / measurement.score());
            }
        }
        return rates.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(best -> String.format(
                        Locale.ROOT,
                        "Antipode 1.0 : %.0f control steps/s / %s %s / %s, %s, %s lanes, F32 / 1 thread",
                        best.getValue(),
                        header.jdk(),
                        String.join(" ", header.shortFlags()),
                        header.profileLabel() + (header.emulated() ? " on " + header.machine() : ""),
                        LINE_TASK,
                        best.getKey()));
    }
}
