package dev.antipode.controller.train;

/**
 * Gradient descent with momentum: {@code m = momentum m + g}, {@code theta = theta - learningRate m} (Sutskever and others, "On
 * the importance of initialization and momentum in deep learning", 2013, equations 1 and 2, with the rate outside the
 * moment so that schedules act at once). The second moment is left alone.
 *
 * @param momentum at least 0 and below 1; 0 is plain gradient descent
 */
public record Sgd(double momentum) implements Optimizer {
    /** The momentum where none is given. */
    public static final double MOMENTUM = 0.9;

    /** Checks the value. */
    public Sgd {
        if (!(momentum >= 0 && momentum < 1)) {
            throw new IllegalArgumentException("momentum " + momentum + " must be at least 0 and below 1, such as 0.9");
        }
    }

    @Override
    public void step(Vectors v, int from, int to, int update, double learningRate, double weightDecay) {
        for (int i = from; i < to; i++) {
            double m = momentum * v.get(v.first(), i) + v.get(v.gradient(), i);
            v.set(v.first(), i, m);
            double theta = v.get(v.theta(), i);
            v.set(v.theta(), i, theta - learningRate * (m + weightDecay * theta));
        }
    }

    @Override
    public String toString() {
        return "sgd:" + momentum;
    }
}
