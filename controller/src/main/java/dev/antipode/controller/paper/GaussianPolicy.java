package dev.antipode.controller.paper;

import dev.antipode.controller.policy.Activation;
import dev.antipode.controller.policy.MlpPolicy;
import dev.antipode.controller.policy.TensorShape;
import dev.antipode.controller.policy.TrainablePolicy;
import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import dev.antipode.core.graph.Op;
import dev.antipode.core.linear.DenseShape;
import dev.antipode.core.program.DrawUse;
import dev.antipode.core.program.ProgramBuilder;
import dev.antipode.core.program.Rows;
import dev.antipode.sim.ParameterLayout;
import dev.antipode.sim.Signal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * The paper's policy: a perceptron of four layers of 32 swish units gives mean and scale of a normal number for each input, squashed by
 * tanh into its range. Source: Brax 0.0.7, whose deviation is {@code softplus(scale) + 0.001}.
 */
final class GaussianPolicy implements TrainablePolicy {
    private static final List<Integer> HIDDEN = List.of(32, 32, 32, 32);
    private static final double LEAST_DEVIATION = 0.001;
    /** The perceptron's last layer starts smaller by this. */
    private static final double LAST_LAYER = 0.1;

    private final List<Signal> inputs;
    private final MlpPolicy network;
    private final double scale;

    /**
     * A policy.
     *
     * @param observations how many numbers it observes
     * @param inputs what it commands, each within a range
     * @param scale what initial parameters are multiplied by
     */
    GaussianPolicy(int observations, List<Signal> inputs, double scale) {
        this.inputs = List.copyOf(inputs);
        this.scale = scale;
        this.network = new MlpPolicy(
                observations,
                HIDDEN,
                Activation.SWISH,
                Stream.concat(inputs.stream(), inputs.stream()).toList());
    }

    @Override
    public int parameterCount() {
        return network.parameterCount();
    }

    @Override
    public ParameterLayout layout() {
        return network.layout();
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
        return network.text() + ":gaussian";
    }

    @Override
    public String fingerprint() {
        return text() + " " + inputs;
    }

    @Override
    public List<TensorShape> tensors() {
        return network.tensors();
    }

    @Override
    public int intermediateRows() {
        return network.intermediateRows();
    }

    /** Uniform by LeCun in all layers, times the scale. */
    @Override
    public double[] initialParameters(long seed) {
        double[] parameters = network.initialParameters(seed);
        int last = network.layers().getLast().parameterCount();
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] *= i >= parameters.length - last ? scale / LAST_LAYER : scale;
        }
        return parameters;
    }

    @Override
    public void append(ProgramBuilder program, Rows observation, Rows parameters, Rows memory, Rows command) {
        Graph unit = network.activation().graph();
        List<DenseShape> layers = network.layers();
        Rows in = observation;
        int first = 0;
        for (int i = 0; i < layers.size(); i++) {
            DenseShape layer = layers.get(i);
            Rows out = program.rows("layer " + i, layer.outputs());
            program.dense("layer " + i, layer, in, out, first);
            if (i < layers.size() - 1) {
                program.elementwise(network.activation().text(), unit, out);
            }
            first += layer.parameterCount();
            in = out;
        }
        List<Rows> from = new ArrayList<>();
        from.add(in);
        from.addAll(program.draws(DrawUse.RANDOM_COMMAND, Collections.nCopies(inputs.size(), true)));
        program.kernel("command", commandGraph(), from, List.of(command));
    }

    /** (means, scales, normal draws) to commands. */
    private Graph commandGraph() {
        GraphBuilder g = new GraphBuilder();
        int n = inputs.size();
        List<Node> network = new ArrayList<>();
        for (int i = 0; i < 2 * n; i++) {
            network.add(g.input("network." + i));
        }
        List<String> names = new ArrayList<>();
        List<Node> commands = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            Signal input = inputs.get(i);
            Node x = network.get(n + i);
            Node softplus = g.add(
                    g.max(x, g.constant(0)), g.apply(Op.LOG, g.add(g.constant(1), g.apply(Op.EXP, g.neg(g.abs(x))))));
            Node deviation = g.add(softplus, g.constant(LEAST_DEVIATION));
            Node raw = g.fma(deviation, g.input("draw." + i), network.get(i));
            names.add(input.name());
            commands.add(g.fma(g.constant(input.halfWidth()), g.apply(Op.TANH, raw), g.constant(input.middle())));
        }
        return g.build(names, commands);
    }
}
