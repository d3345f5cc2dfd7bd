package dev.antipode.bench.run;

import java.util.Map;

/**
 * How much is measured.
 *
 * @param forks JVMs of a benchmark, because the speed of generated code differs from JVM to JVM; at least 1
 * @param warmUps iterations that are not counted
 * @param iterations iterations that are counted
 * @param millis length of an iteration
 * @param parameters the only values of parameters; all that a benchmark declares where it is not named
 */
record Effort(int forks, int warmUps, int iterations, int millis, Map<String, String> parameters) {
    private static final int FORKS = 5;

    Effort {
        if (forks < 1) {
            throw new RequestException("--forks " + forks + " must be at least 1; 5 or more show how JVMs differ");
        }
    }

    static Effort standard() {
        return new Effort(FORKS, 3, 5, 500, Map.of());
    }

    /** One JVM, one value of each parameter: shows that all runs, and the order of magnitude. */
    static Effort quick() {
        Map<String, String> one =
                Map.of("plant", "cart-pole", "task", "cart-pole-swing-up", "lanes", "256", "hidden", "64");
        return new Effort(1, 2, 3, 200, one);
    }

    Effort withForks(int value) {
        return new Effort(value, warmUps, iterations, millis, parameters);
    }

    @Override
    public String toString() {
        return forks + (forks == 1 ? " JVM of " : " JVMs of ") + iterations + " x " + millis + " ms after " + warmUps
                + " x " + millis + " ms";
    }
}
