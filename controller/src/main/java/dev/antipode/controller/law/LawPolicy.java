package dev.antipode.controller.law;

import dev.antipode.controller.policy.PolicyDesign;
import dev.antipode.controller.policy.TensorShape;
import dev.antipode.controller.policy.TrainablePolicy;
import dev.antipode.core.graph.Contraction;
import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import dev.antipode.core.lift.Argument;
import dev.antipode.core.lift.Lifter;
import dev.antipode.core.lift.RecordShape;
import dev.antipode.core.program.ProgramBuilder;
import dev.antipode.core.program.Rows;
import dev.antipode.sim.ParameterLayout;
import dev.antipode.sim.Reflected;
import dev.antipode.sim.Signal;
import dev.antipode.sim.TaskModel;
import java.lang.reflect.Method;
import java.util.ArrayList;
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
        List<RecordShape> shapes = Reflected.recordTypes(law.getClass(), ControlLaw.class).stream()
                .map(Reflected::shape)
                .toList();
        RecordShape observation = shapes.get(0);
        RecordShape input = shapes.get(1);
        RecordShape gain = shapes.get(2);
        RecordShape memory = shapes.get(3);
        require(law, "observation", observation, task.observations());
        require(law, "input", input, task.plant().inputs());
        if (gain.size() == 0) {
            throw new IllegalArgumentException(law.getClass().getName() + " has no gains; there is nothing to train");
        }
        List<GainScale> gains =
                Reflected.signals(gain).stream().map(GainScale::new).toList();

        GraphBuilder g = new GraphBuilder();
        List<Node> o = inputs(g, "observation.", observation);
        List<Node> m = inputs(g, "memory.", memory);
        List<Node> values = new ArrayList<>();
        for (GainScale scale : gains) {
            values.add(scale.value(g, g.input("parameter." + scale.gain().name())));
        }
        Argument seen = Argument.values(observation, o);
        Argument remembered = Argument.values(memory, m);
        Argument tuned = Argument.values(gain, values);
        Lifter lifter = new Lifter(g);
        Lifter.Lifted command = lifter.lift(law, method("command"), List.of(seen, remembered, tuned));
        Lifter.Lifted next = lifter.lift(
                law,
                method("next"),
                List.of(
                        seen,
                        remembered,
                        tuned,
                        Argument.values(input, command.nodes()),
                        Argument.value(g.constant(task.timing().periodSeconds()))));
        List<String> names = new ArrayList<>();
        command.names().forEach(n -> names.add("command." + n));
        next.names().forEach(n -> names.add("memory." + n));
        List<Node> outputs = new ArrayList<>(command.nodes());
        outputs.addAll(next.nodes());
        Graph graph = Contraction.of(g.build(names, outputs));
        return new LawPolicy(law.getClass().getName(), gains, memory.size(), graph);
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

    private static Method method(String name) {
        for (Method method : ControlLaw.class.getMethods()) {
            if (method.getName().equals(name)) {
                return method;
            }
        }
        throw new AssertionError(name);
    }

    private static void require(Object law, String what, RecordShape shape, List<Signal> signals) {
        List<String> theirs =
                shape.leaves().stream().map(RecordShape.Leaf::name).toList();
        List<String> ours = signals.stream().map(Signal::name).toList();
        if (!theirs.equals(ours)) {
            throw new IllegalArgumentException("the " + what + " of "
                    + law.getClass().getName() + " is " + shape.type().getName() + theirs + ", but the task's is "
                    + ours + "; use the task's record");
        }
    }

    private static List<Node> inputs(GraphBuilder g, String prefix, RecordShape shape) {
        return shape.leaves().stream()
                .map(leaf -> g.input(prefix + leaf.name()))
                .toList();
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
