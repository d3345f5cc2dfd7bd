package dev.antipode.sim;

import java.util.Arrays;
import java.util.List;

/**
 * A unit by the base units of SI: a value {@code v} of it is {@code factor * v + offset} of the product of base units (FMI 2.0 and 3.0,
 * element {@code BaseUnit}). The radian counts as a base unit there, so that {@code rad/s} and {@code Hz} are told apart.
 *
 * @param exponents one a base unit, in the order of {@link #BASE}
 * @param factor not 0
 * @param offset 0 but for temperatures
 */
public record UnitDefinition(List<Integer> exponents, double factor, double offset) {
    /** The base units. */
    public static final List<String> BASE = List.of("kg", "m", "s", "A", "K", "mol", "cd", "rad");

    /** Copies. */
    public UnitDefinition {
        exponents = List.copyOf(exponents);
    }

    /**
     * Makes one.
     *
     * @param exponents as above, copied
     * @param factor as above
     * @param offset as above
     * @return the unit
     */
    public static UnitDefinition of(int[] exponents, double factor, double offset) {
        return new UnitDefinition(Arrays.stream(exponents).boxed().toList(), factor, offset);
    }

    /**
     * Whether values can be converted into the other unit.
     *
     * @param other the other one
     * @return true where both measure the same
     */
    public boolean fits(UnitDefinition other) {
        return exponents.equals(other.exponents);
    }
}
