package dev.antipode.profiles;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a number in a profile file measures, and the units it may be written in. A number without unit is refused. */
enum Quantity {
    /** A plain number. */
    NONE("", units()),
    BYTES("bytes", units("B", 1, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30)),
    HERTZ("hertz", units("Hz", 1, "kHz", 1000, "MHz", 1_000_000, "GHz", 1_000_000_000)),
    NANOSECONDS("nanoseconds", units("ns", 1, "us", 1000, "ms", 1_000_000, "s", 1_000_000_000));

    private static final Pattern FORM = Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,6})?) ([A-Za-z]+)");

    private final String baseUnits;
    private final SequencedMap<String, Long> factors;

    Quantity(String baseUnits, SequencedMap<String, Long> factors) {
        this.baseUnits = baseUnits;
        this.factors = factors;
    }

    /** The value in the base unit, empty when the text is not a number, one space and a unit of this quantity. */
    Optional<BigDecimal> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || !factors.containsKey(matcher.group(2))) {
            return Optional.empty();
        }
        return Optional.of(
                new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(factors.get(matcher.group(2)))));
    }

    /** A value of the base unit in the largest unit in which it stays exact and short; {@link #parse} reads it back. */
    String text(double value) {
        BigDecimal exact = new BigDecimal(Double.toString(value));
        for (Map.Entry<String, Long> unit : factors.reversed().entrySet()) {
            BigDecimal factor = BigDecimal.valueOf(unit.getValue());
            if (exact.compareTo(factor) >= 0 || unit.getValue() == 1) {
                BigDecimal scaled = exact.divide(factor, 40, RoundingMode.DOWN).stripTrailingZeros();
                if (scaled.scale() <= 6 && (scaled.scale() <= 3 || unit.getValue() == 1)) {
                    return scaled.toPlainString() + " " + unit.getKey();
                }
            }
        }
        throw new IllegalArgumentException(value + " " + baseUnits + " has more than six decimals");
    }

    String baseUnits() {
        return baseUnits;
    }

    /** The units in words, for messages. */
    String unitNames() {
        return String.join(", ", factors.keySet());
    }

    private static SequencedMap<String, Long> units(Object... pairs) {
        var units = new LinkedHashMap<String, Long>();
        for (int i = 0; i < pairs.length; i += 2) {
            units.put((String) pairs[i], ((Number) pairs[i + 1]).longValue());
        }
        return units;
    }
}
