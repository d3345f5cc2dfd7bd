package dev.antipode.controller.policy;

import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import dev.antipode.core.program.ProgramBuilder;
import dev.antipode.core.program.Rows;
import dev.antipode.sim.ParameterLayout;
import dev.antipode.sim.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The same command in every step, whatever is observed: the parameters are the command itself, in the inputs' units, clamped by the
 * engine to their ranges. For set-points, and for plants whose inputs are constants to be found. Lanes are candidates. Immutable.
 */
public final class ConstantPolicy implements TrainablePolicy {
    private final List<Signal> inputs;
    private final List<Double> start;

    /**
     * Makes a policy.
     *
     * @param inputs what it commands, at least one
     * @param start the command that training starts from, one number an input within its range; empty for 0, or what is nearest to 0 in the
     *     range
     */
    public ConstantPolicy(List<Signal> inputs, List<Double> start) {
        if (inputs.isEmpty() || (!start.isEmpty() && start.size() != inputs.size())) {
            throw new IllegalArgumentException(
                    "policy 'constant' was given " + start.size() + " numbers " + start + " for "
                            + inputs.size() + " inputs "
                            + inputs.stream().map(Signal::name).toList() + "; give one an input, or none");
        }
        for (int i = 0; i < start.size(); i++) {
            Signal input = inputs.get(i);
            if (!(start.get(i) >= input.min() && start.get(i) <= input.max())) {
                throw new IllegalArgumentException("policy 'constant' cannot start from " + start.get(i) + ": input '"
                        + input.name() + "' is limited to [" + input.min() + ", " + input.max()
                        + "]; give a number within");
            }
        }
        this.inputs = List.copyOf(inputs);
        this.start = List.copyOf(start);
    }

    @Override
    public int parameterCount() {
        return inputs.size();
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
        return false;
    }

    @Override
    public String text() {
        return start.isEmpty()
                ? "constant"
                : "constant:" + start.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    @Override
    public String fingerprint() {
        return "constant " + inputs;
    }

    @Override
    public List<TensorShape> tensors() {
        return List.of(new TensorShape("command", List.of(inputs.size())));
    }

    @Override
    public double[] initialParameters(long seed) {
        double[] parameters = new double[inputs.size()];
        for (int i = 0; i < parameters.length; i++) {
            Signal input = inputs.get(i);
            parameters[i] = start.isEmpty() ? Math.clamp(0, input.min(), input.max()) : start.get(i);
        }
        return parameters;
    }

    @Override
    public void append(ProgramBuilder program, Rows observation, Rows parameters, Rows memory, Rows command) {
        GraphBuilder g = new GraphBuilder();
        List<Node> commands = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Signal input : inputs) {
            commands.add(g.input("parameter." + input.name()));
            names.add("command." + input.name());
        }
        program.kernel("constant policy", g.build(names, commands), List.of(parameters), List.of(command));
    }
}
