package dev.antipode.sim;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A task as the engine works on it: signals, clock and graphs. {@link Task} is its typed front end. */
public final class TaskModel {
    /** How far a delay may be from a multiple of the plant's step, in steps. */
    private static final double SAME_STEP = 0.1;

    private final String name;
    private final PlantModel plant;
    private final Timing timing;
    private final List<Signal> references;
    private final List<Signal> observations;
    private final double failureCost;
    private final double holdSeconds;
    private final boolean chargesTerminalCost;
    private final Map<String, TaskGraph> graphs = new LinkedHashMap<>();
    private final Optional<ParameterDistribution> distribution;
    /** The task as it was lifted. */
    private final TaskModel lifted;
    /** Computed when it is first asked for. */
    private String fingerprint;

    private TaskModel(String name, Task<?, ?, ?, ?, ?> task) {
        this.name = name;
        TaskAnswers answers = new TaskAnswers(name, task);
        this.plant = PlantModel.of(name, answers.plant());
        this.timing = answers.timing();
        this.failureCost = answers.failureCost();
        this.holdSeconds = answers.holdSeconds();
        this.chargesTerminalCost = Reflected.overrides(task, "terminalCost");
        TaskLifter lifter = new TaskLifter(task);
        this.references = lifter.referenceSignals();
        this.observations = lifter.observationSignals();
        graphs.put("initial", lifter.initial());
        graphs.put("parameters", lifter.parameters(plant.parameters()));
        graphs.put("reference", lifter.reference());
        graphs.put("observe", lifter.observe());
        graphs.put("cost", lifter.cost());
        for (String judge : List.of("terminalCost", "failed", "atGoal")) {
            graphs.put(judge, lifter.judge(judge));
        }
        this.distribution = Optional.empty();
        this.lifted = this;
        check();
    }

    private TaskModel(TaskModel base, ParameterDistribution distribution) {
        this.name = base.name;
        this.plant = base.plant;
        this.failureCost = base.failureCost;
        this.holdSeconds = base.holdSeconds;
        this.chargesTerminalCost = base.chargesTerminalCost;
        this.references = base.references;
        this.observations = base.observations;
        this.distribution = Optional.of(distribution);
        this.lifted = base;
        ParameterDraws.require(plant, distribution);
        this.timing = distribution.delaySeconds().isPresent()
                ? delayed(base.timing, distribution.delaySeconds().getAsDouble())
                : base.timing;
        requireDelayWithinHorizon();
        graphs.putAll(base.graphs);
        graphs.compute("parameters", (_, own) -> ParameterDraws.of(own, plant.parameters(), distribution));
    }

    /** A delay was counted in steps of a plant that may have been a little longer or shorter than the task's. */
    private static Timing delayed(Timing timing, double seconds) {
        double steps = seconds / timing.stepSeconds();
        if (Math.abs(steps - Math.rint(steps)) > SAME_STEP) {
            throw new IllegalArgumentException("a delay of " + seconds + " s must be a multiple of the plant's step of "
                    + timing.stepSeconds() + " s; round it, or leave it out");
        }
        return timing.withLatency(Math.rint(steps) * timing.stepSeconds());
    }

    /**
     * Lifts a task and checks what can be told without running it.
     *
     * @param name the task's name in messages and files
     * @param task the task
     * @return the model
     * @throws IllegalArgumentException if it cannot be lifted, naming class, method and line, or contradicts itself
     */
    public static TaskModel of(String name, Task<?, ?, ?, ?, ?> task) {
        return new TaskModel(name, task);
    }

    /**
     * The same task on a plant of which more is known: every episode draws parameters from a distribution, within their declared
     * ranges, and inputs act as late as it says. What it does not name stays what the task says.
     *
     * @param known of this task's plant
     * @return the task on it, with a fingerprint of its own
     * @throws IllegalArgumentException if the plant has no such parameter, has it in another unit, or cannot have the delay
     */
    public TaskModel withParameters(ParameterDistribution known) {
        return new TaskModel(lifted, known);
    }

    private void check() {
        if (observations.isEmpty()) {
            throw new IllegalArgumentException(
                    "task '" + name + "' observes nothing; give its observation a component");
        }
        if (plant.inputs().isEmpty()) {
            throw new IllegalArgumentException(
                    "task '" + name + "' has a plant without inputs; nothing can be trained");
        }
        if (Double.isNaN(failureCost) || Double.isInfinite(failureCost)) {
            throw new IllegalArgumentException(
                    "failure cost " + failureCost + " of task '" + name + "' must be finite");
        }
        requireDelayWithinHorizon();
        double horizon = horizonSeconds();
        if (!(holdSeconds >= 0) || holdSeconds > horizon) {
            throw new IllegalArgumentException("hold time " + holdSeconds + " s of task '" + name
                    + "' must be between 0 and its horizon of " + horizon + " s");
        }
        if (plant.integrator().isEmpty() && Math.abs(timing.stepSeconds() / plant.period() - 1) > 1e-9) {
            throw new IllegalArgumentException("task '" + name + "' steps its plant every " + timing.stepSeconds()
                    + " s, but the plant is written for " + plant.period() + " s; change the timing");
        }
    }

    private double horizonSeconds() {
        return timing.periodSeconds() * timing.horizonSteps();
    }

    private void requireDelayWithinHorizon() {
        if (timing.latencySeconds() >= horizonSeconds()) {
            throw new IllegalArgumentException("in task '" + name + "' inputs would act after "
                    + timing.latencySeconds() + " s, but an episode ends after " + horizonSeconds()
                    + " s; give a delay that is shorter");
        }
    }

    /**
     * The task's name.
     *
     * @return as in the registry, or its class
     */
    public String name() {
        return name;
    }

    /**
     * The plant.
     *
     * @return its model
     */
    public PlantModel plant() {
        return plant;
    }

    /**
     * The clock.
     *
     * @return control period, sub-steps, latency and horizon
     */
    public Timing timing() {
        return timing;
    }

    /**
     * What its parameters are drawn from instead of the task's own method.
     *
     * @return empty where nothing is known of the plant but what the task says
     */
    public Optional<ParameterDistribution> distribution() {
        return distribution;
    }

    /**
     * The reference's numbers.
     *
     * @return empty where the task has none
     */
    public List<Signal> references() {
        return references;
    }

    /**
     * The observation's numbers.
     *
     * @return at least one
     */
    public List<Signal> observations() {
        return observations;
    }

    /**
     * The charge for a step that a failed episode does not reach.
     *
     * @return a finite number
     */
    public double failureCost() {
        return failureCost;
    }

    /**
     * How long the goal must hold at the end.
     *
     * @return seconds
     */
    public double holdSeconds() {
        return holdSeconds;
    }

    /**
     * The goal's hold time in control steps.
     *
     * @return at least 1: the last step always counts
     */
    public int holdSteps() {
        return Math.max(1, Math.toIntExact(Math.round(holdSeconds / timing.periodSeconds())));
    }

    /**
     * What is observed, without noise: every draw is in the middle of its distribution.
     *
     * @return a graph of inputs states, references, the previous input and parameters, and one output an observation
     */
    public Graph observation() {
        TaskGraph observe = graphs.get("observe");
        GraphBuilder g = new GraphBuilder();
        List<Node> arguments = new ArrayList<>(PlantModel.inputs(g, "state.", plant.states()));
        arguments.addAll(PlantModel.inputs(g, "reference.", references));
        arguments.addAll(PlantModel.inputs(g, "previous.", plant.inputs()));
        arguments.addAll(PlantModel.inputs(g, "parameter.", plant.parameters()));
        observe.normal().forEach(normal -> arguments.add(g.constant(normal ? 0 : 0.5)));
        return g.build(PlantModel.names("", observations), g.inline(observe.graph(), arguments));
    }

    /** Whether the task has a terminal cost of its own. */
    boolean chargesTerminalCost() {
        return chargesTerminalCost;
    }

    /** A lifted method by its name. */
    TaskGraph graph(String method) {
        return graphs.get(method);
    }

    /**
     * A lifted method as a listing.
     *
     * @param method {@code initial}, {@code parameters}, {@code reference}, {@code observe}, {@code cost},
     *     {@code terminalCost}, {@code failed} or {@code atGoal}
     * @return the printed graph
     * @throws IllegalArgumentException if the task has no such method
     */
    public String listing(String method) {
        TaskGraph found = graphs.get(method);
        if (found == null) {
            throw new IllegalArgumentException("a task has no method '" + method + "'; it has " + graphs.keySet());
        }
        return found.graph().toString();
    }

    /**
     * The lifted methods.
     *
     * @return their names, in order
     */
    public List<String> methods() {
        return List.copyOf(graphs.keySet());
    }

    /**
     * A name for what the task computes: plant, clock and every method.
     *
     * @return 64 hexadecimal digits
     */
    public String fingerprint() {
        if (fingerprint == null) {
            String all = plant.step()
                    + timing.toString()
                    + failureCost
                    + ' '
                    + holdSeconds
                    + graphs.values().stream().map(g -> g.graph().toString()).collect(Collectors.joining());
            fingerprint = Fingerprint.of(all);
        }
        return fingerprint;
    }
}
