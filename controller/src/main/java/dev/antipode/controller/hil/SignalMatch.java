package dev.antipode.controller.hil;

import dev.antipode.sim.NearestName;
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
            requireUnit(side, what, mine, theirs);
        }
        if (offered.size() > wanted.size()) {
            throw new IllegalArgumentException(side + " has " + offered.size() + " signals " + names(offered)
                    + " where the controller has " + wanted.size() + " " + names(wanted) + "; leave the others out");
        }
    }

    /**
     * Finds each signal by its name, in whatever order they are.
     *
     * @param side who offers, for the message
     * @param what one of the signals, for the message
     * @param wanted what the controller has
     * @param offered what the other side has
     * @return for each wanted one, its place among the offered ones
     * @throws IllegalArgumentException if one is missing, naming the nearest, or is in another unit
     */
    public static int[] places(String side, String what, List<Signal> wanted, List<Signal> offered) {
        List<String> names = offered.stream().map(Signal::name).toList();
        int[] places = new int[wanted.size()];
        for (int i = 0; i < places.length; i++) {
            Signal mine = wanted.get(i);
            places[i] = names.indexOf(mine.name());
            if (places[i] < 0) {
                throw new IllegalArgumentException(side + " has no " + what + " '" + mine.name()
                        + "', which the controller needs; " + NearestName.hint(mine.name(), names) + "it has " + names);
            }
            requireUnit(side, what, mine, offered.get(places[i]));
        }
        return places;
    }

    /**
     * Requires that the other side has no signals but those.
     *
     * @param side who offers, for the message
     * @param what one of the signals, for the message
     * @param wanted what the controller has
     * @param offered what the other side has
     * @throws IllegalArgumentException if it has, naming them
     */
    public static void requireNoOthers(String side, String what, List<Signal> wanted, List<Signal> offered) {
        List<String> known = wanted.stream().map(Signal::name).toList();
        List<String> others = offered.stream()
                .map(Signal::name)
                .filter(name -> !known.contains(name))
                .toList();
        if (!others.isEmpty()) {
            throw new IllegalArgumentException(side + " also wants the " + what + " " + others
                    + ", which the controller does not give; it gives " + known);
        }
        if (offered.size() != wanted.size()) {
            throw new IllegalArgumentException(
                    side + " has one name for several signals " + names(offered) + "; give each its own");
        }
    }

    private static void requireUnit(String side, String what, Signal mine, Signal theirs) {
        if (!theirs.unit().equals(mine.unit())) {
            throw new IllegalArgumentException(what + " '" + mine.name() + "' is in " + mine.unit()
                    + " for the controller, but in " + theirs.unit() + " for " + side + "; convert it there");
        }
    }

    private static String names(List<Signal> signals) {
        return signals.stream().map(Signal::name).collect(Collectors.joining(", ", "[", "]"));
    }
}
