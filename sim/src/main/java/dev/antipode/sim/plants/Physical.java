package dev.antipode.sim.plants;

/** Ends of the ranges of parameters that the equations have a meaning for, in SI units. */
final class Physical {
    /** For masses, lengths and what else is divided by: far below whatever is built, and a number above 0 in single precision too. */
    static final double LEAST = 1e-9;

    /** No end. A range without it is no usual range, so identification and random draws reach as far as they do without one. */
    static final double ANY = Double.POSITIVE_INFINITY;

    private Physical() {}
}
