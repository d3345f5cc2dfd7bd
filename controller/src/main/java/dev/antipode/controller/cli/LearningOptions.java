package dev.antipode.controller.cli;

import dev.antipode.controller.train.EstimatorChoice;
import dev.antipode.controller.train.EstimatorSetting;
import dev.antipode.controller.train.LearningSettings;
import dev.antipode.core.memory.Precision;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** What decides the trained bits. What is not given stays at the default of task and estimator. */
final class LearningOptions {
    @Option(names = "--generations", paramLabel = "N", description = "The length of the run and of its schedules.")
    private String generations;

    @Option(
            names = "--population",
            paramLabel = "N",
            description = "Candidates of a generation, an even number: they come in antithetic pairs.")
    private String population;

    @Option(names = "--episodes", paramLabel = "N", description = "Episodes that every candidate of a generation runs.")
    private String episodes;

    @Option(
            names = "--sigma",
            paramLabel = "SCHEDULE",
            description = "Standard deviation of the perturbations: a number, or linear:FROM:TO, cosine:FROM:TO, "
                    + "exponential:FROM:TO over the generations.")
    private String sigma;

    @Option(names = "--learning-rate", paramLabel = "SCHEDULE", description = "Step size, a number or a schedule.")
    private String learningRate;

    @Option(names = "--optimizer", paramLabel = "NAME", description = "adam, adam:BETA1:BETA2, sgd or sgd:MOMENTUM.")
    private String optimizer;

    @Option(
            names = "--weight-decay",
            paramLabel = "X",
            description = "Share of the parameters taken off each step, times the learning rate.")
    private String weightDecay;

    @Option(
            names = "--shaping",
            paramLabel = "NAME",
            description = "How costs become weights: centred-rank, standardised or none.")
    private String shaping;

    @Option(
            names = "--gradient-scale",
            paramLabel = "NAME",
            description = "The gradient that the optimizer sees: unit (root mean square 1) or raw (as estimated).")
    private String gradientScale;

    @Option(
            names = "--normalisation",
            paramLabel = "NAME",
            description = "How observations are scaled: range (their declared ranges) or running (statistics).")
    private String normalisation;

    @Option(
            names = "--validation-episodes",
            paramLabel = "N",
            description = "The fixed set of episodes by which the saved parameters are chosen.")
    private String validationEpisodes;

    @Option(
            names = "--validation-interval",
            paramLabel = "N",
            description = "Generations from one validation to the next.")
    private String validationInterval;

    @Option(
            names = "--patience",
            paramLabel = "N",
            description = "Validations without a better result after which the run ends; 0 for never.")
    private String patience;

    @Option(names = "--precision", description = "${COMPLETION-CANDIDATES}.")
    private Precision precision;

    @Option(
            names = "--estimator",
            paramLabel = "NAME",
            description =
                    "es: antithetic evolution strategies, what train does by default. tbptt:WINDOW[:DECAY[:CLIP]]: "
                            + "backpropagation through time, cut off every WINDOW control steps (or full), the signal multiplied by "
                            + "DECAY and clipped at CLIP each step. guarded[:WINDOW[:FACTOR[:INTERVAL]]][:switched]: the same over the longest "
                            + "window, at most WINDOW, in which perturbations grow by no more than FACTOR (15), where tests find it better "
                            + "than es, else es with 4 pairs and twice as many after each refusal; tests come every INTERVAL (20) updates, "
                            + "and up to four times as rarely while they are passed; with :switched at the end, es with one pair makes "
                            + "every second update whatever they find. "
                            + "forward[:DIRECTIONS]: forward mode without a tape, exact or in "
                            + "random directions; exact is what tune does by default, where no input moves in steps. snes: separable "
                            + "natural evolution strategies, which adapt a deviation for every parameter. ars[:TOP]: augmented random search with the TOP best directions (default: all), its second "
                            + "version with --normalisation running. guided[:WINDOW[:SUBSPACE[:ALPHA]]]: evolution strategies that favour "
                            + "the last SUBSPACE truncated gradients (default 30:4:0.5; ALPHA of the variance goes everywhere). "
                            + "mixed[:WINDOW[:GAMMA]]: first and zeroth order mixed by a rule of confidence, no further than GAMMA "
                            + "half-widths from zeroth order (default full:1). Where these are not given, snes and ars bring an "
                            + "optimizer (sgd:0) and a learning rate of their own, snes, ars and guided a sigma, tbptt and "
                            + "guarded twice the task's episodes, tbptt a fifth of its learning rate, guarded half its population. "
                            + "One update every WINDOW steps while episodes go on: "
                            + "nres:WINDOW, pes:WINDOW and tes:WINDOW (evolution strategies with noise that is reused for an episode, "
                            + "added up or forgotten), online:WINDOW[:DECAY[:CLIP]] (backpropagation); with :locked at the end, all "
                            + "episodes are in step.")
    private String estimator;

    /** The names and values of what was given, without the seed. */
    private Map<String, String> given() {
        Map<String, String> map = new LinkedHashMap<>();
        put(map, "estimator", estimator);
        put(map, "generations", generations);
        put(map, "population", population);
        put(map, "episodes", episodes);
        put(map, "sigma", sigma);
        put(map, "learningRate", learningRate);
        put(map, "optimizer", optimizer);
        put(map, "weightDecay", weightDecay);
        put(map, "shaping", shaping);
        put(map, "gradientScale", gradientScale);
        put(map, "normalisation", normalisation);
        put(map, "validationEpisodes", validationEpisodes);
        put(map, "validationInterval", validationInterval);
        put(map, "patience", patience);
        put(map, "precision", precision == null ? null : precision.name());
        return map;
    }

    private static void put(Map<String, String> map, String key, String value) {
        if (value != null) {
            map.put(key, value);
        }
    }

    /** Whether anything was given that decides the bits. */
    boolean any() {
        return !given().isEmpty();
    }

    LearningSettings over(LearningSettings defaults, long seed) {
        LearningSettings changed =
                estimator == null ? defaults : EstimatorChoice.parse(estimator).defaults(defaults);
        Map<String, String> map = changed.toMap();
        map.putAll(given());
        map.put("seed", Long.toString(seed));
        return LearningSettings.fromMap(map);
    }

    /** Says which of the options that were given make no difference to an estimator. */
    void tellIdle(EstimatorChoice chosen, Consumer<String> say) {
        tellIdle("--population", population, EstimatorSetting.POPULATION, chosen, say);
        tellIdle("--sigma", sigma, EstimatorSetting.SIGMA, chosen, say);
        tellIdle("--shaping", shaping, EstimatorSetting.SHAPING, chosen, say);
        tellIdle("--gradient-scale", gradientScale, EstimatorSetting.GRADIENT_SCALE, chosen, say);
    }

    /** The same for one option; scripts give all estimators the same ones, so that none is refused. */
    static void tellIdle(
            String option, Object value, EstimatorSetting setting, EstimatorChoice chosen, Consumer<String> say) {
        if (value != null && !chosen.reads(setting)) {
            say.accept(option + " " + value + " makes no difference to estimator '" + chosen + "'; those that use it: "
                    + setting.readers());
        }
    }
}
