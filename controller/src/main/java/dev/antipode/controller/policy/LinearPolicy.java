package dev.antipode.controller.policy;

import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import dev.antipode.core.program.ProgramBuilder;
import dev.antipode.core.program.Rows;
import dev.antipode.sim.ParameterLayout;
import dev.antipode.sim.Signal;
import java.util.ArrayList;
import java.util.List;

/**
 * Commands that are linear in the normalised observations: {@code u = middle + halfWidth (b + W o)} for each input, then
 * clamped to its range by the engine. Few parameters, so lanes are candidates. Immutable.
 */
public final class LinearPolicy implements TrainablePolicy {
    /** Small, so that training starts near the middle of the range whatever the observations. */
    private static final double INITIAL_BOUND = 0.1;

    private final int observations;
    private final List<Signal> inputs;

    /**
     * Makes a policy.
     *
     * @param observations how many numbers it observes, at least 1
     * @param inputs what it commands, at least one
     */
    public LinearPolicy(int observations, List<Signal> inputs) {
        if (observations < 1 || inputs.isEmpty()) {
            throw new IllegalArgumentException("a policy of " + observations + " observations and " + inputs.size()
                    + " inputs is not possible; give at least 1 of each");
        }
        this.observations = observations;
        this.inputs = List.copyOf(inputs);
    }

    @Override
    public int parameterCount() {
        return inputs.size() * (observations + 1);
    }

    @Override
    public ParameterLayout layout() {
        return ParameterLayout.ROWS;
    }

    @Override
    public int memorySize() {
        return 0;
    }

    @Override
    public boolean normalisedObservations() {
        return true;
    }

    @Override
    public String text() {
        return "linear";
    }

    @Override
    public String fingerprint() {
        return "linear " + observations + " x " + inputs;
    }

    @Override
    public List<TensorShape> tensors() {
        return List.of(
                new TensorShape("bias", List.of(inputs.size())),
                new TensorShape("weight", List.of(inputs.size(), observations)));
    }

    @Override
    public double[] initialParameters(long seed) {
        InitialParameters random = new InitialParameters(seed);
        double[] parameters = new double[parameterCount()];
        for (int i = inputs.size(); i < parameters.length; i++) {
            parameters[i] = random.symmetric(i, INITIAL_BOUND);
        }
        return parameters;
    }

    @Override
    public double[] neutralParameters(long seed) {
        return new double[parameterCount()];
    }

    @Override
    public void append(ProgramBuilder program, Rows observation, Rows parameters, Rows memory, Rows command) {
        GraphBuilder g = new GraphBuilder();
        List<Node> o = new ArrayList<>();
        for (int i = 0; i < observations; i++) {
            o.add(g.input("observation." + i));
        }
        List<Node> theta = new ArrayList<>();
        for (int i = 0; i < parameterCount(); i++) {
            theta.add(g.input("parameter." + i));
        }
        List<Node> commands = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int u = 0; u < inputs.size(); u++) {
            Node z = theta.get(u);
            for (int i = 0; i < observations; i++) {
                z = g.fma(theta.get(inputs.size() + u * observations + i), o.get(i), z);
            }
            commands.add(CommandRange.scaled(g, inputs.get(u), z));
            names.add("command." + inputs.get(u).name());
        }
        program.kernel("linear policy", g.build(names, commands), List.of(observation, parameters), List.of(command));
    }
}
