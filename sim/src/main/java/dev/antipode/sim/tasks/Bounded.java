package dev.antipode.sim.tasks;

/** Cost terms that grow with an error but stay below 1, so that no live step costs more than a lost one. */
final class Bounded {
    private Bounded() {}

    /** A square error: flat at zero, one half where the square is one. */
    static double square(double square) {
        return square / (1 + square);
    }

    /** An error's size: sharp at zero, one half where the error is {@code half}. */
    static double size(double error, double half) {
        double size = Math.abs(error);
        return size / (half + size);
    }
}
