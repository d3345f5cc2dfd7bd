package dev.antipode.controller.compare;

/**
 * What a control step costs, in control steps of a plain rollout.
 *
 * @param gradient a step that is run, kept, run again with its derivatives recorded, and reversed; at least 1 where any are taken
 * @param tangent a step that is run with one tangent; at least 1 where any are taken
 */
public record StepWeights(double gradient, double tangent) {
    /** Where there are plain steps alone. */
    public static final StepWeights PLAIN = new StepWeights(1, 1);

    /** Checks the weights. */
    public StepWeights {
        require("gradient", gradient);
        require("tangent", tangent);
    }

    private static void require(String name, double weight) {
        if (!(weight > 0) || Double.isInfinite(weight)) {
            throw new IllegalArgumentException(
                    "a " + name + " step cannot cost " + weight + " plain steps; the number must be above 0");
        }
    }

    /**
     * The cost of a run.
     *
     * @param simulatorSteps all control steps
     * @param gradientSteps those of them that were backpropagated through
     * @param tangentSteps those of them that a tangent rode along
     * @return in plain control steps
     */
    public double cost(long simulatorSteps, long gradientSteps, long tangentSteps) {
        return simulatorSteps + (gradient - 1) * gradientSteps + (tangent - 1) * tangentSteps;
    }
}
