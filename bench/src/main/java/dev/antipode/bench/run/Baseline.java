package dev.antipode.bench.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A stored run of the same machine and profile that a new one is compared with, pair by pair. */
final class Baseline {
    private static final int NAMED = 5;

    private final Map<ResultKey, Measurement> stored = new LinkedHashMap<>();
    private final String file;
    private final String remark;

    private Baseline(ResultsFile stored, String file, String remark) {
        stored.measurements().forEach(measurement -> this.stored.put(measurement.key(), measurement));
        this.file = file;
        this.remark = remark;
    }

    /**
     * Refuses a run that says nothing about this one.
     *
     * @param file what it was read from, for messages
     */
    static Baseline of(ResultsFile stored, RunHeader now, String file) {
        RunHeader then = stored.header();
        if (!then.machine().equals(now.machine())) {
            throw new RequestException("baseline " + file + " is from another machine (" + then.machine() + ", this is "
                    + now.machine() + "); store a baseline on this one");
        }
        if (!then.processor().isEmpty() && !then.processor().equals(now.processor())) {
            throw new RequestException("baseline " + file + " is from another machine of the same name (its processor: "
                    + then.processor() + "; this one: " + now.processor() + "); store a baseline on this one");
        }
        if (!then.profileLabel().equals(now.profileLabel())) {
            throw new RequestException(
                    "baseline " + file + " is of profile '" + then.profileLabel() + "', this run of '"
                            + now.profileLabel() + "'; give --profile " + then.profile() + " or another baseline");
        }
        List<String> remarks = new ArrayList<>();
        if (then.processor().isEmpty()) {
            remarks.add(
                    "The baseline does not say more of its processor than the name, so it may be of another machine.");
        }
        if (!then.jdk().equals(now.jdk())) {
            remarks.add("The baseline was measured on " + then.jdk() + ".");
        }
        if (!then.flags().equals(now.flags())) {
            remarks.add("The baseline was measured with other JVM options.");
        }
        if (!stored.failed().isEmpty()) {
            remarks.add("The baseline has nothing of "
                    + String.join(
                            ", ",
                            stored.failed().stream().map(FailedSuite::suite).toList())
                    + ", which failed in that run.");
        }
        String remark = String.join(" ", remarks);
        return new Baseline(stored, file, remark);
    }

    /** What differs and yet does not forbid the comparison; or an empty text. */
    String remark() {
        return remark;
    }

    /**
     * One pair.
     *
     * @param ratio the new score to the stored one
     * @param regression whether even the fast end of the new is beyond the slow end of the old
     */
    record Pair(double ratio, boolean regression) {
        static Pair of(Measurement then, Measurement now) {
            boolean worse = now.score() - now.error() > then.score() + then.error();
            return new Pair(now.score() / then.score(), worse);
        }
    }

    /**
     * Before anything is measured: which results will have nothing to be compared with.
     *
     * @param planned the results that there will be
     * @return one sentence that names them, or empty
     * @throws RequestException if it is all of them
     */
    Optional<String> unmatched(List<ResultKey> planned) {
        List<ResultKey> missing =
                planned.stream().filter(key -> !stored.containsKey(key)).toList();
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        String names = String.join(
                "; ", missing.stream().limit(NAMED).map(ResultKey::toString).toList());
        if (missing.size() > NAMED) {
            names += "; and " + (missing.size() - NAMED) + " more";
        }
        if (missing.size() == planned.size()) {
            throw new RequestException("baseline " + file + " has none of the results of this run (" + names
                    + "); give a baseline of the same suites and numbers");
        }
        return Optional.of(missing.size() + " of " + planned.size() + " results are not in " + file
                + " and cannot be compared: " + names);
    }

    /** A pair for every new result that the stored run has too, in the same unit. */
    Map<Measurement, Pair> compare(List<Measurement> now) {
        Map<Measurement, Pair> pairs = new LinkedHashMap<>();
        for (Measurement measurement : now) {
            Measurement then = stored.get(measurement.key());
            if (then != null) {
                pairs.put(measurement, Pair.of(then, measurement));
            }
        }
        return pairs;
    }
}
