package dev.antipode.controller.paper;

import dev.antipode.controller.train.EstimatorChoice;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What is done to backpropagation through whole episodes, or mixed with it, by what is learned for the same cost: the pendulum of
 * {@link TruncationFigure}.
 *
 * @param budget what a run may cost, in control steps
 * @param seeds runs of each
 */
record TrainedRemedies(long budget, int seeds) implements Remedy {
    private static final String WHOLE = "tbptt:full";
    private static final Map<String, String> REMEDIES = new TreeMap<>(Map.of(
            "tbptt:50", "truncation: windows of backpropagation, here of 50 steps",
            "tbptt:full:0.9", "decay: the signal back multiplied at every step, here by 0.9",
            "tbptt:full:1:0.1", "clipping: the signal back held below a length, here 0.1",
            "mixed", "mixed estimators: first-order and black-box gradients by a rule of confidence"));
    private static final TruncationFigure.Sample SAMPLE = new TruncationFigure.Sample(32, 8);
    /** The share of the untrained cost that counts. */
    private static final double CLEAR = 0.02;

    @Override
    public double expectedSeconds() {
        return (REMEDIES.size() + 1) * seeds * (1 + budget * 1e-6);
    }

    @Override
    public List<Finding> measure(FigureContext context) {
        List<EstimatorChoice> estimators = Stream.concat(Stream.of(WHOLE), REMEDIES.keySet().stream())
                .map(EstimatorChoice::parse)
                .toList();
        return lines(TruncationRuns.measure(context, TruncationTask.PENDULUM, estimators, seeds, budget, 0, SAMPLE));
    }

    List<Finding> lines(TruncationRuns runs) {
        double whole = runs.cost().get(EstimatorChoice.parse(WHOLE));
        return REMEDIES.entrySet().stream()
                .map(remedy -> {
                    double cost = runs.cost().get(EstimatorChoice.parse(remedy.getKey()));
                    return Remedy.line(
                            remedy.getValue() + " (" + remedy.getKey() + " on the pendulum)",
                            String.format(
                                    Locale.ROOT,
                                    "for %.3g steps a cost of %.3f a step against %.3f with whole episodes, from %.3f untrained",
                                    (double) budget,
                                    cost,
                                    whole,
                                    runs.untrained()),
                            cost < whole - CLEAR * runs.untrained());
                })
                .toList();
    }
}
