package dev.antipode.controller.loop;

import dev.antipode.controller.hil.LinkStatus;
import dev.antipode.sim.Signal;
import java.util.List;

/** Finds the faults of a tick, and decides who commands. Works on the loop's thread; allocates nothing and never throws. */
final class Guard {
    private final GuardRules rules;
    private final double[] low;
    private final double[] high;
    private final long[] counts = new long[Fault.values().length];
    private LoopMode mode = LoopMode.CONTROL;
    private int unusable;
    private int good;
    private int recoveries;
    private boolean recovered;
    private long faultyTicks;
    private long safeTicks;
    private long holdTicks;
    private long safeActions;

    Guard(GuardRules rules, List<Signal> measurements) {
        this.rules = rules;
        this.low = measurements.stream()
                .mapToDouble(s -> limit(s, -rules.rangeFactor(), Double.NEGATIVE_INFINITY))
                .toArray();
        this.high = measurements.stream()
                .mapToDouble(s -> limit(s, rules.rangeFactor(), Double.POSITIVE_INFINITY))
                .toArray();
    }

    private static double limit(Signal signal, double halfWidths, double without) {
        return signal.bounded() ? signal.middle() + halfWidths * signal.halfWidth() : without;
    }

    /** The faults of what was received. */
    int inspect(LinkStatus status, double[] measurement) {
        int faults = switch (status) {
            case OK -> 0;
            case STALE -> Fault.STALE_MEASUREMENT.bit();
            case MISSING -> Fault.MISSING_MEASUREMENT.bit();
            case CORRUPT -> Fault.CORRUPT_MEASUREMENT.bit();
            case CLOSED -> Fault.LINK_CLOSED.bit();
        };
        for (int i = 0; i < measurement.length; i++) {
            double value = measurement[i];
            if (!(Math.abs(value) <= Double.MAX_VALUE)) {
                faults |= Fault.NON_FINITE_MEASUREMENT.bit();
            } else if (value < low[i] || value > high[i]) {
                faults |= Fault.MEASUREMENT_OUT_OF_RANGE.bit();
            }
        }
        return faults;
    }

    /** Decides by what is known before the command is computed. */
    LoopMode decide(int faults) {
        recovered = false;
        int serious = faults & ~Fault.OF_THE_PLANT;
        unusable = (faults & Fault.UNUSABLE) != 0 ? unusable + 1 : 0;
        good = serious == 0 ? good + 1 : 0;
        if ((faults & Fault.GRAVE) != 0 || unusable > rules.holdTicks()) {
            toSafe();
        } else if (mode == LoopMode.SAFE) {
            if (good >= rules.recoveryTicks() && recoveries < rules.maxRecoveries()) {
                mode = LoopMode.CONTROL;
                recoveries++;
                recovered = true;
            }
        } else {
            mode = unusable > 0 ? LoopMode.HOLD : LoopMode.CONTROL;
        }
        return mode;
    }

    /** The controller's command is not finite: it must not act, and what it remembers is lost. */
    LoopMode refuseCommand() {
        good = 0;
        toSafe();
        return mode;
    }

    private void toSafe() {
        if (mode != LoopMode.SAFE) {
            safeActions++;
        }
        mode = LoopMode.SAFE;
    }

    /** Whether the controller took over again with the last decision. */
    boolean recovered() {
        return recovered;
    }

    /** Counts a tick that is over. */
    void count(int faults) {
        if (faults != 0) {
            faultyTicks++;
            for (int i = 0; i < counts.length; i++) {
                counts[i] += (faults >>> i) & 1;
            }
        }
        if (mode == LoopMode.SAFE) {
            safeTicks++;
        } else if (mode == LoopMode.HOLD) {
            holdTicks++;
        }
    }

    GuardRules rules() {
        return rules;
    }

    LoopMode mode() {
        return mode;
    }

    long count(Fault fault) {
        return counts[fault.ordinal()];
    }

    long faultyTicks() {
        return faultyTicks;
    }

    long safeTicks() {
        return safeTicks;
    }

    long holdTicks() {
        return holdTicks;
    }

    long safeActions() {
        return safeActions;
    }

    int recoveries() {
        return recoveries;
    }
}
