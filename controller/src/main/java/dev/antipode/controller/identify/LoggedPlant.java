package dev.antipode.controller.identify;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import dev.antipode.core.graph.Op;
import dev.antipode.sim.Integrator;
import dev.antipode.sim.PlantModel;
import dev.antipode.sim.Signal;
import dev.antipode.sim.TaskModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A plant with everything about it that a log can show: its states, and a task's observations.
 *
 * @param plant the plant
 * @param task whose observations may have been recorded; empty for the plant alone
 * @param integrator how the plant is stepped; empty in discrete time
 * @param stepSeconds the longest step of the plant: that between two rows of a log is divided into such steps
 */
public record LoggedPlant(
        PlantModel plant, Optional<TaskModel> task, Optional<Integrator> integrator, double stepSeconds) {
    /**
     * A plant as it steps by itself.
     *
     * @param plant the plant
     * @return with its own integrator and step
     */
    public static LoggedPlant of(PlantModel plant) {
        return new LoggedPlant(plant, Optional.empty(), plant.integrator(), plant.period());
    }

    /**
     * A task's plant, with the task's observations.
     *
     * @param task the task
     * @return with the plant's own integrator and the task's step
     */
    public static LoggedPlant of(TaskModel task) {
        return new LoggedPlant(
                task.plant(),
                Optional.of(task),
                task.plant().integrator(),
                task.timing().stepSeconds());
    }

    /**
     * The references that observations depend on.
     *
     * @return empty for a plant alone
     */
    public List<Signal> references() {
        return task.map(TaskModel::references).orElse(List.of());
    }

    /** All that can be measured: observations first, then the states that no observation has the name of. */
    List<Signal> outputs() {
        List<Signal> all = new ArrayList<>(task.map(TaskModel::observations).orElse(List.of()));
        List<String> names = all.stream().map(Signal::name).toList();
        plant.states().stream().filter(s -> !names.contains(s.name())).forEach(all::add);
        return all;
    }

    /** Whether an output is a function of more than one state as it stands. */
    boolean observed(String output) {
        int state = names(plant.states()).indexOf(output);
        if (task.isEmpty()) {
            return false;
        }
        int observation = names(task.get().observations()).indexOf(output);
        if (observation < 0) {
            return false;
        }
        Node node = task.get().observation().outputs().get(observation);
        return state < 0 || node.op() != Op.INPUT || node.index() != state;
    }

    /**
     * Plant steps from row to row.
     *
     * @param recording of this plant
     * @return at least 1
     */
    public int substeps(Recording recording) {
        double steps = Math.rint(recording.periodSeconds() / stepSeconds);
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, steps));
    }

    /** The chosen outputs as a function of states, references, previous inputs and parameters. */
    Graph outputGraph(List<String> chosen) {
        GraphBuilder g = new GraphBuilder();
        List<Node> x = inputs(g, "state.", plant.states());
        List<Node> arguments = new ArrayList<>(x);
        arguments.addAll(inputs(g, "reference.", references()));
        arguments.addAll(inputs(g, "previous.", plant.inputs()));
        arguments.addAll(inputs(g, "parameter.", plant.parameters()));
        List<Node> observations = task.isPresent() ? g.inline(task.get().observation(), arguments) : List.of();
        List<String> observationNames = names(task.map(TaskModel::observations).orElse(List.of()));
        List<String> stateNames = names(plant.states());
        List<Node> outputs = new ArrayList<>();
        for (String name : chosen) {
            int observation = observationNames.indexOf(name);
            outputs.add(observation >= 0 ? observations.get(observation) : x.get(stateNames.indexOf(name)));
        }
        return g.build(chosen, outputs);
    }

    private static List<Node> inputs(GraphBuilder g, String prefix, List<Signal> signals) {
        return signals.stream().map(s -> g.input(prefix + s.name())).toList();
    }

    static List<String> names(List<Signal> signals) {
        return signals.stream().map(Signal::name).toList();
    }
}
