package dev.antipode.controller.train;

/**
 * Adam: steps of about the learning rate in every coordinate, whatever the gradient's scale.
 *
 * <p>Source: Kingma and Ba, "Adam: a method for stochastic optimization" (2015), algorithm 1; the bias corrections use
 * powers by repeated squaring, which have the same bits on every machine.
 *
 * @param beta1 decay of the first moment, at least 0 and below 1
 * @param beta2 decay of the second moment, at least 0 and below 1
 * @param epsilon added to the root of the second moment, above 0
 */
public record Adam(double beta1, double beta2, double epsilon) implements Optimizer {
    /** The published default of epsilon, which suits gradients of unit size. */
    public static final double EPSILON = 1e-8;

    /** Checks the values. */
    public Adam {
        if (!(beta1 >= 0 && beta1 < 1) || !(beta2 >= 0 && beta2 < 1)) {
            throw new IllegalArgumentException("Adam's betas " + beta1 + " and " + beta2
                    + " must be at least 0 and below 1, such as 0.9 and 0.999");
        }
        if (!(epsilon > 0) || Double.isInfinite(epsilon)) {
            throw new IllegalArgumentException("Adam's epsilon " + epsilon + " must be above 0, such as 1e-8");
        }
    }

    /**
     * The published values.
     *
     * @return betas of 0.9 and 0.999
     */
    public static Adam defaults() {
        return new Adam(0.9, 0.999, EPSILON);
    }

    @Override
    public void step(Vectors v, int from, int to, int update, double learningRate, double weightDecay) {
        double correction1 = 1 - power(beta1, update);
        double correction2 = 1 - power(beta2, update);
        for (int i = from; i < to; i++) {
            double g = v.get(v.gradient(), i);
            double m = beta1 * v.get(v.first(), i) + (1 - beta1) * g;
            double s = beta2 * v.get(v.second(), i) + (1 - beta2) * (g * g);
            v.set(v.first(), i, m);
            v.set(v.second(), i, s);
            double theta = v.get(v.theta(), i);
            double direction = (m / correction1) / (Math.sqrt(s / correction2) + epsilon) + weightDecay * theta;
            v.set(v.theta(), i, theta - learningRate * direction);
        }
    }

    static double power(double base, int exponent) {
        double result = 1;
        double square = base;
        for (int rest = exponent; rest > 0; rest >>= 1) {
            if ((rest & 1) == 1) {
                result *= square;
            }
            square *= square;
        }
        return result;
    }

    @Override
    public String toString() {
        return "adam:" + beta1 + ":" + beta2 + (epsilon == EPSILON ? "" : ":" + epsilon);
    }
}
