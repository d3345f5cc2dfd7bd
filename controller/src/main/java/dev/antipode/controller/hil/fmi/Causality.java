package dev.antipode.controller.hil.fmi;

import java.util.Locale;
import java.util.Optional;

/** What a variable of an FMU is for. */
public enum Causality {
    /** Fixed before the simulation, or tuned during it. */
    PARAMETER,
    /** Follows from parameters. */
    CALCULATED_PARAMETER,
    /** Decides the sizes of arrays. */
    STRUCTURAL_PARAMETER,
    /** Comes from outside. */
    INPUT,
    /** Is meant for outside. */
    OUTPUT,
    /** Is of the inside, to be looked at. */
    LOCAL,
    /** Time. */
    INDEPENDENT,
    /** Any other one that the standard may have. */
    OTHER;

    /** By the attribute {@code causality}, which is {@code local} where it is missing. */
    static Causality of(Optional<String> attribute) {
        String wanted = attribute.orElse("local").toLowerCase(Locale.ROOT);
        for (Causality each : values()) {
            if (each.name().replace("_", "").toLowerCase(Locale.ROOT).equals(wanted)) {
                return each;
            }
        }
        return OTHER;
    }

    /**
     * Whether it can be given a value before the simulation starts.
     *
     * @return true for parameters
     */
    public boolean parameter() {
        return this == PARAMETER || this == STRUCTURAL_PARAMETER;
    }
}
