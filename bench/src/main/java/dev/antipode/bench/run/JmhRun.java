package dev.antipode.bench.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs one suite by JMH, with the GC profiler. JMH's own words go to a file. */
final class JmhRun {
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private JmhRun() {}

    static List<Measurement> of(Suite suite, Effort effort, List<String> jvmOptions, Path log) throws SuiteException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(suite.include())
                .forks(effort.forks())
                .warmupIterations(effort.warmUps())
                .warmupTime(TimeValue.milliseconds(effort.millis()))
                .measurementIterations(effort.iterations())
                .measurementTime(TimeValue.milliseconds(effort.millis()))
                .addProfiler(GCProfiler.class)
                .jvmArgs(jvmOptions.toArray(String[]::new))
                .shouldFailOnError(true)
                .output(log.toString());
        effort.parameters().forEach(options::param);
        try {
            Collection<RunResult> results = new Runner(options.build()).run();
            List<Measurement> measurements = new ArrayList<>();
            for (RunResult result : results) {
                measurements.add(measurement(suite, result));
            }
            return measurements;
        } catch (RunnerException e) {
            throw new SuiteException(
                    "suite '" + suite.label() + "' failed: " + reason(e) + " (JMH's words are in " + log + ")", e);
        }
    }

    private static Measurement measurement(Suite suite, RunResult result) {
        List<Double> scores = new ArrayList<>();
        double allocated = 0;
        for (BenchmarkResult fork : result.getBenchmarkResults()) {
            scores.add(fork.getPrimaryResult().getScore());
            Result<?> bytes = fork.getSecondaryResults().get(ALLOCATED);
            allocated = Math.max(allocated, bytes == null ? Double.NaN : bytes.getScore());
        }
        if (scores.size() == 1) {
            scores.clear();
            for (IterationResult iteration :
                    result.getBenchmarkResults().iterator().next().getIterationResults()) {
                scores.add(iteration.getPrimaryResult().getScore());
            }
        }
        return new Measurement(
                suite.label(),
                name(result.getParams()),
                scores.stream().mapToDouble(Double::doubleValue).toArray(),
                result.getPrimaryResult().getScoreUnit(),
                allocated);
    }

    private static String name(BenchmarkParams benchmark) {
        String method = benchmark.getBenchmark();
        StringBuilder name = new StringBuilder(method.substring(method.lastIndexOf('.') + 1));
        for (String key : benchmark.getParamsKeys()) {
            name.append(' ').append(key).append('=').append(benchmark.getParam(key));
        }
        return name.toString();
    }

    /** What a benchmark said in the JVM that it failed in. */
    private static String reason(Throwable failure) {
        Throwable deepest = failure;
        while (true) {
            Throwable[] suppressed = deepest.getSuppressed();
            Throwable next =
                    deepest.getCause() != null ? deepest.getCause() : suppressed.length > 0 ? suppressed[0] : null;
            if (next == null) {
                return deepest.getMessage() == null
                        ? deepest.toString()
                        : deepest.getMessage().strip();
            }
            deepest = next;
        }
    }
}
