package dev.antipode.controller.paper;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Jvp;
import dev.antipode.core.graph.Node;
import java.util.List;

/**
 * The loss of one number of figure 1: {@code l(x) = 0.1 sin(x w / pi) + (x / 10)^2 + 0.1}, for x from -10 to 10, smoothed by a normal
 * perturbation of deviation {@value #SIGMA}.
 */
public final class Sinusoid {
    /** The deviation of the perturbation. */
    public static final double SIGMA = 0.3;
    /** The largest x. */
    public static final double LARGEST = 10;

    private static final double AMPLITUDE = 0.1;

    private Sinusoid() {}

    /**
     * The loss.
     *
     * @param x where
     * @param frequency w
     * @return l(x)
     */
    public static double loss(double x, double frequency) {
        return AMPLITUDE * StrictMath.sin(x * frequency / Math.PI) + x * x / 100 + 0.1;
    }

    /**
     * Its slope.
     *
     * @param x where
     * @param frequency w
     * @return dl/dx
     */
    public static double slope(double x, double frequency) {
        return AMPLITUDE * frequency / Math.PI * StrictMath.cos(x * frequency / Math.PI) + x / 50;
    }

    /**
     * The mean of the loss over perturbations: the sine is damped by {@code exp(-(w sigma / pi)^2 / 2)}, the parabola raised.
     *
     * @param x where
     * @param frequency w
     * @return the smoothed loss
     */
    public static double smoothedLoss(double x, double frequency) {
        double turn = frequency * SIGMA / Math.PI;
        return AMPLITUDE * StrictMath.exp(-turn * turn / 2) * StrictMath.sin(x * frequency / Math.PI)
                + (x * x + SIGMA * SIGMA) / 100
                + 0.1;
    }

    /**
     * The slope of the smoothed loss, which every estimator has as its mean.
     *
     * @param x where
     * @param frequency w
     * @return its derivative by x
     */
    public static double smoothedSlope(double x, double frequency) {
        double turn = frequency * SIGMA / Math.PI;
        return AMPLITUDE
                        * frequency
                        / Math.PI
                        * StrictMath.exp(-turn * turn / 2)
                        * StrictMath.cos(x * frequency / Math.PI)
                + x / 50;
    }

    /** (x, frequency) to the loss. */
    static Graph graph() {
        GraphBuilder g = new GraphBuilder();
        Node x = g.input("x");
        Node frequency = g.input("frequency");
        Node phase = g.mul(g.mul(x, frequency), g.constant(1 / Math.PI));
        Node wave = g.mul(g.constant(AMPLITUDE), g.sin(phase));
        Node bowl = g.mul(g.mul(x, x), g.constant(0.01));
        return g.build(List.of("loss"), List.of(g.add(g.add(wave, bowl), g.constant(0.1))));
    }

    /**
     * (x, frequency, standard normal draw) to one estimate of the smoothed slope by each of {@link SlopeEstimator}, in their
     * order: the first from the loss's derivative, the others from its values.
     */
    static Graph estimates() {
        Graph loss = graph();
        Graph derivative = Jvp.of(loss, 0);
        GraphBuilder g = new GraphBuilder();
        Node x = g.input("x");
        Node frequency = g.input("frequency");
        Node step = g.mul(g.constant(SIGMA), g.input("draw"));
        Node perVariance = g.constant(1 / (SIGMA * SIGMA));
        Node weight = g.mul(step, perVariance);
        Node above = g.inline(loss, List.of(g.add(x, step), frequency)).get(0);
        Node below = g.inline(loss, List.of(g.sub(x, step), frequency)).get(0);
        Node here = g.inline(loss, List.of(x, frequency)).get(0);
        Node slope = g.inline(derivative, List.of(g.add(x, step), frequency, g.constant(1)))
                .get(1);
        return g.build(
                List.of("reparameterised", "plain", "centred", "antithetic"),
                List.of(
                        slope,
                        g.mul(weight, above),
                        g.mul(weight, g.sub(above, here)),
                        g.mul(g.mul(weight, g.constant(0.5)), g.sub(above, below))));
    }
}
