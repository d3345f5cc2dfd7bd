package dev.antipode.sim.plants;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;

/** Comparison of numbers that were computed in different ways. */
final class Close {
    private Close() {}

    /** Relative error with a floor of one. */
    static void assertClose(double tolerance, double actual, double expected) {
        assertThat(actual).isCloseTo(expected, Offset.offset(tolerance * Math.max(1, Math.abs(expected))));
    }

    static void assertClose(double tolerance, double[] actual, double[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.length; i++) {
            assertClose(tolerance, actual[i], expected[i]);
        }
    }
}
