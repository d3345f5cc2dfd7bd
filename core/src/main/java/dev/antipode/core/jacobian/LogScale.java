package dev.antipode.core.jacobian;

/** Takes a logarithmic scale into a vector, where it is wanted in plain numbers. */
final class LogScale {
    private LogScale() {}

    /** {@code x *= exp(log)}; a zero stays zero whatever the scale. */
    static void unfold(double[] x, int from, int length, double log) {
        if (log == 0) {
            return;
        }
        double factor = StrictMath.exp(log);
        for (int i = from; i < from + length; i++) {
            x[i] = x[i] == 0 ? 0 : x[i] * factor;
        }
    }
}
