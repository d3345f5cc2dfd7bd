package dev.antipode.sim;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.jacobian.ForwardJacobian;
import dev.antipode.core.jacobian.Linearization;
import dev.antipode.core.kernel.KernelCompiler;
import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Workspace;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The Jacobians of a plant's step, or of its derivative in continuous time, at up to {@link #POINTS} points at once.
 * First {@link #set} points and {@link #evaluate}, then {@link #differentiate} one point after the other. Inputs are
 * clamped to their {@link Range} and go to the nearest of their {@link Levels}; the slope there is that of the plant, which knows
 * neither. Allocates nothing after
 * construction. Not thread-safe.
 */
public final class PlantJacobian implements AutoCloseable {
    /** How many points there are. */
    public static final int POINTS = Linearization.POINTS;

    /** What a plant is differentiated with respect to, by the letters of linear systems: {@code dx/dt = A x + B u}. */
    public enum Matrix {
        /** With respect to the states. */
        A,
        /** With respect to the inputs. */
        B,
        /** With respect to the parameters. */
        P;

        /**
         * The columns' signals.
         *
         * @param plant the plant
         * @return one a column, in the plant's order
         */
        public List<Signal> signals(PlantModel plant) {
            return switch (this) {
                case A -> plant.states();
                case B -> plant.inputs();
                case P -> plant.parameters();
            };
        }
    }

    private final PlantModel plant;
    private final int[] firstColumn = new int[Matrix.values().length];
    private final ForwardJacobian jacobian;
    private final Workspace workspace;
    private long clamped;

    private PlantJacobian(PlantModel plant, String what, Graph graph, Set<Matrix> wanted, KernelCompiler compiler) {
        this.plant = plant;
        int[] wrt = new int[graph.inputNames().size()];
        int input = 0;
        int columns = 0;
        for (Matrix matrix : Matrix.values()) {
            firstColumn[matrix.ordinal()] = columns;
            for (int i = 0; i < matrix.signals(plant).size(); i++, input++) {
                if (wanted.contains(matrix)) {
                    wrt[columns++] = input;
                }
            }
        }
        Linearization linearization =
                Linearization.compile(plant.name() + " " + what, graph, Arrays.copyOf(wrt, columns), compiler);
        MemoryPlan.Builder plan = MemoryPlan.builder();
        long offset = plan.add("jacobian", linearization.dimensions(), linearization.bytes());
        workspace = Workspace.allocate(plan.build(), Long.MAX_VALUE);
        jacobian = new ForwardJacobian(linearization, workspace.block(), offset);
    }

    /**
     * Of one step: the value is the next state.
     *
     * @param plant the plant
     * @param integrator how it is stepped; null for a plant in discrete time
     * @param stepSeconds the step
     * @param wanted the matrices that will be asked for: fewer are faster
     * @param compiler makes the kernels
     * @return the Jacobians, to be closed
     * @throws IllegalArgumentException if the plant is in discrete time and takes no integrator, the step is not above 0,
     *     or there is nothing to differentiate for
     */
    public static PlantJacobian ofStep(
            PlantModel plant, Integrator integrator, double stepSeconds, Set<Matrix> wanted, KernelCompiler compiler) {
        Checks.requireStep(stepSeconds);
        Graph step = plant.step(integrator);
        PlantJacobian made = new PlantJacobian(plant, "step", step, wanted, compiler);
        for (int point = 0; point < POINTS; point++) {
            made.jacobian.setInput(point, step.inputNames().size() - 1, stepSeconds);
        }
        return made;
    }

    /**
     * Of the derivative {@code dx/dt = f(x, u, p)}, which is the value.
     *
     * @param plant a plant in continuous time
     * @param wanted the matrices that will be asked for: fewer are faster
     * @param compiler makes the kernels
     * @return the Jacobians, to be closed
     * @throws IllegalArgumentException if the plant is in discrete time, or there is nothing to differentiate for
     */
    public static PlantJacobian ofDerivative(PlantModel plant, Set<Matrix> wanted, KernelCompiler compiler) {
        Graph derivative = plant.derivative()
                .orElseThrow(() -> new IllegalArgumentException("plant '" + plant.name()
                        + "' is written in discrete time with a period of " + plant.period()
                        + " s and has no derivative in continuous time; take the Jacobian of its step"));
        return new PlantJacobian(plant, "derivative", derivative, wanted, compiler);
    }

    /**
     * The memory.
     *
     * @return where its bytes go
     */
    public MemoryPlan plan() {
        return workspace.plan();
    }

    /**
     * Sets a point.
     *
     * @param point from 0 to {@link #POINTS} - 1
     * @param states one number a state, in the plant's order; not modified
     * @param inputs one number an input; not modified
     * @param parameters one number a parameter; not modified
     */
    public void set(int point, double[] states, double[] inputs, double[] parameters) {
        int next = 0;
        for (int i = 0; i < plant.states().size(); i++) {
            jacobian.setInput(point, next++, states[i]);
        }
        for (int i = 0; i < plant.inputs().size(); i++) {
            double applied = plant.inputs().get(i).limited(inputs[i]);
            if (applied != inputs[i]) {
                clamped++;
            }
            jacobian.setInput(point, next++, applied);
        }
        for (int i = 0; i < plant.parameters().size(); i++) {
            jacobian.setInput(point, next++, parameters[i]);
        }
    }

    /** Computes the values at all points. */
    public void evaluate() {
        jacobian.evaluate();
    }

    /**
     * A component of the value, after {@link #evaluate}: the next state, or its derivative.
     *
     * @param point from 0 to {@link #POINTS} - 1
     * @param i which state
     * @return the number
     */
    public double value(int point, int i) {
        return jacobian.value(point, i);
    }

    /**
     * Computes the matrices at one point, after {@link #evaluate}.
     *
     * @param point from 0 to {@link #POINTS} - 1
     */
    public void differentiate(int point) {
        jacobian.differentiate(point);
    }

    /**
     * An entry of a matrix, after {@link #differentiate}.
     *
     * @param matrix one that was wanted
     * @param i which component of the value
     * @param j which state, input or parameter
     * @return the partial derivative
     */
    public double get(Matrix matrix, int i, int j) {
        return jacobian.get(i, firstColumn[matrix.ordinal()] + j);
    }

    /**
     * How many given inputs were outside their range, or between their levels, so far.
     *
     * @return a count over all points
     */
    public long clampedInputs() {
        return clamped;
    }

    /** Frees the memory. The compiler stays open. */
    @Override
    public void close() {
        workspace.close();
    }
}
