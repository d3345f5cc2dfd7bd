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

    static void within(String key, OptionalDouble value, double least, double most) {
        if (value.isPresent() && !(value.getAsDouble() >= least && value.getAsDouble() <= most)) {
            throw new InvalidFact(key, "is " + value.getAsDouble() + " but must be " + least + " to " + most);
        }
    }
}
