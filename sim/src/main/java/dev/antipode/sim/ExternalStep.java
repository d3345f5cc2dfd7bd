package dev.antipode.sim;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import dev.antipode.core.linear.SmallMatrices;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One step of an {@link ExternalDynamics} by the classical method of Runge and Kutta, with the exact Jacobian of that step: the chain rule
 * through its four stages (E. Hairer, S. P. Norsett, G. Wanner, "Solving Ordinary Differential Equations I", 2nd ed., section I.14).
 * Allocates nothing after its construction.
 */
final class ExternalStep {
    private static final double[] NODES = {0, 0.5, 0.5, 1};
    private static final double[] WEIGHTS = {1.0 / 6, 1.0 / 3, 1.0 / 3, 1.0 / 6};

    private final ExternalDynamics dynamics;
    private final double dt;
    private final int size;
    final double[] state;
    final double[] next;
    /** The derivatives of {@link #next} for {@link #state}, row by row. */
    final double[] nextBy;

    private final double[] point;
    private final double[] slope;
    private final double[] jacobian;
    /** How a stage's point, and its slope, change with the state that the step begins in. */
    private final double[] pointBy;

    private final double[] slopeBy;

    ExternalStep(ExternalDynamics dynamics, double dt) {
        this.dynamics = dynamics;
        this.dt = dt;
        this.size = dynamics.states().size();
        this.state = new double[size];
        this.next = new double[size];
        this.nextBy = new double[size * size];
        this.point = new double[size];
        this.slope = new double[size];
        this.jacobian = new double[size * size];
        this.pointBy = new double[size * size];
        this.slopeBy = new double[size * size];
    }

    /** From {@link #state} to {@link #next} and its derivatives; these are NaN where the step leaves the finite numbers. */
    void run() {
        System.arraycopy(state, 0, next, 0, size);
        SmallMatrices.identity(nextBy, size);
        for (int stage = 0; stage < NODES.length; stage++) {
            double node = NODES[stage] * dt;
            double weight = WEIGHTS[stage] * dt;
            SmallMatrices.identity(pointBy, size);
            System.arraycopy(state, 0, point, 0, size);
            if (stage > 0) {
                add(point, node, slope);
                add(pointBy, node, slopeBy);
            }
            if (!finite(point)) {
                Arrays.fill(next, Double.NaN);
                Arrays.fill(nextBy, Double.NaN);
                return;
            }
            dynamics.evaluate(point, slope, jacobian);
            SmallMatrices.multiply(jacobian, pointBy, slopeBy, size, size, size);
            add(next, weight, slope);
            add(nextBy, weight, slopeBy);
        }
    }

    private static void add(double[] to, double factor, double[] values) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * values[i];
        }
    }

    private static boolean finite(double[] values) {
        boolean finite = true;
        for (double value : values) {
            finite &= Double.isFinite(value);
        }
        return finite;
    }

    /**
     * The step near the point where it was computed, by Taylor to the first order: (state, that point, the state after it, Jacobian) to
     * (next state). At the point itself it is exact, and so is its derivative.
     */
    static Graph near(int size) {
        GraphBuilder g = new GraphBuilder();
        List<Node> state = inputs(g, "state.", size);
        List<Node> point = inputs(g, "point.", size);
        List<Node> next = inputs(g, "next.", size);
        List<Node> jacobian = inputs(g, "jacobian.", size * size);
        List<String> names = new ArrayList<>();
        List<Node> outputs = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Node value = next.get(i);
            for (int j = 0; j < size; j++) {
                value = g.fma(jacobian.get(i * size + j), g.sub(state.get(j), point.get(j)), value);
            }
            names.add("state." + i);
            outputs.add(value);
        }
        return g.build(names, outputs);
    }

    private static List<Node> inputs(GraphBuilder g, String prefix, int count) {
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            nodes.add(g.input(prefix + i));
        }
        return nodes;
    }
}
