package dev.antipode.controller.train;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/**
 * How a setting, such as sigma or the learning rate, changes over the generations of a run. Depends on the generation
 * alone, never on time, so that a run can be repeated.
 */
public sealed interface Schedule {
    /**
     * The value in one generation.
     *
     * @param generation from 0
     * @param generations how many the run was configured for, at least 1; the value stays at its end afterwards
     * @return a number above 0
     */
    double at(int generation, int generations);

    /**
     * The same course at another scale.
     *
     * @param factor above 0
     * @return every value times the factor, to 12 digits: a fifth of 0.1 is to read 0.02
     */
    default Schedule times(double factor) {
        return switch (this) {
            case Constant(double value) -> new Constant(product(value, factor));
            case Linear(double from, double to) -> new Linear(product(from, factor), product(to, factor));
            case Cosine(double from, double to) -> new Cosine(product(from, factor), product(to, factor));
            case Exponential(double from, double to) -> new Exponential(product(from, factor), product(to, factor));
        };
    }

    private static double product(double value, double factor) {
        return new BigDecimal(value * factor).round(new MathContext(12)).doubleValue();
    }

    /**
     * The same value throughout.
     *
     * @param value above 0
     */
    record Constant(double value) implements Schedule {
        /** Checks the value. */
        public Constant {
            requirePositive(value);
        }

        @Override
        public double at(int generation, int generations) {
            return value;
        }

        @Override
        public String toString() {
            return Double.toString(value);
        }
    }

    /**
     * Straight from one value to another.
     *
     * @param from the first generation's value, above 0
     * @param to the last generation's value, above 0
     */
    record Linear(double from, double to) implements Schedule {
        /** Checks the values. */
        public Linear {
            requirePositive(from);
            requirePositive(to);
        }

        @Override
        public double at(int generation, int generations) {
            return from + (to - from) * progress(generation, generations);
        }

        @Override
        public String toString() {
            return "linear:" + from + ":" + to;
        }
    }

    /**
     * Half a cosine wave from one value to another: slow at both ends.
     *
     * @param from the first generation's value, above 0
     * @param to the last generation's value, above 0
     */
    record Cosine(double from, double to) implements Schedule {
        /** Checks the values. */
        public Cosine {
            requirePositive(from);
            requirePositive(to);
        }

        @Override
        public double at(int generation, int generations) {
            double wave = (1 + sine(Math.PI * (0.5 - progress(generation, generations)))) / 2;
            return to + (from - to) * wave;
        }

        /**
         * The Taylor series within a quarter turn, to about 1e-15: the same bits on every machine, and unlike
         * {@link StrictMath#cos} it allocates nothing.
         */
        private static double sine(double x) {
            double term = x;
            double sum = x;
            for (int k = 2; k <= 20; k += 2) {
                term *= -x * x / (k * (k + 1));
                sum += term;
            }
            return sum;
        }

        @Override
        public String toString() {
            return "cosine:" + from + ":" + to;
        }
    }

    /**
     * By the same factor every generation.
     *
     * @param from the first generation's value, above 0
     * @param to the last generation's value, above 0
     */
    record Exponential(double from, double to) implements Schedule {
        /** Checks the values. */
        public Exponential {
            requirePositive(from);
            requirePositive(to);
        }

        @Override
        public double at(int generation, int generations) {
            double left = progress(generation, generations);
            if (left == 1) {
                return to;
            }
            // A product of the roots that the binary digits of the progress name: exact operations, no allocation.
            double value = from;
            double root = to / from;
            while (left > 0) {
                root = Math.sqrt(root);
                left *= 2;
                if (left >= 1) {
                    value *= root;
                    left -= 1;
                }
            }
            return value;
        }

        @Override
        public String toString() {
            return "exponential:" + from + ":" + to;
        }
    }

    /**
     * Reads what {@link Object#toString} of a schedule writes.
     *
     * @param text a number, or {@code linear:FROM:TO}, {@code cosine:FROM:TO}, {@code exponential:FROM:TO}
     * @return the schedule
     * @throws IllegalArgumentException if the text is none of these
     */
    static Schedule parse(String text) {
        String[] parts = text.strip().toLowerCase(Locale.ROOT).split(":");
        try {
            if (parts.length == 1) {
                return new Constant(Double.parseDouble(parts[0]));
            }
            if (parts.length == 3) {
                double from = Double.parseDouble(parts[1]);
                double to = Double.parseDouble(parts[2]);
                switch (parts[0]) {
                    case "linear":
                        return new Linear(from, to);
                    case "cosine":
                        return new Cosine(from, to);
                    case "exponential":
                        return new Exponential(from, to);
                    default:
                        break;
                }
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(refusal(text), e);
        }
        throw new IllegalArgumentException(refusal(text));
    }

    private static String refusal(String text) {
        return "'" + text + "' is not a schedule; give a number such as 0.05, or linear:FROM:TO, cosine:FROM:TO or "
                + "exponential:FROM:TO";
    }

    private static double progress(int generation, int generations) {
        return generations <= 1 ? 0 : Math.min(1.0, (double) generation / (generations - 1));
    }

    private static void requirePositive(double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(
                    "a schedule cannot have the value " + value + "; give a finite number above 0");
        }
    }
}
