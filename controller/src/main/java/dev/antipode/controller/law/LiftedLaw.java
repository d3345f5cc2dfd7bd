package dev.antipode.controller.law;

import dev.antipode.core.graph.Contraction;
import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import dev.antipode.core.lift.Argument;
import dev.antipode.core.lift.Lifter;
import dev.antipode.core.lift.RecordShape;
import dev.antipode.sim.Reflected;
import dev.antipode.sim.Signal;
import dev.antipode.sim.TaskModel;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

/** A control law whose records are known to be the task's, ready to become a graph with gains to be trained or fixed ones. */
final class LiftedLaw {
    private final ControlLaw<?, ?, ?, ?> law;
    private final double periodSeconds;
    private final RecordShape observation;
    private final RecordShape input;
    private final RecordShape gain;
    private final RecordShape memory;
    private final List<GainScale> gains;

    /**
     * @throws IllegalArgumentException if the records are not the task's
     */
    LiftedLaw(ControlLaw<?, ?, ?, ?> law, TaskModel task) {
        List<RecordShape> shapes = Reflected.recordTypes(law.getClass(), ControlLaw.class).stream()
                .map(Reflected::shape)
                .toList();
        this.law = law;
        this.periodSeconds = task.timing().periodSeconds();
        this.observation = shapes.get(0);
        this.input = shapes.get(1);
        this.gain = shapes.get(2);
        this.memory = shapes.get(3);
        require("observation", observation, task.observations());
        require("input", input, task.plant().inputs());
        this.gains = Reflected.signals(gain).stream().map(GainScale::new).toList();
    }

    private void require(String what, RecordShape shape, List<Signal> signals) {
        List<String> theirs =
                shape.leaves().stream().map(RecordShape.Leaf::name).toList();
        List<String> ours = signals.stream().map(Signal::name).toList();
        if (!theirs.equals(ours)) {
            throw new IllegalArgumentException("the " + what + " of "
                    + law.getClass().getName() + " is " + shape.type().getName() + theirs + ", but the task's is "
                    + ours + "; use the task's record");
        }
    }

    String name() {
        return law.getClass().getName();
    }

    List<GainScale> gains() {
        return gains;
    }

    int memorySize() {
        return memory.size();
    }

    /** (observation, memory, one parameter a gain) to (command, memory). */
    Graph tunable() {
        GraphBuilder g = new GraphBuilder();
        List<Node> seen = inputs(g, "observation.", observation);
        List<Node> remembered = inputs(g, "memory.", memory);
        List<Node> values = new ArrayList<>();
        for (GainScale scale : gains) {
            values.add(scale.value(g, g.input("parameter." + scale.gain().name())));
        }
        return graph(g, seen, remembered, values);
    }

    /** (observation, memory) to (command, memory). */
    Graph fixed(double[] values) {
        GraphBuilder g = new GraphBuilder();
        List<Node> seen = inputs(g, "observation.", observation);
        List<Node> remembered = inputs(g, "memory.", memory);
        List<Node> constants = new ArrayList<>();
        for (double value : values) {
            constants.add(g.constant(value));
        }
        return graph(g, seen, remembered, constants);
    }

    private Graph graph(GraphBuilder g, List<Node> seenNodes, List<Node> memoryNodes, List<Node> gainNodes) {
        Argument seen = Argument.values(observation, seenNodes);
        Argument remembered = Argument.values(memory, memoryNodes);
        Argument tuned = Argument.values(gain, gainNodes);
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
                        Argument.value(g.constant(periodSeconds))));
        List<String> names = new ArrayList<>();
        command.names().forEach(n -> names.add("command." + n));
        next.names().forEach(n -> names.add("memory." + n));
        List<Node> outputs = new ArrayList<>(command.nodes());
        outputs.addAll(next.nodes());
        return Contraction.of(g.build(names, outputs));
    }

    private static Method method(String name) {
        for (Method method : ControlLaw.class.getMethods()) {
            if (method.getName().equals(name)) {
                return method;
            }
        }
        throw new AssertionError(name);
    }

    private static List<Node> inputs(GraphBuilder g, String prefix, RecordShape shape) {
        return shape.leaves().stream()
                .map(leaf -> g.input(prefix + leaf.name()))
                .toList();
    }
}
