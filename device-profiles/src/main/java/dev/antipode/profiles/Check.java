package dev.antipode.profiles;

import java.util.OptionalDouble;

/** Ranges of facts. */
final class Check {
    static final long KIB = 1L << 10;
    static final long MIB = 1L << 20;
    static final long GIB = 1L << 30;
    static final long TIB = 1L << 40;

    private Check() {}

    static void filled(String key, String value) {
        if (value.isBlank()) {
            throw new InvalidFact(key, "is empty");
        }
    }

    static void within(String key, long value, long least, long most) {
        if (value < least || value > most) {
            throw new InvalidFact(key, "is " + value + " but must be " + least + " to " + most);
        }
    }

    static void withinBytes(String key, long value, long least, long most) {
        if (value < least || value > most) {
            throw outside(key, Quantity.BYTES, value, least, most);
        }
    }

    static void withinHertz(String key, OptionalDouble value, double least, double most) {
        if (value.isPresent() && !(value.getAsDouble() >= least && value.getAsDouble() <= most)) {
            throw outside(key, Quantity.HERTZ, value.getAsDouble(), least, most);
        }
    }

    private static InvalidFact outside(String key, Quantity quantity, double value, double least, double most) {
        return new InvalidFact(
                key,
                "is " + quantity.text(value) + " but must be " + quantity.text(least) + " to " + quantity.text(most));
    }
}
