package dev.antipode.sim;

import dev.antipode.core.graph.Contraction;
import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import dev.antipode.core.lift.Argument;
import dev.antipode.core.lift.Lifter;
import dev.antipode.core.lift.RecordShape;
import dev.antipode.core.program.ProgramBuilder;
import dev.antipode.core.program.Rows;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A plant as the engine works on it: a signature known at run time and graphs. {@link Plant} and {@link Dynamics} are
 * its typed front end.
 */
public final class PlantModel {
    private final String name;
    private final RecordShape stateShape;
    private final List<Signal> states;
    private final List<Signal> inputs;
    private final List<Signal> parameters;
    private final double period;
    private final Integrator integrator;
    private final Graph dynamics;
    private final Graph constraint;
    /** Null for a plant whose step is one kernel. */
    private final ComposedStep composed;

    private PlantModel(
            String name,
            Plant<?, ?, ?> plant,
            List<RecordShape> shapes,
            Integrator integrator,
            Graph dynamics,
            Graph constraint) {
        this.composed = null;
        this.name = name;
        this.stateShape = shapes.get(0);
        this.states = Reflected.signals(shapes.get(0));
        this.inputs = Reflected.inputs(shapes.get(1));
        this.parameters = Reflected.signals(shapes.get(2));
        this.period = plant.period();
        this.integrator = integrator;
        this.dynamics = dynamics;
        this.constraint = constraint;
    }

    private PlantModel(String name, ComposedPlant<?, ?, ?> plant, List<RecordShape> shapes) {
        this.name = name;
        this.stateShape = shapes.get(0);
        this.states = Reflected.signals(shapes.get(0));
        this.inputs = Reflected.inputs(shapes.get(1));
        this.parameters = Reflected.signals(shapes.get(2));
        this.period = plant.period();
        this.integrator = null;
        this.composed = new ComposedStep(Composition.of(name, plant));
        this.dynamics = composed.graph(states, inputs, parameters);
        this.constraint = null;
    }

    /**
     * Lifts a plant.
     *
     * @param name the plant's name in messages and files
     * @param plant written directly, or made by {@link Integrator#plant}
     * @return the model
     * @throws IllegalArgumentException if its records or methods cannot be lifted, naming class, method and line
     */
    public static PlantModel of(String name, Plant<?, ?, ?> plant) {
        if (plant instanceof IntegratedPlant<?, ?, ?> integrated) {
            Dynamics<?, ?, ?> dynamics = integrated.dynamics();
            List<RecordShape> shapes = shapes(dynamics, Dynamics.class);
            Graph constraint = Reflected.overrides(dynamics, "constrain")
                    ? lift(dynamics, "constrain", List.of(shapes.get(0), shapes.get(2)), List.of("state", "parameter"))
                    : null;
            return new PlantModel(
                    name, plant, shapes, integrated.integrator(), liftStep(dynamics, "derivative", shapes), constraint);
        }
        List<RecordShape> shapes = shapes(plant, Plant.class);
        if (plant instanceof ComposedPlant<?, ?, ?> composed) {
            return new PlantModel(name, composed, shapes);
        }
        return new PlantModel(name, plant, shapes, null, liftStep(plant, "next", shapes), null);
    }

    private static List<RecordShape> shapes(Object receiver, Class<?> generic) {
        return Reflected.recordTypes(receiver.getClass(), generic).stream()
                .map(Reflected::shape)
                .toList();
    }

    private static Graph liftStep(Object receiver, String method, List<RecordShape> shapes) {
        return lift(receiver, method, shapes, List.of("state", "input", "parameter"));
    }

    private static Graph lift(Object receiver, String methodName, List<RecordShape> shapes, List<String> prefixes) {
        Method method = Reflected.method(receiver, methodName);
        GraphBuilder builder = new GraphBuilder();
        List<Argument> arguments = new ArrayList<>();
        for (int i = 0; i < shapes.size(); i++) {
            arguments.add(Argument.record(prefixes.get(i), shapes.get(i)));
        }
        Lifter.Lifted lifted = new Lifter(builder).lift(receiver, method, arguments);
        Checks.requireSize(receiver, methodName, shapes.get(0).size(), lifted.names());
        return Contraction.of(builder.build(lifted.names(), lifted.nodes()));
    }

    /**
     * The plant's name.
     *
     * @return as in the registry, or its class
     */
    public String name() {
        return name;
    }

    /**
     * The state's numbers.
     *
     * @return in the order of the record's components
     */
    public List<Signal> states() {
        return states;
    }

    /**
     * The input's numbers.
     *
     * @return in the order of the record's components
     */
    public List<Signal> inputs() {
        return inputs;
    }

    /**
     * The parameters' numbers.
     *
     * @return in the order of the record's components
     */
    public List<Signal> parameters() {
        return parameters;
    }

    /**
     * The state record's flattening.
     *
     * @return its shape
     */
    public RecordShape stateShape() {
        return stateShape;
    }

    /**
     * The plant's own step.
     *
     * @return seconds
     */
    public double period() {
        return period;
    }

    /**
     * The integrator that the plant was made with.
     *
     * @return empty for a plant in discrete time
     */
    public Optional<Integrator> integrator() {
        return Optional.ofNullable(integrator);
    }

    /**
     * The derivative {@code f(x, u, p)} of a plant in continuous time, contracted. Inputs: states, inputs, parameters.
     *
     * @return empty for a plant in discrete time
     */
    public Optional<Graph> derivative() {
        return integrator == null ? Optional.empty() : Optional.of(dynamics);
    }

    /**
     * One step as a graph. Inputs: states, inputs, parameters, {@code dt}; outputs: the next states.
     *
     * @return the step by the plant's own integrator, or its map
     */
    public Graph step() {
        return step(integrator);
    }

    /**
     * One step by another integrator.
     *
     * @param chosen the integrator; null for a plant in discrete time only
     * @return a graph as {@link #step()}
     * @throws IllegalArgumentException if the plant is in discrete time and an integrator is given
     */
    public Graph step(Integrator chosen) {
        if (integrator == null && chosen != null) {
            throw new IllegalArgumentException("plant '" + name + "' is written in discrete time with a period of "
                    + period + " s and takes no integrator; leave it out");
        }
        GraphBuilder g = new GraphBuilder();
        List<Node> x = inputs(g, "state.", states);
        List<Node> u = inputs(g, "input.", inputs);
        List<Node> p = inputs(g, "parameter.", parameters);
        Node dt = g.input("dt");
        List<Node> next = append(g, chosen, x, u, p, dt);
        return g.build(names("state.", states), next);
    }

    /** The step stage by stage; empty where it is one kernel. */
    Optional<ComposedStep> stages() {
        return Optional.ofNullable(composed);
    }

    /** Adds one step to a program: the state in place, one kernel or one for each stage. */
    void append(ProgramBuilder program, Integrator chosen, Rows state, Rows input, Rows parameter, Rows dt) {
        if (composed != null && chosen == null) {
            composed.append(program, name, state, input, parameter);
        } else {
            program.kernel("plant " + name, step(chosen), List.of(state, input, parameter, dt), List.of(state));
        }
    }

    /** Adds one step to a graph that is being built. */
    List<Node> append(GraphBuilder g, Integrator chosen, List<Node> x, List<Node> u, List<Node> p, Node dt) {
        if (chosen == null) {
            return g.inline(dynamics, Checks.join(x, u, p));
        }
        List<Node> next = StepGraph.append(g, chosen, dynamics, x, u, p, dt);
        return constraint == null ? next : g.inline(constraint, Checks.join(next, p));
    }

    /**
     * A name for what the plant computes.
     *
     * @return hexadecimal digits, equal for equal steps
     */
    public String fingerprint() {
        return step().fingerprint();
    }

    static List<Node> inputs(GraphBuilder g, String prefix, List<Signal> signals) {
        return signals.stream().map(s -> g.input(prefix + s.name())).toList();
    }

    static List<String> names(String prefix, List<Signal> signals) {
        return signals.stream().map(s -> prefix + s.name()).toList();
    }
}
