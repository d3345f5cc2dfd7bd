package dev.antipode.sim;

import dev.antipode.core.linear.SmallMatrices;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What is known of a plant: parameters as correlated normal numbers, and how late its inputs act. {@link TaskModel#withParameters}
 * makes a task of it whose episodes draw from it. What it does not name stays what the task says.
 *
 * @param plant the plant's name, or that of a task on it
 * @param delaySeconds from observation to actuation; empty where it is not known
 * @param parameters those that are known
 */
public record ParameterDistribution(String plant, OptionalDouble delaySeconds, List<Normal> parameters) {
    /** Correlations in files may be rounded to six digits. */
    private static final double ROUNDING = 1e-6;

    /**
     * One parameter.
     *
     * @param name of the parameter
     * @param unit SI symbols, which must be those of the plant
     * @param mean its mean
     * @param deviation its standard deviation; 0 for one that has the mean in every episode
     * @param correlations with parameters that are listed before it, by name; 0 with those that it does not name
     */
    public record Normal(String name, String unit, double mean, double deviation, Map<String, Double> correlations) {
        /** Checks the numbers. */
        public Normal {
            correlations = Map.copyOf(correlations);
            if (!Double.isFinite(mean)) {
                throw new IllegalArgumentException(
                        "parameter '" + name + "' cannot be " + mean + "; give a finite number");
            }
            if (!(deviation >= 0 && deviation <= Double.MAX_VALUE)) {
                throw new IllegalArgumentException("the deviation of parameter '" + name + "' is " + deviation
                        + "; it must be at least 0 and finite, the root of its variance");
            }
            correlations.forEach((other, value) -> {
                if (!(value >= -1 && value <= 1)) {
                    throw new IllegalArgumentException("the correlation of '" + name + "' with '" + other + "' is "
                            + value + "; it must be from -1 to 1");
                }
            });
        }
    }

    /** Checks that such a distribution exists. */
    public ParameterDistribution {
        parameters = List.copyOf(parameters);
        if (delaySeconds.isPresent()
                && !(delaySeconds.getAsDouble() >= 0 && delaySeconds.getAsDouble() <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException(
                    "a delay of " + delaySeconds.getAsDouble() + " s must be at least 0 and finite");
        }
        List<String> before = new ArrayList<>();
        for (Normal one : parameters) {
            if (before.contains(one.name())) {
                throw new IllegalArgumentException("parameter '" + one.name() + "' is given twice; leave one out");
            }
            for (String other : one.correlations().keySet()) {
                if (!before.contains(other)) {
                    throw new IllegalArgumentException("parameter '" + one.name() + "' is correlated with '" + other
                            + "', which is not before it; " + NearestName.listing(other, before));
                }
            }
            before.add(one.name());
        }
        root(parameters);
    }

    /**
     * Nothing that differs from what a plant's tasks say.
     *
     * @param plant the plant's name
     * @return to be added to by {@link #holding}
     */
    public static ParameterDistribution of(String plant) {
        return new ParameterDistribution(plant, OptionalDouble.empty(), List.of());
    }

    /**
     * The same, but for a parameter that has one value in every episode.
     *
     * @param held the parameter
     * @param value in its unit
     * @return a copy
     * @throws IllegalArgumentException if the value is outside the parameter's declared range
     */
    public ParameterDistribution holding(Signal held, double value) {
        requireInRange(held, value);
        List<Normal> others = new ArrayList<>();
        for (Normal one : parameters) {
            if (!one.name().equals(held.name())) {
                Map<String, Double> correlations = new HashMap<>(one.correlations());
                correlations.remove(held.name());
                others.add(new Normal(one.name(), one.unit(), one.mean(), one.deviation(), correlations));
            }
        }
        others.add(new Normal(held.name(), held.unit(), value, 0, Map.of()));
        return new ParameterDistribution(plant, delaySeconds, others);
    }

    static void requireInRange(Signal parameter, double value) {
        if (value < parameter.min() || value > parameter.max()) {
            throw new IllegalArgumentException("parameter '" + parameter.name() + "' cannot be " + value
                    + "; its declared range is [" + parameter.min() + ", " + parameter.max() + "]");
        }
    }

    /**
     * For people.
     *
     * @return such as {@code mass 1.2 kg (deviation 0.01), length 0.9 m, inputs act after 0.05 s}
     */
    public String sentence() {
        List<String> all = new ArrayList<>();
        for (Normal one : parameters) {
            all.add(one.name() + " " + (float) one.mean() + (one.unit().equals("1") ? "" : " " + one.unit())
                    + (one.deviation() > 0 ? " (deviation " + (float) one.deviation() + ")" : ""));
        }
        delaySeconds.ifPresent(delay -> all.add("inputs act after " + (float) delay + " s"));
        return all.isEmpty() ? "as its task says" : String.join(", ", all);
    }

    /** The root L of the covariance, row by row: {@code mean + L z} is distributed so where z is standard normal. */
    double[] root() {
        return root(parameters);
    }

    private static double[] root(List<Normal> parameters) {
        int size = parameters.size();
        double[] correlations = new double[size * size];
        for (int i = 0; i < size; i++) {
            correlations[i * size + i] = 1;
            for (int j = 0; j < i; j++) {
                correlations[i * size + j] = parameters
                        .get(i)
                        .correlations()
                        .getOrDefault(parameters.get(j).name(), 0.0);
            }
        }
        double[] root = new double[size * size];
        int failed = SmallMatrices.semidefiniteRoot(correlations, ROUNDING, root, size);
        if (failed >= 0) {
            throw new IllegalArgumentException(
                    "the correlations of '" + parameters.get(failed).name()
                            + "' contradict those of the parameters before it: the covariance is not positive semidefinite; "
                            + "correct them, or leave some out");
        }
        for (int i = 0; i < root.length; i++) {
            root[i] *= parameters.get(i / size).deviation();
        }
        return root;
    }
}
