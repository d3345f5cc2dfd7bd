package dev.antipode.controller.baseline;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import dev.antipode.core.graph.Op;
import dev.antipode.core.program.ProgramBuilder;
import dev.antipode.core.program.Rows;
import dev.antipode.sim.ParameterLayout;
import dev.antipode.sim.Signal;
import dev.antipode.sim.StatePolicy;
import dev.antipode.sim.TaskModel;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code u = u*(r) - K (z - z*(r))} of the true state, the commands before and the integrals of the errors; deviations of angles are
 * wrapped. Integrals stand still while a command is
 * beyond its range. Immutable.
 */
public final class StateFeedback implements StatePolicy {
    private static final double TURN = 2 * Math.PI;

    private final TaskModel task;
    private final GoalRest rest;
    private final int past;
    private final int integrals;
    private final double[] gain;
    private final Graph graph;

    /** The gain: inputs x (states + past inputs + integrals). */
    StateFeedback(TaskModel task, GoalRest rest, int past, int integrals, double[] gain) {
        this.task = task;
        this.rest = rest;
        this.past = past;
        this.integrals = integrals;
        this.gain = gain;
        this.graph = law();
    }

    @Override
    public int parameterCount() {
        return 0;
    }

    @Override
    public ParameterLayout layout() {
        return ParameterLayout.SHARED;
    }

    @Override
    public int memorySize() {
        return integrals;
    }

    @Override
    public String fingerprint() {
        return "state feedback " + graph.fingerprint();
    }

    @Override
    public void append(ProgramBuilder program, Truth truth, Rows parameters, Rows memory, Rows command) {
        Rows before = truth.commands().part(0, past * task.plant().inputs().size());
        program.kernel(
                "state feedback",
                graph,
                List.of(truth.state(), truth.reference(), before, memory),
                List.of(command, memory));
    }

    private Graph law() {
        GraphBuilder g = new GraphBuilder();
        List<Signal> states = task.plant().states();
        List<Signal> inputs = task.plant().inputs();
        List<Node> x = inputs(g, "state.", states);
        List<Node> r = inputs(g, "reference.", task.references());
        List<Node> before = new ArrayList<>();
        for (int i = 0; i < past; i++) {
            before.addAll(inputs(g, "before." + i + ".", inputs));
        }
        List<Node> integral = inputs(g, "integral.", task.references().subList(0, integrals));

        List<Node> shift = new ArrayList<>();
        for (int i = 0; i < r.size(); i++) {
            shift.add(g.sub(r.get(i), g.constant(rest.reference()[i])));
        }
        List<Node> deviation = new ArrayList<>();
        for (int i = 0; i < x.size(); i++) {
            Node target = affine(g, rest.state()[i], rest.stateByReference(), i, shift);
            Node error = g.sub(x.get(i), target);
            deviation.add(states.get(i).angle() ? wrapped(g, error) : error);
        }
        List<Node> resting = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            resting.add(affine(g, rest.input()[i], rest.inputByReference(), i, shift));
        }
        for (int i = 0; i < before.size(); i++) {
            deviation.add(g.sub(before.get(i), resting.get(i % inputs.size())));
        }
        deviation.addAll(integral);

        List<Node> outputs = new ArrayList<>();
        List<String> names = new ArrayList<>();
        Node saturated = g.constantMask(false);
        for (int u = 0; u < inputs.size(); u++) {
            Node command = resting.get(u);
            for (int i = 0; i < deviation.size(); i++) {
                command = g.fma(g.constant(-gain[u * deviation.size() + i]), deviation.get(i), command);
            }
            outputs.add(command);
            names.add("command." + inputs.get(u).name());
            saturated = g.or(saturated, beyond(g, inputs.get(u), command));
        }
        for (int i = 0; i < integrals; i++) {
            // Conditional integration: Åström and Murray, "Feedback Systems", section 11.4.
            Node error = deviation.get(rest.setPoints()[i]);
            Node next = g.fma(g.constant(-task.timing().periodSeconds()), error, integral.get(i));
            outputs.add(g.select(saturated, integral.get(i), next));
            names.add("integral." + task.references().get(i).name());
        }
        return g.build(names, outputs);
    }

    private static List<Node> inputs(GraphBuilder g, String prefix, List<Signal> signals) {
        return signals.stream().map(s -> g.input(prefix + s.name())).toList();
    }

    private static Node affine(GraphBuilder g, double value, double[] slopes, int row, List<Node> shift) {
        Node sum = g.constant(value);
        for (int i = 0; i < shift.size(); i++) {
            double slope = slopes[row * shift.size() + i];
            sum = slope == 0 ? sum : g.fma(g.constant(slope), shift.get(i), sum);
        }
        return sum;
    }

    private static Node wrapped(GraphBuilder g, Node error) {
        Node turns = g.apply(Op.FLOOR, g.fma(error, g.constant(1 / TURN), g.constant(0.5)));
        return g.fma(g.constant(-TURN), turns, error);
    }

    private static Node beyond(GraphBuilder g, Signal input, Node command) {
        Node low = Double.isInfinite(input.min()) ? g.constantMask(false) : g.lt(command, g.constant(input.min()));
        Node high = Double.isInfinite(input.max()) ? g.constantMask(false) : g.lt(g.constant(input.max()), command);
        return g.or(low, high);
    }
}
