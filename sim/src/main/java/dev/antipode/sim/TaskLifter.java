package dev.antipode.sim;

import dev.antipode.core.graph.Contraction;
import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import dev.antipode.core.graph.Type;
import dev.antipode.core.lift.Argument;
import dev.antipode.core.lift.Lifter;
import dev.antipode.core.lift.RecordShape;
import java.util.ArrayList;
import java.util.List;

/** Lifts the methods of one task, each to a graph of its own. */
final class TaskLifter {
    private final Task<?, ?, ?, ?, ?> task;
    private final RecordShape state;
    private final RecordShape input;
    private final RecordShape parameters;
    private final RecordShape reference;
    private final RecordShape observation;

    TaskLifter(Task<?, ?, ?, ?, ?> task) {
        this.task = task;
        List<Class<? extends Record>> types = Reflected.recordTypes(task.getClass(), Task.class);
        this.state = Reflected.shape(types.get(0));
        this.input = Reflected.shape(types.get(1));
        this.parameters = Reflected.shape(types.get(2));
        this.reference = Reflected.shape(types.get(3));
        this.observation = Reflected.shape(types.get(4));
    }

    List<Signal> referenceSignals() {
        return Reflected.signals(reference);
    }

    List<Signal> observationSignals() {
        return Reflected.signals(observation);
    }

    TaskGraph initial() {
        return lift("initial", state.size(), List.of(), true);
    }

    TaskGraph parameters(List<Signal> signals) {
        if (Reflected.overrides(task, "parameters")) {
            return lift("parameters", parameters.size(), List.of(), true);
        }
        GraphBuilder g = new GraphBuilder();
        List<Node> values =
                signals.stream().map(s -> g.constant(s.defaultValue())).toList();
        return new TaskGraph(g.build(signals.stream().map(Signal::name).toList(), values), List.of());
    }

    TaskGraph reference() {
        if (Reflected.overrides(task, "reference")) {
            return lift("reference", reference.size(), List.of(Argument.scalar("time")), true);
        }
        if (reference.size() > 0) {
            throw new IllegalArgumentException(task.getClass().getName() + " has a reference of "
                    + reference.leaves().size()
                    + " numbers but no method reference; write one, or use None as the reference's type");
        }
        GraphBuilder g = new GraphBuilder();
        g.input("time");
        return new TaskGraph(g.build(List.of(), List.of()), List.of());
    }

    TaskGraph observe() {
        return lift("observe", observation.size(), List.of(x(), r(), Argument.record("previous", input), p()), true);
    }

    TaskGraph cost() {
        return lift(
                "cost",
                1,
                List.of(x(), r(), Argument.record("applied", input), Argument.record("previous", input), p()),
                false);
    }

    /** {@code terminalCost}, {@code failed} or {@code atGoal}: functions of state, reference and parameters. */
    TaskGraph judge(String method) {
        return lift(method, 1, List.of(x(), r(), p()), false);
    }

    private Argument x() {
        return Argument.record("state", state);
    }

    private Argument r() {
        return Argument.record("reference", reference);
    }

    private Argument p() {
        return Argument.record("parameter", parameters);
    }

    private TaskGraph lift(String method, int size, List<Argument> arguments, boolean draws) {
        GraphBuilder g = new GraphBuilder();
        DrawnInputs drawn = new DrawnInputs("draw.");
        List<Argument> all = new ArrayList<>(arguments);
        if (draws) {
            all.add(Argument.calls(drawn));
        }
        Lifter.Lifted lifted = new Lifter(g).lift(task, Reflected.method(task, method), all);
        Checks.requireSize(task, method, size, lifted.names());
        List<Node> outputs = lifted.nodes().stream()
                .map(n -> n.type() == Type.MASK ? g.select(n, g.constant(1), g.constant(0)) : n)
                .toList();
        return new TaskGraph(Contraction.of(g.build(lifted.names(), outputs)), drawn.normal());
    }
}
