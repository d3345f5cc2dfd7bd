package dev.antipode.controller.hil.fmi;

import java.util.Locale;
import java.util.Optional;

/** When a variable of an FMU changes. */
public enum Variability {
    /** Never. */
    CONSTANT,
    /** Not after the simulation has started. */
    FIXED,
    /** Between steps, when it is told to. */
    TUNABLE,
    /** At events. */
    DISCRETE,
    /** At any time. */
    CONTINUOUS,
    /** Any other one that the standard may have. */
    OTHER;

    /** By the attribute {@code variability}; where it is missing, as the standard says: continuous for real numbers. */
    static Variability of(Optional<String> attribute, VariableType type) {
        if (attribute.isEmpty()) {
            return type.real() ? CONTINUOUS : DISCRETE;
        }
        for (Variability each : values()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(attribute.get())) {
                return each;
            }
        }
        return OTHER;
    }
}
