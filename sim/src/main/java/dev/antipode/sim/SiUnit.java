package dev.antipode.sim;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads units as they are written here ({@code N*m}, {@code rad/s}, {@code m/s^2}) and in Modelica and FMUs ({@code N.m}, {@code m/s2},
 * {@code J/(kg.K)}), with a space for a product ({@code N m}) and with signs such as degrees, ohms and raised digits. The radian counts
 * as a base unit, as in FMI.
 */
public final class SiUnit {
    private static final double DEGREE = Math.PI / 180;
    /** Enough for units, little enough for the stack. */
    private static final int MOST_LENGTH = 64;

    private static final Map<String, UnitDefinition> SYMBOLS = Map.ofEntries(
            Map.entry("1", unit(1)),
            Map.entry("%", unit(0.01)),
            Map.entry("kg", unit(1, 1)),
            Map.entry("g", unit(1e-3, 1)),
            Map.entry("t", unit(1e3, 1)),
            Map.entry("m", unit(1, 0, 1)),
            Map.entry("l", unit(1e-3, 0, 3)),
            Map.entry("L", unit(1e-3, 0, 3)),
            Map.entry("s", unit(1, 0, 0, 1)),
            Map.entry("min", unit(60, 0, 0, 1)),
            Map.entry("h", unit(3600, 0, 0, 1)),
            Map.entry("A", unit(1, 0, 0, 0, 1)),
            Map.entry("K", unit(1, 0, 0, 0, 0, 1)),
            Map.entry("degC", new UnitDefinition(unit(1, 0, 0, 0, 0, 1).exponents(), 1, 273.15)),
            Map.entry("mol", unit(1, 0, 0, 0, 0, 0, 1)),
            Map.entry("cd", unit(1, 0, 0, 0, 0, 0, 0, 1)),
            Map.entry("rad", unit(1, 0, 0, 0, 0, 0, 0, 0, 1)),
            Map.entry("deg", unit(DEGREE, 0, 0, 0, 0, 0, 0, 0, 1)),
            Map.entry("rev", unit(2 * Math.PI, 0, 0, 0, 0, 0, 0, 0, 1)),
            Map.entry("rpm", unit(2 * Math.PI / 60, 0, 0, -1, 0, 0, 0, 0, 1)),
            Map.entry("Hz", unit(1, 0, 0, -1)),
            Map.entry("N", unit(1, 1, 1, -2)),
            Map.entry("Pa", unit(1, 1, -1, -2)),
            Map.entry("bar", unit(1e5, 1, -1, -2)),
            Map.entry("J", unit(1, 1, 2, -2)),
            Map.entry("W", unit(1, 1, 2, -3)),
            Map.entry("C", unit(1, 0, 0, 1, 1)),
            Map.entry("V", unit(1, 1, 2, -3, -1)),
            Map.entry("F", unit(1, -1, -2, 4, 2)),
            Map.entry("Ohm", unit(1, 1, 2, -3, -2)),
            Map.entry("ohm", unit(1, 1, 2, -3, -2)),
            Map.entry("S", unit(1, -1, -2, 3, 2)),
            Map.entry("Wb", unit(1, 1, 2, -2, -1)),
            Map.entry("T", unit(1, 1, 0, -2, -1)),
            Map.entry("H", unit(1, 1, 2, -2, -2)),
            Map.entry("lm", unit(1, 0, 0, 0, 0, 0, 0, 1)),
            Map.entry("lx", unit(1, 0, -2, 0, 0, 0, 0, 1)),
            Map.entry("d", unit(86_400, 0, 0, 1)),
            Map.entry("ppm", unit(1e-6)),
            Map.entry("Nm", unit(1, 1, 2, -2)),
            Map.entry("VA", unit(1, 1, 2, -3)),
            Map.entry("Wh", unit(3600, 1, 2, -2)),
            Map.entry("Ah", unit(3600, 0, 0, 1, 1)));

    /** How else symbols and operators are written. */
    private static final Map<String, String> SPELLINGS = Map.ofEntries(
            Map.entry("\u00b0C", "degC"),
            Map.entry("\u00b0", "deg"),
            Map.entry("\u03a9", "Ohm"),
            Map.entry("\u2126", "Ohm"),
            Map.entry("\u00b5", "u"),
            Map.entry("\u03bc", "u"),
            Map.entry("\u00b7", "*"),
            Map.entry("\u22c5", "*"),
            Map.entry("\u207b\u00b9", "^-1"),
            Map.entry("\u207b\u00b2", "^-2"),
            Map.entry("\u00b2", "^2"),
            Map.entry("\u00b3", "^3"));

    /** The longest first. */
    private static final List<String> OTHER_SPELLINGS = SPELLINGS.keySet().stream()
            .sorted((a, b) -> a.length() == b.length() ? a.compareTo(b) : b.length() - a.length())
            .toList();

    private static final Map<Character, Double> PREFIXES =
            Map.of('G', 1e9, 'M', 1e6, 'k', 1e3, 'h', 1e2, 'd', 1e-1, 'c', 1e-2, 'm', 1e-3, 'u', 1e-6, 'n', 1e-9);

    private final String text;
    private int at;

    private SiUnit(String text) {
        this.text = text;
    }

    private static UnitDefinition unit(double factor, int... exponents) {
        int[] all = new int[UnitDefinition.BASE.size()];
        System.arraycopy(exponents, 0, all, 0, exponents.length);
        return UnitDefinition.of(all, factor, 0);
    }

    /**
     * Reads one.
     *
     * @param text such as {@code m/s^2}
     * @return what it is; empty where it is not understood
     */
    public static Optional<UnitDefinition> parse(String text) {
        if (text.isEmpty() || text.length() > MOST_LENGTH) {
            return Optional.empty();
        }
        SiUnit parser = new SiUnit(plainSpelling(text));
        Optional<UnitDefinition> found = parser.product();
        return parser.at == parser.text.length() ? found : Optional.empty();
    }

    /** A space between two symbols multiplies them; others mean nothing. */
    private static String plainSpelling(String text) {
        if (text.chars().allMatch(c -> c > ' ' && c < 0x80)) {
            return text;
        }
        String plain = text.strip();
        for (String other : OTHER_SPELLINGS) {
            plain = plain.replace(other, SPELLINGS.get(other));
        }
        return plain.replaceAll("\\s*([*./^()])\\s*", "$1").replaceAll("\\s+", "*");
    }

    /** Those that it knows, without prefixes. */
    static Set<String> symbols() {
        return SYMBOLS.keySet();
    }

    /**
     * Whether two texts are the same but for how products and powers are written.
     *
     * @param one a unit
     * @param other another
     * @return true for {@code m/s^2} and {@code m/s2}
     */
    public static boolean sameText(String one, String other) {
        return plain(one).equals(plain(other));
    }

    private static String plain(String unit) {
        return unit.replace("*", ".").replace("^", "").replace(" ", "");
    }

    private Optional<UnitDefinition> product() {
        Optional<UnitDefinition> result = power();
        while (result.isPresent() && at < text.length() && "*./".indexOf(text.charAt(at)) >= 0) {
            int sign = text.charAt(at++) == '/' ? -1 : 1;
            Optional<UnitDefinition> next = power();
            if (next.isEmpty()) {
                return next;
            }
            result = Optional.of(times(result.get(), next.get(), sign));
        }
        return result;
    }

    private Optional<UnitDefinition> power() {
        Optional<UnitDefinition> base;
        if (at < text.length() && text.charAt(at) == '(') {
            at++;
            base = product();
            if (at >= text.length() || text.charAt(at++) != ')') {
                return Optional.empty();
            }
        } else {
            int from = at;
            while (at < text.length() && (Character.isLetter(text.charAt(at)) || text.charAt(at) == '%')) {
                at++;
            }
            if (from == at && at < text.length() && text.charAt(at) == '1') {
                at++;
                return Optional.of(unit(1));
            }
            base = symbol(text.substring(from, at));
        }
        int exponent = exponent();
        return base.map(b -> exponent == 1 ? b : times(unit(1), b, exponent));
    }

    /** 1 where none is written; what looks like the beginning of one is left to be refused. */
    private int exponent() {
        int before = at;
        if (at < text.length() && text.charAt(at) == '^') {
            at++;
        }
        int from = at;
        if (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
            at++;
        }
        int digits = at;
        while (at < text.length() && Character.isDigit(text.charAt(at)) && at - digits < 2) {
            at++;
        }
        if (at == digits) {
            at = before;
            return 1;
        }
        return Integer.parseInt(text.substring(from, at));
    }

    private static Optional<UnitDefinition> symbol(String name) {
        UnitDefinition whole = SYMBOLS.get(name);
        if (whole != null || name.length() < 2) {
            return Optional.ofNullable(whole);
        }
        Double prefix = PREFIXES.get(name.charAt(0));
        UnitDefinition rest = SYMBOLS.get(name.substring(1));
        return prefix == null || rest == null || rest.offset() != 0
                ? Optional.empty()
                : Optional.of(new UnitDefinition(rest.exponents(), prefix * rest.factor(), 0));
    }

    private static UnitDefinition times(UnitDefinition a, UnitDefinition b, int exponent) {
        int[] sum = new int[UnitDefinition.BASE.size()];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = a.exponents().get(i) + exponent * b.exponents().get(i);
        }
        double factor = a.factor();
        for (int i = 0; i < Math.abs(exponent); i++) {
            factor = exponent > 0 ? factor * b.factor() : factor / b.factor();
        }
        // A temperature within a product is a difference.
        return UnitDefinition.of(sum, factor, 0);
    }
}
