package dev.antipode.controller.hil.fault;

import dev.antipode.controller.store.YamlMap;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time as plans have it: {@code 250 ms}, {@code 2 s}, {@code 3 ticks}, or a share of the episode as {@code 25 %}.
 *
 * @param value at least 0
 * @param unit of the value
 */
public record Span(double value, Unit unit) {
    /** How plans may write one, for messages. */
    public static final String USAGE = "a number, a space and one of s, ms, ticks, % (of the episode), such as 250 ms";

    private static final Pattern TEXT = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?) (s|ms|tick|ticks|%)");

    /** What a time is measured in. */
    public enum Unit {
        /** Seconds. */
        SECONDS,
        /** Periods of the loop. */
        TICKS,
        /** Hundredths of the episode. */
        PERCENT
    }

    /**
     * Reads one.
     *
     * @param text as in a plan
     * @return nothing where it is none
     */
    public static Optional<Span> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        double value = Double.parseDouble(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "s" -> new Span(value, Unit.SECONDS);
                    case "ms" -> new Span(value / 1000, Unit.SECONDS);
                    case "%" -> new Span(value, Unit.PERCENT);
                    default -> new Span(value, Unit.TICKS);
                });
    }

    /**
     * Reads the value of a key.
     *
     * @param map of a plan
     * @param key whose value it is
     * @return nothing where the key is left out
     * @throws IllegalArgumentException if the value is no time, with file and line
     */
    public static Optional<Span> of(YamlMap map, String key) {
        return map.text(key)
                .map(text -> parse(text).orElseThrow(() -> map.refused(key, "is '" + text + "' but must be " + USAGE)));
    }

    /**
     * The time in whole ticks.
     *
     * @param periodSeconds of a tick
     * @param episodeTicks of an episode
     * @return to the nearest, at most 2^31 - 1
     */
    public int ticks(double periodSeconds, int episodeTicks) {
        double ticks = switch (unit) {
            case SECONDS -> value / periodSeconds;
            case TICKS -> value;
            case PERCENT -> value * episodeTicks / 100;
        };
        return (int) Math.min(Integer.MAX_VALUE, Math.round(ticks));
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s %s",
                value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value),
                switch (unit) {
                    case SECONDS -> "s";
                    case TICKS -> value == 1 ? "tick" : "ticks";
                    case PERCENT -> "%";
                });
    }
}
