package dev.antipode.sim;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The graphs between the policy and the plant: what a control step does, in the order that {@link Task} documents. */
final class RolloutGraphs {
    private final TaskModel task;
    private final PlantModel plant;
    private final int inputs;
    private final int depth;

    RolloutGraphs(TaskModel task) {
        this.task = task;
        this.plant = task.plant();
        this.inputs = plant.inputs().size();
        this.depth = RolloutRows.historyDepth(task.timing());
    }

    /** (initial draws, parameter draws) to (state, parameters, commands before the first, step length, alive, zeros). */
    Graph start(int zeros) {
        GraphBuilder g = new GraphBuilder();
        TaskGraph initial = task.graph("initial");
        TaskGraph parameters = task.graph("parameters");
        List<Node> outputs = new ArrayList<>(
                g.inline(initial.graph(), inputs(g, "initial.", initial.normal().size())));
        outputs.addAll(g.inline(
                parameters.graph(), inputs(g, "parameter.", parameters.normal().size())));
        for (int i = 0; i < depth; i++) {
            for (Signal input : plant.inputs()) {
                outputs.add(g.constant(input.limited(0)));
            }
        }
        outputs.add(g.constant(task.timing().stepSeconds()));
        outputs.add(g.constant(1));
        outputs.addAll(Collections.nCopies(zeros, g.constant(0)));
        return build(g, outputs);
    }

    /** (step count, reference draws) to (reference). */
    Graph reference() {
        GraphBuilder g = new GraphBuilder();
        Node time = g.mul(g.input("step"), g.constant(task.timing().periodSeconds()));
        TaskGraph reference = task.graph("reference");
        return build(
                g,
                g.inline(
                        reference.graph(),
                        Checks.join(
                                List.of(time),
                                inputs(g, "draw.", reference.normal().size()))));
    }

    /**
     * (state, reference, previous command, parameters, draws, alive, centre, scale, sums, squares) to (observation,
     * normalised, sums, squares).
     */
    Graph observe() {
        GraphBuilder g = new GraphBuilder();
        TaskGraph observe = task.graph("observe");
        int size = task.observations().size();
        List<Node> arguments = Checks.join(
                PlantModel.inputs(g, "state.", plant.states()),
                PlantModel.inputs(g, "reference.", task.references()),
                PlantModel.inputs(g, "previous.", plant.inputs()),
                PlantModel.inputs(g, "parameter.", plant.parameters()),
                inputs(g, "draw.", observe.normal().size()));
        Node alive = g.lt(g.constant(0), g.input("alive"));
        List<Node> centre = inputs(g, "centre.", size);
        List<Node> scale = inputs(g, "scale.", size);
        List<Node> sums = inputs(g, "sum.", size);
        List<Node> squares = inputs(g, "square.", size);
        List<Node> observation = g.inline(observe.graph(), arguments);
        List<Node> normalised = new ArrayList<>();
        List<Node> newSums = new ArrayList<>();
        List<Node> newSquares = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Node o = observation.get(i);
            normalised.add(g.mul(g.sub(o, centre.get(i)), scale.get(i)));
            newSums.add(g.select(alive, g.add(sums.get(i), o), sums.get(i)));
            newSquares.add(g.select(alive, g.fma(o, o, squares.get(i)), squares.get(i)));
        }
        return build(g, Checks.join(observation, normalised, newSums, newSquares));
    }

    /** (state, reference, parameters, command, history) to (history, stage cost, copy of the state). */
    Graph actuate() {
        GraphBuilder g = new GraphBuilder();
        List<Node> x = PlantModel.inputs(g, "state.", plant.states());
        List<Node> r = PlantModel.inputs(g, "reference.", task.references());
        List<Node> p = PlantModel.inputs(g, "parameter.", plant.parameters());
        List<Node> command = PlantModel.inputs(g, "command.", plant.inputs());
        List<Node> history = inputs(g, "history.", inputs * depth);
        List<Node> shifted = new ArrayList<>();
        for (int i = 0; i < inputs; i++) {
            shifted.add(limit(g, plant.inputs().get(i), command.get(i), history.get(i)));
        }
        shifted.addAll(history.subList(0, inputs * (depth - 1)));
        int lag = task.timing().latencySubsteps() / task.timing().substeps();
        List<Node> applied = shifted.subList(lag * inputs, (lag + 1) * inputs);
        List<Node> previous = shifted.subList((lag + 1) * inputs, (lag + 2) * inputs);
        List<Node> cost = g.inline(task.graph("cost").graph(), Checks.join(x, r, applied, previous, p));
        return build(g, Checks.join(shifted, cost, x));
    }

    private Node limit(GraphBuilder g, Signal signal, Node command, Node previous) {
        Node limited = command;
        if (signal.min() != Double.NEGATIVE_INFINITY) {
            limited = g.max(limited, g.constant(signal.min()));
        }
        if (signal.max() != Double.POSITIVE_INFINITY) {
            limited = g.min(limited, g.constant(signal.max()));
        }
        if (signal.stepped()) {
            limited = nearestLevel(g, signal, limited);
        }
        if (signal.ratePerSecond() != Double.POSITIVE_INFINITY) {
            Node most = g.constant(signal.ratePerSecond() * task.timing().periodSeconds());
            limited = g.min(g.max(limited, g.sub(previous, most)), g.add(previous, most));
        }
        return limited;
    }

    /** As {@link Signal#limited}; no comparison holds for NaN, which stays. */
    private static Node nearestLevel(GraphBuilder g, Signal signal, Node command) {
        List<Double> levels = signal.levels();
        Node nearest = g.select(g.le(command, g.constant(signal.threshold(0))), g.constant(levels.getFirst()), command);
        for (int i = 1; i < levels.size(); i++) {
            Node above = g.lt(g.constant(signal.threshold(i - 1)), command);
            nearest = g.select(above, g.constant(levels.get(i)), nearest);
        }
        return nearest;
    }

    /**
     * (state, next state, reference, parameters, stage cost, cost, alive, non-finite, goal steps, step count, live
     * steps) to (state, cost, alive, non-finite, goal steps, step count, live steps).
     */
    Graph judge() {
        GraphBuilder g = new GraphBuilder();
        List<Node> x = PlantModel.inputs(g, "state.", plant.states());
        List<Node> next = PlantModel.inputs(g, "next.", plant.states());
        List<Node> r = PlantModel.inputs(g, "reference.", task.references());
        List<Node> p = PlantModel.inputs(g, "parameter.", plant.parameters());
        Node stage = g.input("stage cost");
        Node cost = g.input("cost");
        Node wasAlive = g.lt(g.constant(0), g.input("alive"));
        Node nonFinite = g.input("non-finite");
        Node goalSteps = g.input("goal steps");
        Node step = g.input("step");
        Node live = g.input("live steps");
        Node one = g.constant(1);
        Node zero = g.constant(0);
        Node finite = g.isFinite(stage);
        for (Node value : next) {
            finite = g.and(finite, g.isFinite(value));
        }
        List<Node> arguments = Checks.join(next, r, p);
        Node failed =
                g.lt(zero, g.inline(task.graph("failed").graph(), arguments).get(0));
        Node atGoal =
                g.lt(zero, g.inline(task.graph("atGoal").graph(), arguments).get(0));
        Node moved = g.and(wasAlive, finite);
        Node alive = g.and(moved, g.not(failed));
        List<Node> outputs = new ArrayList<>();
        for (int i = 0; i < x.size(); i++) {
            outputs.add(g.select(moved, next.get(i), x.get(i)));
        }
        Node charge = g.select(g.and(wasAlive, g.isFinite(stage)), stage, g.constant(task.failureCost()));
        outputs.add(g.add(cost, charge));
        outputs.add(g.select(alive, one, zero));
        outputs.add(g.select(g.and(wasAlive, g.not(finite)), one, nonFinite));
        outputs.add(g.select(g.and(alive, atGoal), g.add(goalSteps, one), zero));
        outputs.add(g.add(step, one));
        outputs.add(g.select(wasAlive, g.add(live, one), live));
        return build(g, outputs);
    }

    /** (state, reference, parameters, cost, alive, goal steps) to (cost, success). */
    Graph finish() {
        GraphBuilder g = new GraphBuilder();
        List<Node> arguments = Checks.join(
                PlantModel.inputs(g, "state.", plant.states()),
                PlantModel.inputs(g, "reference.", task.references()),
                PlantModel.inputs(g, "parameter.", plant.parameters()));
        Node cost = g.input("cost");
        Node alive = g.lt(g.constant(0), g.input("alive"));
        Node goalSteps = g.input("goal steps");
        Node held = g.le(g.constant(task.holdSteps()), goalSteps);
        Node success = g.select(g.and(alive, held), g.constant(1), g.constant(0));
        Node total = cost;
        if (task.chargesTerminalCost()) {
            Node terminal =
                    g.inline(task.graph("terminalCost").graph(), arguments).get(0);
            Node live = g.and(alive, g.isFinite(terminal));
            total = g.add(cost, g.select(live, terminal, g.constant(task.failureCost())));
        }
        return build(g, List.of(total, success));
    }

    private static List<Node> inputs(GraphBuilder g, String prefix, int count) {
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            nodes.add(g.input(prefix + i));
        }
        return nodes;
    }

    private static Graph build(GraphBuilder g, List<Node> outputs) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < outputs.size(); i++) {
            names.add("out." + i);
        }
        return g.build(names, outputs);
    }
}
