package dev.antipode.core.graph;

/**
 * Where a number is known to lie.
 *
 * @param min the smallest that it can be, finite
 * @param max the largest that it can be, finite, not below {@code min}
 */
public record Range(double min, double max) {
    /** Checks the order. */
    public Range {
        if (!(min <= max) || Double.isInfinite(min) || Double.isInfinite(max)) {
            throw new IllegalArgumentException("a range from " + min + " to " + max + " is none");
        }
    }

    /** As a person writes it. */
    @Override
    public String toString() {
        return "[" + min + ", " + max + "]";
    }
}
