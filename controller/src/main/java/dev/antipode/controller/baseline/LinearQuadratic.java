package dev.antipode.controller.baseline;

import dev.antipode.core.linear.DiscreteRiccati;
import dev.antipode.core.linear.RiccatiResult;
import dev.antipode.sim.NominalTask;
import dev.antipode.sim.Signal;
import dev.antipode.sim.TaskModel;
import java.util.Arrays;

/**
 * The linear-quadratic regulator of a task (LQR): the gain that is best for the plant and the stage cost linearised about the
 * rest at the goal; and the same with the integrals of the errors from the reference (LQI), after P. C. Young, J. C. Willems,
 * "An approach to the linear multivariable servomechanism problem", International Journal of Control 15 (1972).
 */
public final class LinearQuadratic {
    /** An error's integral over this part of the horizon weighs as much as the error itself. */
    private static final double INTEGRAL_TIME = 0.5;

    /** Beyond it, derivatives one column at a time take too long. */
    private static final int MOST_STATES = 64;

    private final TaskModel task;
    private final Linearisation linear;
    private final boolean integral;
    private final double[] gain;
    private final double[] costToGo;
    private final double spectralRadius;

    private LinearQuadratic(NominalTask nominal, boolean integral) {
        this.task = nominal.task();
        this.integral = integral;
        if (integral && task.references().isEmpty()) {
            throw new NoBaselineException(
                    "task '" + task.name() + "' has no reference whose error could be integrated; use lqr");
        }
        this.linear = Linearisation.of(nominal);
        int m = task.plant().inputs().size();
        int size = linear.size() + integrals();
        DiscreteRiccati riccati = new DiscreteRiccati(size, m);
        RiccatiResult result = riccati.solve(
                extendedA(),
                Arrays.copyOf(linear.b(), size * m),
                extendedQ(),
                linear.weights().r(),
                Arrays.copyOf(linear.weights().s(), size * m));
        if (result != RiccatiResult.STABILISING) {
            throw new NoBaselineException("task '" + task.name() + "' has no " + name() + ": " + result.sentence());
        }
        this.spectralRadius = riccati.spectralRadius();
        this.gain = new double[m * size];
        for (int i = 0; i < gain.length; i++) {
            double command = task.plant().inputs().get(i / size).halfWidth();
            gain[i] = riccati.gain(i / size, i % size) * command / unit(i % size);
        }
        this.costToGo = new double[size * size];
        for (int i = 0; i < costToGo.length; i++) {
            costToGo[i] = riccati.solution(i / size, i % size) / (unit(i / size) * unit(i % size));
        }
    }

    /**
     * The regulator.
     *
     * @param task the task
     * @return its design
     * @throws NoBaselineException where the task cannot be linearised at the goal or not be stabilised, saying why
     */
    public static LinearQuadratic regulator(TaskModel task) {
        return new LinearQuadratic(nominal(task), false);
    }

    /**
     * The regulator with integral action.
     *
     * @param task the task
     * @return its design
     * @throws NoBaselineException as {@link #regulator}, and where the task has no reference
     */
    public static LinearQuadratic integrating(TaskModel task) {
        return new LinearQuadratic(nominal(task), true);
    }

    private static NominalTask nominal(TaskModel task) {
        int states = task.plant().states().size();
        if (states > MOST_STATES) {
            throw new NoBaselineException("the plant of task '" + task.name() + "' has " + states
                    + " states; linear-quadratic baselines go up to " + MOST_STATES);
        }
        return new NominalTask(task);
    }

    private String name() {
        return integral ? "LQI" : "LQR";
    }

    private int integrals() {
        return integral ? task.references().size() : 0;
    }

    private double integralSeconds() {
        return INTEGRAL_TIME * task.timing().periodSeconds() * task.timing().horizonSteps();
    }

    /** The integrals, in units of half the state's range times the integral time, fall by each period's error. */
    private double[] extendedA() {
        int n = linear.size();
        int size = n + integrals();
        double[] a = new double[size * size];
        for (int i = 0; i < n; i++) {
            System.arraycopy(linear.a(), i * n, a, i * size, n);
        }
        for (int r = 0; r < integrals(); r++) {
            a[(n + r) * size + n + r] = 1;
            a[(n + r) * size + linear.rest().setPoints()[r]] = -task.timing().periodSeconds() / integralSeconds();
        }
        return a;
    }

    private double[] extendedQ() {
        int n = linear.size();
        int size = n + integrals();
        double[] q = new double[size * size];
        for (int i = 0; i < n; i++) {
            System.arraycopy(linear.weights().q(), i * n, q, i * size, n);
        }
        for (int r = 0; r < integrals(); r++) {
            int state = linear.rest().setPoints()[r];
            q[(n + r) * size + n + r] = q[state * size + state];
        }
        return q;
    }

    /** What one unit of an extended state is: half a range; for an integral, times the integral time. */
    private double unit(int state) {
        if (state >= linear.size()) {
            Signal signal = task.plant().states().get(linear.rest().setPoints()[state - linear.size()]);
            return signal.halfWidth() * integralSeconds();
        }
        return Linearisation.half(task, state);
    }

    /**
     * The control law, which sees the true state and reference and the commands before.
     *
     * @return a policy without parameters
     */
    public StateFeedback policy() {
        return new StateFeedback(task, linear.rest(), linear.past(), integrals(), gain);
    }

    /**
     * The size of the state that is fed back: the plant's, commands on their way, integrals.
     *
     * @return at least 1
     */
    public int size() {
        return linear.size() + integrals();
    }

    /**
     * An entry of the gain K of {@code u = u* - K (z - z*)}.
     *
     * @param input from 0
     * @param state from 0 to {@link #size} - 1: the plant's states, then the commands before, newest first, then the integrals
     * @return the number, in the declared units
     */
    public double gain(int input, int state) {
        return gain[input * size() + state];
    }

    /**
     * An entry of the quadratic cost to go from a deviation z from rest, {@code z^T X z}, beyond what resting costs.
     *
     * @param row as the state of {@link #gain}
     * @param col as the state of {@link #gain}
     * @return the number, in the declared units
     */
    public double costToGo(int row, int col) {
        return costToGo[row * size() + col];
    }

    /**
     * The spectral radius of the linear closed loop over one control period.
     *
     * @return below 1
     */
    public double spectralRadius() {
        return spectralRadius;
    }

    /**
     * The state at rest at the goal.
     *
     * @return a copy, for the reference of the middle draws
     */
    public double[] restState() {
        return linear.rest().state().clone();
    }

    /**
     * The input at rest at the goal.
     *
     * @return a copy, for the reference of the middle draws
     */
    public double[] restInput() {
        return linear.rest().input().clone();
    }

    /**
     * What the weights of the quadratic cost are.
     *
     * @return a clause for reports
     */
    public String weights() {
        return linear.weights().description();
    }
}
