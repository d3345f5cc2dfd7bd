package dev.antipode.controller.hil.plan;

import dev.antipode.controller.hil.fault.Span;
import dev.antipode.controller.store.YamlMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Reads what a case must keep to. */
final class CriteriaReader {
    private static final String PERCENT = " %";

    private final YamlMap map;

    private CriteriaReader(YamlMap map) {
        this.map = map;
    }

    /**
     * Reads the mapping {@code require} of a case.
     *
     * @param entry the case
     * @param nominal whether it is the nominal episodes, which are compared with the simulator and not with themselves
     * @param canRecover whether there is time after the window
     * @throws IllegalArgumentException if there is none, or one that cannot be
     */
    static Criteria read(YamlMap entry, boolean nominal, boolean canRecover, double periodSeconds, int episodeTicks) {
        YamlMap map = entry.map("require")
                .orElseThrow(() -> entry.refused("require", "is missing; give a criterion such as {lost: 0 %}"));
        CriteriaReader reader = new CriteriaReader(map);
        Optional<Span> recovery = nominal ? Optional.empty() : Span.of(map, "recovery");
        if (recovery.isPresent() && !canRecover) {
            throw map.refused(
                    "recovery", "is asked for, but the window lasts to the end of the episode; end it earlier");
        }
        Criteria criteria = new Criteria(
                reader.number("success", 1),
                reader.number("lost", 1),
                nominal ? OptionalDouble.empty() : reader.number("costRatio", Double.MAX_VALUE),
                recovery.isPresent()
                        ? OptionalDouble.of(recovery.get().ticks(periodSeconds, episodeTicks) * periodSeconds)
                        : OptionalDouble.empty(),
                reader.safeAction(),
                reader.misses(),
                nominal ? reader.number("maxDifference", Double.MAX_VALUE) : OptionalDouble.empty(),
                nominal ? reader.number("rmsDifference", Double.MAX_VALUE) : OptionalDouble.empty());
        map.end("'require'");
        if (criteria.empty()) {
            throw entry.refused("require", "has no criterion; give one such as {lost: 0 %}");
        }
        return criteria;
    }

    private OptionalDouble number(String key, double most) {
        Optional<String> text = map.text(key);
        if (text.isEmpty()) {
            return OptionalDouble.empty();
        }
        String given = text.get();
        try {
            boolean percent = given.endsWith(PERCENT);
            double value = Double.parseDouble(percent ? given.substring(0, given.length() - PERCENT.length()) : given);
            value = percent ? value / 100 : value;
            if (value >= 0 && value <= most) {
                return OptionalDouble.of(value);
            }
        } catch (NumberFormatException e) {
            // Refused below, like what is out of range.
        }
        throw map.refused(
                key,
                "is '" + given + "' but must be a number of at least 0" + (most == 1 ? " and at most 1 or 100 %" : ""));
    }

    private Optional<Boolean> safeAction() {
        return map.text("safeAction").map(text -> switch (text) {
            case "required" -> true;
            case "forbidden" -> false;
            default -> throw map.refused("safeAction", "is '" + text + "' but must be required or forbidden");
        });
    }

    private OptionalLong misses() {
        OptionalDouble number = number("misses", Long.MAX_VALUE);
        if (number.isPresent() && number.getAsDouble() != Math.rint(number.getAsDouble())) {
            throw map.refused("misses", "must be a whole number");
        }
        return number.isPresent() ? OptionalLong.of((long) number.getAsDouble()) : OptionalLong.empty();
    }
}
