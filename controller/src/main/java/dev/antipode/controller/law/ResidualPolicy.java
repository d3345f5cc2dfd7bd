package dev.antipode.controller.law;

import dev.antipode.controller.policy.PolicyDesign;
import dev.antipode.controller.policy.RangeScaling;
import dev.antipode.controller.policy.TensorShape;
import dev.antipode.controller.policy.TrainablePolicy;
import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import dev.antipode.core.program.ProgramBuilder;
import dev.antipode.core.program.Rows;
import dev.antipode.sim.ParameterLayout;
import dev.antipode.sim.Signal;
import dev.antipode.sim.TaskModel;
import java.util.ArrayList;
import java.util.List;

/**
 * A control law with fixed gains, and a trained correction of bounded size on top:
 *
 * <pre>
 * command = law + authority (learned - middle of the range)
 * </pre>
 *
 * where {@code learned}, the command of another policy, is kept within the input's range, so that the correction is at most
 * {@code authority} times half the range. Training starts where the correction is zero: from the law. Source: T. Johannink and others,
 * "Residual reinforcement learning for robot control", ICRA 2019 (arXiv 1812.03201), equation 5; T. Silver and others, "Residual
 * policy learning" (arXiv 1812.06298), which starts from a last layer of zeros.
 *
 * <p>The law sees observations in their own units; the learned policy sees them scaled by their declared ranges. Immutable.
 */
public final class ResidualPolicy implements TrainablePolicy {
    private final String lawName;
    private final FixedLaw law;
    private final double authority;
    private final TrainablePolicy learned;
    private final List<Signal> inputs;
    private final List<Signal> observations;
    private final Graph sum;

    private ResidualPolicy(
            String lawName,
            FixedLaw law,
            double authority,
            TrainablePolicy learned,
            List<Signal> inputs,
            List<Signal> observations) {
        this.lawName = lawName;
        this.law = law;
        this.authority = authority;
        this.learned = learned;
        this.inputs = inputs;
        this.observations = observations;
        this.sum = sum(inputs, authority);
    }

    /**
     * Puts a law and a policy together for a task.
     *
     * @param law with the gains that were tuned by hand for the task, else its defaults
     * @param authority the greatest correction as a share of half an input's range, above 0 and at most 1
     * @param learned makes the policy that is trained
     * @param task gives observations, inputs and their ranges
     * @return the policy
     * @throws IllegalArgumentException if the law is not for the task, the authority is out of range, an input has no range, or the
     *     policy is itself a law
     */
    public static ResidualPolicy of(
            ControlLaw<?, ?, ?, ?> law, double authority, PolicyDesign learned, TaskModel task) {
        requireAuthority(authority);
        List<Signal> inputs = task.plant().inputs();
        for (Signal input : inputs) {
            if (!input.bounded()) {
                throw new IllegalArgumentException("input '" + input.name()
                        + "' has no range that an authority could be a share of; give it a @Range with two ends");
            }
        }
        TrainablePolicy inner = learned.forTask(task);
        if (inner instanceof LawPolicy || inner instanceof ResidualPolicy) {
            throw new IllegalArgumentException("the learned part of a residual policy cannot be '" + inner.text()
                    + "', which does not start at zero; give linear, mlp or gru");
        }
        return new ResidualPolicy(
                Laws.name(law), FixedLaw.of(law, task), authority, inner, inputs, task.observations());
    }

    /**
     * The design of a residual policy, for training options.
     *
     * @param law a class with concrete records
     * @param authority the greatest correction as a share of half an input's range, above 0 and at most 1
     * @param learned makes the policy that is trained
     * @return makes {@link #of} for a task
     */
    public static PolicyDesign design(ControlLaw<?, ?, ?, ?> law, double authority, PolicyDesign learned) {
        requireAuthority(authority);
        return task -> of(law, authority, learned, task);
    }

    private static void requireAuthority(double authority) {
        if (!(authority > 0 && authority <= 1)) {
            throw new IllegalArgumentException("authority " + authority
                    + " must be above 0 and at most 1, a share of half an input's range, such as 0.3");
        }
    }

    private static Graph sum(List<Signal> inputs, double authority) {
        GraphBuilder g = new GraphBuilder();
        List<Node> laws = inputs.stream().map(i -> g.input("law." + i.name())).toList();
        List<Node> learned =
                inputs.stream().map(i -> g.input("learned." + i.name())).toList();
        List<Node> commands = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            Signal input = inputs.get(i);
            Node kept = g.min(g.max(learned.get(i), g.constant(input.min())), g.constant(input.max()));
            Node correction = g.sub(kept, g.constant(input.middle()));
            commands.add(g.fma(g.constant(authority), correction, laws.get(i)));
            names.add("command." + input.name());
        }
        return g.build(names, commands);
    }

    /**
     * The law without the correction.
     *
     * @return its policy, without parameters
     */
    public FixedLaw law() {
        return law;
    }

    @Override
    public int parameterCount() {
        return learned.parameterCount();
    }

    @Override
    public ParameterLayout layout() {
        return learned.layout();
    }

    @Override
    public int memorySize() {
        return law.memorySize() + learned.memorySize();
    }

    /** Never: the law reads units. */
    @Override
    public boolean normalisedObservations() {
        return false;
    }

    @Override
    public String text() {
        return Laws.RESIDUAL + lawName + ":" + authority + ":" + learned.text();
    }

    @Override
    public String fingerprint() {
        return "residual " + law.fingerprint() + " " + sum.fingerprint() + " "
                + RangeScaling.graph(observations).fingerprint() + " "
                + learned.fingerprint();
    }

    @Override
    public List<TensorShape> tensors() {
        return learned.tensors();
    }

    /** The learned policy's neutral parameters: the correction is zero. */
    @Override
    public double[] initialParameters(long seed) {
        return learned.neutralParameters(seed);
    }

    @Override
    public void append(ProgramBuilder program, Rows observation, Rows parameters, Rows memory, Rows command) {
        Rows lawMemory = memory.part(0, law.memorySize());
        Rows learnedMemory = memory.part(law.memorySize(), learned.memorySize());
        Rows lawCommand = program.rows("law's command", inputs.size());
        Rows learnedCommand = program.rows("learned command", inputs.size());
        Rows seen = RangeScaling.seen(program, learned, observation, observations);
        law.append(program, observation, lawMemory, lawCommand);
        learned.append(program, seen, parameters, learnedMemory, learnedCommand);
        program.kernel("residual", sum, List.of(lawCommand, learnedCommand), List.of(command));
    }
}
