package dev.antipode.bench.run;

import java.util.Arrays;

/**
 * One benchmark's result.
 *
 * @param suite the suite it was run for
 * @param benchmark its name: the method and the values of its parameters, such as {@code step lanes=256 plant=acrobot}
 * @param forks the mean time of each JVM, in the unit; of each iteration where there was but one JVM
 * @param unit such as {@code ns/op}
 * @param allocatedBytesPerOp by the GC profiler, of all threads; the largest of the JVMs
 */
record Measurement(String suite, String benchmark, double[] forks, String unit, double allocatedBytesPerOp) {
    /** The median of the JVMs: one that is slow does not move it. */
    double score() {
        double[] sorted = forks.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        return (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }

    /** Half the way from the fastest to the slowest: what another run may well differ by. */
    double error() {
        return (Arrays.stream(forks).max().orElseThrow()
                        - Arrays.stream(forks).min().orElseThrow())
                / 2;
    }

    ResultKey key() {
        return new ResultKey(suite, benchmark, unit);
    }

    /** The part of the name before the parameters. */
    String method() {
        int space = benchmark.indexOf(' ');
        return space < 0 ? benchmark : benchmark.substring(0, space);
    }

    /** The parameters as {@code name=value}, without the one named. */
    String parametersWithout(String name) {
        return String.join(
                " ",
                Arrays.stream(benchmark.split(" "))
                        .skip(1)
                        .filter(word -> !word.startsWith(name + "="))
                        .toList());
    }

    /** A parameter's value, or an empty text. */
    String parameter(String name) {
        return Arrays.stream(benchmark.split(" "))
                .filter(word -> word.startsWith(name + "="))
                .map(word -> word.substring(name.length() + 1))
                .findFirst()
                .orElse("");
    }
}
