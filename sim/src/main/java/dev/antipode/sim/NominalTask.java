package dev.antipode.sim;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.Jvp;
import dev.antipode.core.graph.Op;
import dev.antipode.core.graph.Vjp;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A task with every random number in the middle of its distribution, as functions of state, reference and input with
 * their derivatives: in double precision, on the host, for setting controllers up. Matrices are row-major. Immutable.
 */
public final class NominalTask {
    private final TaskModel task;
    private final int states;
    private final int inputs;
    private final double[] parameters;
    private final Graph step;
    private final Graph stepTangent;
    private final Graph cost;
    private final Graph costCurvature;

    /**
     * Differentiates a task.
     *
     * @param task the task
     */
    public NominalTask(TaskModel task) {
        this.task = task;
        this.states = task.plant().states().size();
        this.inputs = task.plant().inputs().size();
        this.parameters = middle("parameters");
        this.step = task.plant().step();
        this.stepTangent = Jvp.of(step, IntStream.range(0, states + inputs).toArray());
        this.cost = task.graph("cost").graph();
        int references = task.references().size();
        int[] wrt = IntStream.concat(
                        IntStream.range(0, states),
                        IntStream.range(states + references, states + references + 2 * inputs))
                .toArray();
        this.costCurvature = Jvp.of(Vjp.of(cost, wrt), wrt);
    }

    /**
     * The task.
     *
     * @return as given
     */
    public TaskModel task() {
        return task;
    }

    /**
     * Where episodes start.
     *
     * @return the state of the middle draws; a new array
     */
    public double[] start() {
        return middle("initial");
    }

    /**
     * The reference at the start of an episode.
     *
     * @return that of the middle draws; a new array
     */
    public double[] reference() {
        return middle("reference", 0);
    }

    private double[] middle(String method, double... before) {
        TaskGraph graph = task.graph(method);
        List<Boolean> normal = graph.normal();
        double[] arguments = Arrays.copyOf(before, before.length + normal.size());
        for (int i = 0; i < normal.size(); i++) {
            arguments[before.length + i] = normal.get(i) ? 0 : 0.5;
        }
        return graph.graph().evaluate(arguments);
    }

    /**
     * The state one control period later, through all sub-steps.
     *
     * @param state not modified; so are the others
     * @param earlier the input of the first sub-steps, as many as the latency is longer than whole periods
     * @param later the input of the rest
     * @return the next state; a new array
     */
    public double[] next(double[] state, double[] earlier, double[] later) {
        double[] x = state;
        for (int i = 0; i < task.timing().substeps(); i++) {
            x = step.evaluate(join(x, i < lateSteps() ? earlier : later, parameters, stepSeconds()));
        }
        return x;
    }

    /**
     * The Jacobian of {@link #next}.
     *
     * @param state not modified; so are the others
     * @param earlier as for {@link #next}
     * @param later as for {@link #next}
     * @return states x (states + 2 inputs): by the state, by {@code earlier}, by {@code later}
     */
    public double[] nextJacobian(double[] state, double[] earlier, double[] later) {
        int columns = states + 2 * inputs;
        double[] jacobian = new double[states * columns];
        double[] tangent = new double[states + inputs];
        for (int column = 0; column < columns; column++) {
            double[] x = state;
            double[] dx = new double[states];
            if (column < states) {
                dx[column] = 1;
            }
            for (int i = 0; i < task.timing().substeps(); i++) {
                boolean late = i < lateSteps();
                System.arraycopy(dx, 0, tangent, 0, states);
                for (int j = 0; j < inputs; j++) {
                    tangent[states + j] = column == states + (late ? 0 : inputs) + j ? 1 : 0;
                }
                double[] both =
                        stepTangent.evaluate(join(x, late ? earlier : later, parameters, stepSeconds(), tangent));
                x = Arrays.copyOf(both, states);
                dx = Arrays.copyOfRange(both, states, 2 * states);
            }
            for (int i = 0; i < states; i++) {
                jacobian[i * columns + column] = dx[i];
            }
        }
        return jacobian;
    }

    private int lateSteps() {
        return task.timing().latencySubsteps() % task.timing().substeps();
    }

    private double[] stepSeconds() {
        return new double[] {task.timing().stepSeconds()};
    }

    /**
     * The stage cost.
     *
     * @param state not modified; so are the others
     * @param reference one number a reference
     * @param applied the input that acts at the end of the step
     * @param previous the one of the step before
     * @return the cost
     */
    public double cost(double[] state, double[] reference, double[] applied, double[] previous) {
        return cost.evaluate(join(state, reference, applied, previous, parameters))[0];
    }

    /**
     * The first derivatives of {@link #cost} by state, applied and previous input.
     *
     * @param state not modified; so are the others
     * @param reference as for {@link #cost}
     * @param applied as for {@link #cost}
     * @param previous as for {@link #cost}
     * @return the gradient, states + 2 inputs long
     */
    public double[] costGradient(double[] state, double[] reference, double[] applied, double[] previous) {
        int size = states + 2 * inputs;
        double[] point = join(state, reference, applied, previous, parameters, new double[] {1}, new double[size]);
        return Arrays.copyOfRange(costCurvature.evaluate(point), 1, 1 + size);
    }

    /**
     * The second derivatives of {@link #cost} by state, applied and previous input.
     *
     * @param state not modified; so are the others
     * @param reference as for {@link #cost}
     * @param applied as for {@link #cost}
     * @param previous as for {@link #cost}
     * @return the Hessian, states + 2 inputs square; not finite where there is no derivative
     */
    public double[] costHessian(double[] state, double[] reference, double[] applied, double[] previous) {
        int size = states + 2 * inputs;
        double[] hessian = new double[size * size];
        double[] point = join(state, reference, applied, previous, parameters, new double[] {1});
        double[] tangent = new double[size];
        for (int column = 0; column < size; column++) {
            Arrays.fill(tangent, 0);
            tangent[column] = 1;
            double[] outputs = costCurvature.evaluate(join(point, tangent));
            // The cost and its gradient, then the tangent of each.
            for (int row = 0; row < size; row++) {
                hessian[row * size + column] = outputs[1 + size + 1 + row];
            }
        }
        return hessian;
    }

    /**
     * Whether the stage cost looks at the input of the step before.
     *
     * @return false where {@code previous} has no influence
     */
    public boolean costSeesPrevious() {
        int first = states + task.references().size() + inputs;
        return cost.nodes().stream()
                .anyMatch(n -> n.op() == Op.INPUT && n.index() >= first && n.index() < first + inputs);
    }

    /**
     * Whether a state is at the goal.
     *
     * @param state not modified
     * @param reference not modified
     * @return true at the goal
     */
    public boolean atGoal(double[] state, double[] reference) {
        return judge("atGoal", state, reference);
    }

    /**
     * Whether a state is lost.
     *
     * @param state not modified
     * @param reference not modified
     * @return true if it is
     */
    public boolean failed(double[] state, double[] reference) {
        return judge("failed", state, reference);
    }

    private boolean judge(String method, double[] state, double[] reference) {
        return task.graph(method).graph().evaluate(join(state, reference, parameters))[0] > 0;
    }

    private static double[] join(double[]... parts) {
        return Arrays.stream(parts).flatMapToDouble(Arrays::stream).toArray();
    }
}
