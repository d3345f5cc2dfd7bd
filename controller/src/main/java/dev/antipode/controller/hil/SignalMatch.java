package dev.antipode.controller.hil;

import dev.antipode.sim.Signal;
import java.util.List;
import java.util.stream.Collectors;

/** Whether the two sides of a link speak of the same numbers. */
public final class SignalMatch {
    private SignalMatch() {}

    /**
     * Requires the same names and units in the same order.
     *
     * @param side who offers, for the message, such as {@code plant 'motor'}
     * @param what one of the signals, for the message, such as {@code measurement}
     * @param wanted what the controller has
     * @param offered what the other side has
     * @throws IllegalArgumentException if a name, a unit or the number differs, naming the first that does
     */
    public static void require(String side, String what, List<Signal> wanted, List<Signal> offered) {
        for (int i = 0; i < wanted.size(); i++) {
            Signal mine = wanted.get(i);
            Signal theirs = i < offered.size() ? offered.get(i) : null;
            if (theirs == null || !theirs.name().equals(mine.name())) {
                throw new IllegalArgumentException(what + " " + (i + 1) + " of the controller is '" + mine.name()
                        + "', but that of " + side + " is " + (theirs == null ? "missing" : "'" + theirs.name() + "'")
                        + "; it has " + names(offered));
            }
            if (!theirs.unit().equals(mine.unit())) {
                throw new IllegalArgumentException(what + " '" + mine.name() + "' is in " + mine.unit()
                        + " for the controller, but in " + theirs.unit() + " for " + side + "; convert it there");
            }
        }
        if (offered.size() > wanted.size()) {
            throw new IllegalArgumentException(side + " has " + offered.size() + " signals " + names(offered)
                    + " where the controller has " + wanted.size() + " " + names(wanted) + "; leave the others out");
        }
    }

    private static String names(List<Signal> signals) {
        return signals.stream().map(Signal::name).collect(Collectors.joining(", ", "[", "]"));
    }
}
