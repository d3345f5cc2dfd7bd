package dev.antipode.bench.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A stored run of the same machine and profile that a new one is compared with, pair by pair. */
final class Baseline {
    private final ResultsFile stored;
    private final String remark;

    private Baseline(ResultsFile stored, String remark) {
        this.stored = stored;
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
        if (!then.profile().equals(now.profile())) {
            throw new RequestException("baseline " + file + " is of profile '" + then.profile() + "', this run of '"
                    + now.profile() + "'; give --profile " + then.profile() + " or another baseline");
        }
        String remark = then.jdk().equals(now.jdk()) ? "" : "The baseline was measured on " + then.jdk() + ".";
        if (!then.flags().equals(now.flags())) {
            remark = (remark + " The baseline was measured with other JVM options.").strip();
        }
        return new Baseline(stored, remark);
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

    /** A pair for every new result that the stored run has too, in the same unit. */
    Map<Measurement, Pair> compare(List<Measurement> now) {
        Map<Measurement, Pair> pairs = new LinkedHashMap<>();
        for (Measurement measurement : now) {
            for (Measurement then : stored.measurements()) {
                if (then.suite().equals(measurement.suite())
                        && then.benchmark().equals(measurement.benchmark())
                        && then.unit().equals(measurement.unit())) {
                    pairs.put(measurement, Pair.of(then, measurement));
                }
            }
        }
        return pairs;
    }
}
