package dev.antipode.controller.law;

import dev.antipode.controller.policy.PolicyDesign;
import dev.antipode.controller.policy.TensorShape;
import dev.antipode.controller.policy.TrainablePolicy;
import dev.antipode.core.graph.Graph;
import dev.antipode.core.program.ProgramBuilder;
import dev.antipode.core.program.Rows;
import dev.antipode.sim.ParameterLayout;
import dev.antipode.sim.Signal;
import dev.antipode.sim.TaskModel;
import java.util.List;

/** A {@link ControlLaw} lifted to a policy: one trained parameter for each gain, a row each, so lanes are candidates. Immutable. */
public final class LawPolicy implements TrainablePolicy {
    private final String name;
    private final List<GainScale> gains;
    private final int memorySize;
    private final Graph graph;

    private LawPolicy(String name, List<GainScale> gains, int memorySize, Graph graph) {
        this.name = name;
        this.gains = gains;
        this.memorySize = memorySize;
        this.graph = graph;
    }

    /**
     * Lifts a law for a task.
     *
     * @param law a class with concrete records
     * @param task whose observation and input records the law uses
     * @return the policy
     * @throws IllegalArgumentException if the records are not the task's, there are no gains, or the law cannot be lifted,
     *     naming class, method and line
     */
    public static LawPolicy of(ControlLaw<?, ?, ?, ?> law, TaskModel task) {
        LiftedLaw lifted = new LiftedLaw(law, task);
        if (lifted.gains().isEmpty()) {
            throw new IllegalArgumentException(lifted.name() + " has no gains; there is nothing to train");
        }
        return new LawPolicy(lifted.name(), lifted.gains(), lifted.memorySize(), lifted.tunable());
    }

    /**
     * The design of a law, for training options.
     *
     * @param law a class with concrete records
     * @return makes {@link #of} for a task
     */
    public static PolicyDesign design(ControlLaw<?, ?, ?, ?> law) {
        return task -> of(law, task);
    }

    /**
     * The gains that parameters stand for.
     *
     * @param parameters one number a gain, zero for its default
     * @return the gains in their own units, within their ranges
     */
    public double[] gains(double[] parameters) {
        double[] values = new double[parameters.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = gains.get(i).value(parameters[i]);
        }
        return values;
    }

    /**
     * The parameters that stand for gains.
     *
     * @param values one number a gain, in its own unit
     * @return one number a gain; {@link #gains} gives the values back where they are within their ranges
     * @throws IllegalArgumentException if there are more or fewer values than gains
     */
    public double[] parameters(double[] values) {
        if (values.length != gains.size()) {
            throw new IllegalArgumentException(
                    name + " has " + gains.size() + " gains, but " + values.length + " were given");
        }
        double[] parameters = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            parameters[i] = gains.get(i).parameter(values[i]);
        }
        return parameters;
    }

    /**
     * What is tuned.
     *
     * @return the gains in order, with their units, ranges and defaults
     */
    public List<Signal> gainSignals() {
        return gains.stream().map(GainScale::gain).toList();
    }

    @Override
    public int parameterCount() {
        return gains.size();
    }

    @Override
    public ParameterLayout layout() {
        return ParameterLayout.ROWS;
    }

    @Override
    public int memorySize() {
        return memorySize;
    }

    @Override
    public boolean normalisedObservations() {
        return false;
    }

    @Override
    public String text() {
        return "law:" + name;
    }

    @Override
    public String fingerprint() {
        return text() + " " + graph.fingerprint();
    }

    @Override
    public List<TensorShape> tensors() {
        return gains.stream()
                .map(scale -> new TensorShape("gain." + scale.gain().name(), List.of(1)))
                .toList();
    }

    /** Every gain starts at its default, whatever the seed. */
    @Override
    public double[] initialParameters(long seed) {
        return new double[gains.size()];
    }

    @Override
    public void append(ProgramBuilder program, Rows observation, Rows parameters, Rows memory, Rows command) {
        program.kernel("law", graph, List.of(observation, memory, parameters), List.of(command, memory));
    }
}
