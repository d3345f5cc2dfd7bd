package dev.antipode.controller.hil.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Holds the criteria of a case against what was measured. */
final class Judgement {
    private final List<Check> checks = new ArrayList<>();

    private Judgement() {}

    static List<Check> of(
            Criteria criteria, CaseNumbers numbers, boolean realTime, Optional<SimulatorDifference> difference) {
        Judgement judgement = new Judgement();
        criteria.success().ifPresent(least -> judgement.least("success", least, numbers.success()));
        criteria.lost().ifPresent(most -> judgement.share("lost", most, numbers.lost()));
        criteria.costRatio().ifPresent(most -> judgement.most("costRatio", most, numbers.costRatio(), ""));
        criteria.recoverySeconds().ifPresent(most -> judgement.recovery(most, numbers.recoverySeconds()));
        criteria.safeAction().ifPresent(wanted -> judgement.safe(wanted, numbers));
        criteria.misses()
                .ifPresent(most -> judgement.most("misses", most, realTime ? numbers.misses() : Double.NaN, ""));
        double max = difference.map(SimulatorDifference::max).orElse(Double.NaN);
        double rms = difference.map(SimulatorDifference::rms).orElse(Double.NaN);
        criteria.maxDifference().ifPresent(most -> judgement.most("maxDifference", most, max, " half ranges"));
        criteria.rmsDifference().ifPresent(most -> judgement.most("rmsDifference", most, rms, " half ranges"));
        return List.copyOf(judgement.checks);
    }

    static Verdict verdict(List<Check> checks) {
        if (checks.stream().anyMatch(check -> check.outcome() == Check.Outcome.BROKEN)) {
            return Verdict.FAILED;
        }
        return checks.stream().anyMatch(check -> check.outcome() == Check.Outcome.HELD)
                ? Verdict.PASSED
                : Verdict.SKIPPED;
    }

    private void least(String name, double least, double value) {
        add(name, "at least " + percent(least), percent(value), value == value, value >= least);
    }

    private void share(String name, double most, double value) {
        add(name, "at most " + percent(most), percent(value), value == value, value <= most);
    }

    private void most(String name, double most, double value, String unit) {
        add(name, "at most " + number(most) + unit, number(value) + unit, value == value, value <= most);
    }

    private void recovery(double most, double seconds) {
        String measured = Double.isInfinite(seconds) ? "never" : number(seconds) + " s";
        add("recovery", "at most " + number(most) + " s", measured, seconds == seconds, seconds <= most);
    }

    private void safe(boolean wanted, CaseNumbers numbers) {
        double share = numbers.wentSafe();
        add(
                "safeAction",
                wanted ? "in every episode" : "in none",
                "in " + percent(share) + " of the episodes",
                true,
                wanted ? share == 1 : share == 0);
    }

    private void add(String name, String required, String measured, boolean known, boolean held) {
        Check.Outcome outcome = !known ? Check.Outcome.UNKNOWN : held ? Check.Outcome.HELD : Check.Outcome.BROKEN;
        checks.add(new Check(name, required, known ? measured : "unknown", outcome));
    }

    static String percent(double share) {
        return number(100 * share) + " %";
    }

    /** Four digits, without zeros at the end. */
    static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e9) {
            return Long.toString((long) value);
        }
        String text = String.format(Locale.ROOT, "%.4g", value);
        return text.indexOf('.') < 0 || text.indexOf('e') >= 0 ? text : text.replaceAll("\\.?0+$", "");
    }
}
