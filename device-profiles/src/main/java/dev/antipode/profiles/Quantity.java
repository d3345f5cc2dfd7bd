package dev.antipode.profiles;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a number in a profile file measures, and the units it may be written in. A number without unit is refused. */
enum Quantity {
    /** A plain number. */
    NONE(Map.of()),
    BYTES(units("B", 1, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30)),
    HERTZ(units("Hz", 1, "kHz", 1000));

    private static final Pattern FORM = Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,6})?) ([A-Za-z]+)");

    private final Map<String, Double> factors;

    Quantity(Map<String, Double> factors) {
        this.factors = factors;
    }

    /** The value in the base unit, empty when the text is not a number, one space and a unit of this quantity. */
    Optional<Double> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || !factors.containsKey(matcher.group(2))) {
            return Optional.empty();
        }
        return Optional.of(Double.parseDouble(matcher.group(1)) * factors.get(matcher.group(2)));
    }

    /** The units in words, for messages. */
    String unitNames() {
        return String.join(", ", factors.keySet());
    }

    private static Map<String, Double> units(Object... pairs) {
        var units = new LinkedHashMap<String, Double>();
        for (int i = 0; i < pairs.length; i += 2) {
            units.put((String) pairs[i], ((Number) pairs[i + 1]).doubleValue());
        }
        return units;
    }
}
