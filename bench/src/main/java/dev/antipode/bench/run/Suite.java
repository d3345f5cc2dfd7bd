package dev.antipode.bench.run;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What can be measured. Every benchmark checks its answer before it is timed. */
enum Suite {
    STEP("StepBenchmark.step", "one environment's simulator step"),
    ROLLOUT("RolloutBenchmark.step", "one environment's control step in the closed loop"),
    JVP("DerivativeBenchmark.(step|jvp)", "one environment's step with one tangent, beside the plain step"),
    VJP("DerivativeBenchmark.(step|vjp)", "one environment's step with one cotangent, beside the plain step"),
    JACOBIAN("DerivativeBenchmark.(step|jacobian)", "one point's whole state Jacobian, beside one plain step"),
    SPECTRAL("SpectralBenchmark.radius", "the spectral radius of a step's Jacobian from products"),
    LATENCY("InferenceBenchmark.single", "a policy's commands for one sample"),
    INFERENCE("InferenceBenchmark.batch", "a policy's commands for one sample of a batch of 256"),
    NOISE("NoiseBenchmark.gaussian", "one normally distributed number"),
    GENERATION("GenerationBenchmark.generation", "one generation of evolution strategies on all worker threads"),
    GUARDED("GuardedBenchmark.update", "one update of the guarded estimator on all worker threads"),
    TICK("TickBenchmark.tick", "one tick of a control loop: observation, policy, clamp"),
    FILE("FileBenchmark.load", "reading and checking a controller file");

    private final String pattern;
    private final String meaning;

    Suite(String pattern, String meaning) {
        this.pattern = pattern;
        this.meaning = meaning;
    }

    /** The name on the command line. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A regular expression that JMH selects by. */
    String include() {
        return "\\." + pattern.replace(".", "\\.") + "$";
    }

    /** What the score is the time of. */
    String meaning() {
        return meaning;
    }

    static Suite of(String label) {
        return Arrays.stream(values())
                .filter(suite -> suite.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new RequestException(
                        "there is no suite '" + label + "'; there are " + String.join(", ", labels())));
    }

    static List<String> labels() {
        return Arrays.stream(values()).map(Suite::label).toList();
    }
}
