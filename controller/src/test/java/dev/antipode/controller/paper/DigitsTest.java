package dev.antipode.controller.paper;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Digits that are made. */
class DigitsTest {
    private static double distance(double[] a, double[] b) {
        double squares = 0;
        for (int i = 0; i < a.length; i++) {
            squares += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return squares;
    }

    @Test
    void decidedByTheSeed() {
        assertThat(Digits.made(3, 40).pixels()).isDeepEqualTo(Digits.made(3, 40).pixels());
        assertThat(Digits.made(3, 40).pixels()[5])
                .isNotEqualTo(Digits.made(4, 40).pixels()[5]);
    }

    /** The nearest of many other pictures is of the same class more often than not: there is something to learn. */
    @Test
    void neighboursAreOfOneClass() {
        Digits digits = Digits.made(1, 600);
        int same = 0;
        for (int i = 0; i < 100; i++) {
            int nearest = 100;
            for (int j = 100; j < 600; j++) {
                if (distance(digits.pixels()[i], digits.pixels()[j])
                        < distance(digits.pixels()[i], digits.pixels()[nearest])) {
                    nearest = j;
                }
            }
            same += digits.classes()[i] == digits.classes()[nearest] ? 1 : 0;
        }
        assertThat(same).isGreaterThan(80);
    }
}
