package dev.antipode.controller.train;

import dev.antipode.core.memory.Precision;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Everything that decides the trained bits, apart from task, policy, start and arithmetic mode. Nothing here may depend on the device.
 *
 * @param estimator what estimates the gradient
 * @param seed of all random numbers of the run
 * @param precision of every number in the workspace
 * @param population candidates of a generation: antithetic pairs, so an even number of 2 or more
 * @param episodes that every candidate of a generation runs, the same ones, at least 1
 * @param sigma standard deviation of the perturbations
 * @param learningRate size of the optimizer's steps
 * @param optimizer what turns gradients into steps
 * @param weightDecay share of the parameters taken off each step, times the learning rate; at least 0
 * @param shaping how costs become weights
 * @param gradientScale the scale on which the optimizer sees the gradient
 * @param normalisation how observations are scaled
 * @param generations the length of the run and of its schedules, at least 1
 * @param validationEpisodes the fixed set by which the saved parameters are chosen, at least 1
 * @param validationInterval generations from one validation to the next, at least 1
 * @param patience validations without a better result after which the run ends; 0 for never
 */
public record LearningSettings(
        EstimatorChoice estimator,
        long seed,
        Precision precision,
        int population,
        int episodes,
        Schedule sigma,
        Schedule learningRate,
        Optimizer optimizer,
        double weightDecay,
        FitnessShaping shaping,
        GradientScale gradientScale,
        Normalisation normalisation,
        int generations,
        int validationEpisodes,
        int validationInterval,
        int patience) {
    private static final Set<String> KEYS = Set.of(
            "estimator",
            "seed",
            "precision",
            "population",
            "episodes",
            "sigma",
            "learningRate",
            "optimizer",
            "weightDecay",
            "shaping",
            "gradientScale",
            "normalisation",
            "generations",
            "validationEpisodes",
            "validationInterval",
            "patience");

    /** Checks the values. */
    public LearningSettings {
        if (population < 2 || population % 2 != 0) {
            throw new IllegalArgumentException("population " + population
                    + " must be an even number of 2 or more, because candidates come in antithetic pairs; give "
                    + Math.max(2, population + (population & 1)));
        }
        requireAtLeast("episodes", episodes, 1);
        requireAtLeast("generations", generations, 1);
        requireAtLeast("validation episodes", validationEpisodes, 1);
        requireAtLeast("validation interval", validationInterval, 1);
        requireAtLeast("patience", patience, 0);
        if (!(weightDecay >= 0) || Double.isInfinite(weightDecay)) {
            throw new IllegalArgumentException("weight decay " + weightDecay + " must be 0 or more, such as 0.001");
        }
    }

    private static void requireAtLeast(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " " + value + " must be at least " + least);
        }
    }

    /**
     * The settings that suit most tasks.
     *
     * @return seed 1, F32, no patience
     */
    public static LearningSettings defaults() {
        return new LearningSettings(
                new EsChoice(),
                1,
                Precision.F32,
                256,
                16,
                new Schedule.Linear(0.1, 0.03),
                new Schedule.Cosine(0.1, 0.01),
                Adam.defaults(),
                0,
                FitnessShaping.CENTRED_RANK,
                GradientScale.UNIT,
                Normalisation.RANGE,
                150,
                256,
                5,
                0);
    }

    /**
     * The same with another estimator.
     *
     * @param value what estimates the gradient
     * @return a copy
     */
    public LearningSettings withEstimator(EstimatorChoice value) {
        return with("estimator", value);
    }

    /**
     * The same with other random numbers.
     *
     * @param value any number
     * @return a copy
     */
    public LearningSettings withSeed(long value) {
        return with("seed", value);
    }

    /**
     * The same in another precision.
     *
     * @param value F32 or F64
     * @return a copy
     */
    public LearningSettings withPrecision(Precision value) {
        return with("precision", value);
    }

    /**
     * The same with another population.
     *
     * @param value an even number of 2 or more
     * @return a copy
     */
    public LearningSettings withPopulation(int value) {
        return with("population", value);
    }

    /**
     * The same with another number of episodes a candidate.
     *
     * @param value at least 1
     * @return a copy
     */
    public LearningSettings withEpisodes(int value) {
        return with("episodes", value);
    }

    /**
     * The same with other perturbations.
     *
     * @param value standard deviation over the generations
     * @return a copy
     */
    public LearningSettings withSigma(Schedule value) {
        return with("sigma", value);
    }

    /**
     * The same with other steps.
     *
     * @param value learning rate over the generations
     * @return a copy
     */
    public LearningSettings withLearningRate(Schedule value) {
        return with("learningRate", value);
    }

    /**
     * The same with another optimizer.
     *
     * @param value the optimizer
     * @return a copy
     */
    public LearningSettings withOptimizer(Optimizer value) {
        return with("optimizer", value);
    }

    /**
     * The same with another weight decay.
     *
     * @param value at least 0
     * @return a copy
     */
    public LearningSettings withWeightDecay(double value) {
        return with("weightDecay", value);
    }

    /**
     * The same with other fitness shaping.
     *
     * @param value how costs become weights
     * @return a copy
     */
    public LearningSettings withShaping(FitnessShaping value) {
        return with("shaping", value);
    }

    /**
     * The same with gradients of another scale.
     *
     * @param value brought to a common scale or as estimated
     * @return a copy
     */
    public LearningSettings withGradientScale(GradientScale value) {
        return with("gradientScale", value);
    }

    /**
     * The same with other scaling of observations.
     *
     * @param value by ranges or by running statistics
     * @return a copy
     */
    public LearningSettings withNormalisation(Normalisation value) {
        return with("normalisation", value);
    }

    /**
     * The same for another number of generations; schedules stretch with it.
     *
     * @param value at least 1
     * @return a copy
     */
    public LearningSettings withGenerations(int value) {
        return with("generations", value);
    }

    /**
     * The same with another validation.
     *
     * @param fixedEpisodes size of the validation set, at least 1
     * @param interval generations from one validation to the next, at least 1
     * @return a copy
     */
    public LearningSettings withValidation(int fixedEpisodes, int interval) {
        return with("validationEpisodes", fixedEpisodes).with("validationInterval", interval);
    }

    /**
     * The same with another patience.
     *
     * @param value validations without a better result after which the run ends; 0 for never
     * @return a copy
     */
    public LearningSettings withPatience(int value) {
        return with("patience", value);
    }

    private LearningSettings with(String key, Object value) {
        Map<String, String> map = toMap();
        map.put(key, value.toString());
        return fromMap(map);
    }

    /**
     * The settings as text, for files.
     *
     * @return a new map from the component's name to its value, in order; {@link #fromMap} reads it back exactly
     */
    public Map<String, String> toMap() {
        Map<String, String> map = new LinkedHashMap<>();
        map.put("estimator", estimator.toString());
        map.put("seed", Long.toString(seed));
        map.put("precision", precision.name());
        map.put("population", Integer.toString(population));
        map.put("episodes", Integer.toString(episodes));
        map.put("sigma", sigma.toString());
        map.put("learningRate", learningRate.toString());
        map.put("optimizer", optimizer.toString());
        map.put("weightDecay", Double.toString(weightDecay));
        map.put("shaping", shaping.name());
        map.put("gradientScale", gradientScale.name());
        map.put("normalisation", normalisation.name());
        map.put("generations", Integer.toString(generations));
        map.put("validationEpisodes", Integer.toString(validationEpisodes));
        map.put("validationInterval", Integer.toString(validationInterval));
        map.put("patience", Integer.toString(patience));
        return map;
    }

    /**
     * Reads settings; what the map does not have stays at its default.
     *
     * @param map from a component's name to its value
     * @return the settings
     * @throws IllegalArgumentException if a name is unknown or a value is not possible, naming both
     */
    public static LearningSettings fromMap(Map<String, String> map) {
        Map<String, String> all = defaultTexts();
        for (Map.Entry<String, String> entry : map.entrySet()) {
            if (!KEYS.contains(entry.getKey())) {
                throw new IllegalArgumentException("there is no learning setting '" + entry.getKey() + "'; known are "
                        + String.join(", ", all.keySet()));
            }
            all.put(entry.getKey(), entry.getValue());
        }
        return new LearningSettings(
                EstimatorChoice.parse(all.get("estimator")),
                Long.parseLong(number(all, "seed")),
                constant(Precision.class, all, "precision"),
                Integer.parseInt(number(all, "population")),
                Integer.parseInt(number(all, "episodes")),
                Schedule.parse(all.get("sigma")),
                Schedule.parse(all.get("learningRate")),
                Optimizer.parse(all.get("optimizer")),
                Double.parseDouble(number(all, "weightDecay")),
                constant(FitnessShaping.class, all, "shaping"),
                constant(GradientScale.class, all, "gradientScale"),
                constant(Normalisation.class, all, "normalisation"),
                Integer.parseInt(number(all, "generations")),
                Integer.parseInt(number(all, "validationEpisodes")),
                Integer.parseInt(number(all, "validationInterval")),
                Integer.parseInt(number(all, "patience")));
    }

    private static Map<String, String> defaultTexts() {
        return defaults().toMap();
    }

    private static String number(Map<String, String> map, String key) {
        String text = map.get(key).strip();
        if (!text.matches(key.equals("weightDecay") ? "[-+0-9.eE]+" : "[-+]?[0-9]+")) {
            throw new IllegalArgumentException(key + " '" + text + "' is not a number");
        }
        return text;
    }

    private static <E extends Enum<E>> E constant(Class<E> type, Map<String, String> map, String key) {
        String text = map.get(key).strip().toUpperCase(Locale.ROOT).replace('-', '_');
        for (E value : type.getEnumConstants()) {
            if (value.name().equals(text)) {
                return value;
            }
        }
        throw new IllegalArgumentException(key + " '" + map.get(key) + "' is unknown; give one of "
                + java.util.Arrays.toString(type.getEnumConstants()));
    }
}
