package dev.antipode.sim;

import dev.antipode.core.lift.RecordShape;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The unit that a record component declares, refused where it is none: values in it could not be converted to what others have. */
final class DeclaredUnit {
    /** What people write for a symbol. */
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("metre", "m"),
            Map.entry("meter", "m"),
            Map.entry("litre", "l"),
            Map.entry("liter", "l"),
            Map.entry("sec", "s"),
            Map.entry("second", "s"),
            Map.entry("minute", "min"),
            Map.entry("hour", "h"),
            Map.entry("gram", "g"),
            Map.entry("kilogram", "kg"),
            Map.entry("tonne", "t"),
            Map.entry("newton", "N"),
            Map.entry("radian", "rad"),
            Map.entry("rads", "rad/s"),
            Map.entry("degree", "deg"),
            Map.entry("revolution", "rev"),
            Map.entry("celsius", "degC"),
            Map.entry("kelvin", "K"),
            Map.entry("ampere", "A"),
            Map.entry("volt", "V"),
            Map.entry("watt", "W"),
            Map.entry("joule", "J"),
            Map.entry("pascal", "Pa"),
            Map.entry("hertz", "Hz"),
            Map.entry("farad", "F"),
            Map.entry("henry", "H"),
            Map.entry("coulomb", "C"),
            Map.entry("tesla", "T"),
            Map.entry("weber", "Wb"),
            Map.entry("siemens", "S"),
            Map.entry("percent", "%"),
            Map.entry("mph", "km/h"),
            Map.entry("kmh", "km/h"),
            Map.entry("mps", "m/s"));

    /** The symbols themselves, and those words. */
    private static final Map<String, String> MEANT = meant();

    private DeclaredUnit() {}

    private static Map<String, String> meant() {
        Map<String, String> all = new HashMap<>(WORDS);
        SiUnit.symbols().forEach(symbol -> all.put(symbol, symbol));
        return Map.copyOf(all);
    }

    /** The text of the annotation; {@code 1} where there is none. */
    static String of(RecordShape.Leaf leaf, Unit unit) {
        if (unit == null) {
            return "1";
        }
        if (SiUnit.parse(unit.value()).isEmpty()) {
            List<RecordComponent> path = leaf.path();
            throw new IllegalArgumentException(
                    "the unit of '" + leaf.name() + "' of "
                            + path.get(path.size() - 1).getDeclaringRecord().getName() + " is '" + unit.value() + "', "
                            + reason(unit.value())
                            + "give SI symbols with *, / and ^, such as rad/s, N*m or kg*m^2, or 1 for a number without a unit");
        }
        return unit.value();
    }

    private static String reason(String unit) {
        return Arrays.stream(unit.split("[^\\p{L}%]+"))
                .filter(symbol -> !symbol.isEmpty() && SiUnit.parse(symbol).isEmpty())
                .findFirst()
                .map(symbol -> "where '" + symbol + "' is not known; "
                        + NearestName.of(symbol, MEANT.keySet())
                                .map(nearest -> "did you mean '" + MEANT.get(nearest) + "'? ")
                                .orElse(""))
                .orElse("which is not written as units are; ");
    }
}
