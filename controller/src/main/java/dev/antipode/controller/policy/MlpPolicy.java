package dev.antipode.controller.policy;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.linear.DenseShape;
import dev.antipode.core.memory.HeapLimit;
import dev.antipode.core.program.ProgramBuilder;
import dev.antipode.core.program.Rows;
import dev.antipode.sim.ParameterLayout;
import dev.antipode.sim.Signal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A multi-layer perceptron from normalised observations to commands. The last layer is squashed by tanh into each input's
 * range; an input without a range gets the last layer as it is. All lanes of a tile share the parameters. Immutable.
 */
public final class MlpPolicy implements TrainablePolicy {
    /** The last layer starts this much smaller than the others, so that training starts near the middle of the range. */
    private static final double LAST_LAYER = 0.1;
    /** What an array can hold on every JVM. */
    private static final int MOST_PARAMETERS = Integer.MAX_VALUE - 8;

    private final List<Signal> inputs;
    private final Activation activation;
    private final List<DenseShape> layers = new ArrayList<>();

    /**
     * Makes a policy.
     *
     * @param observations how many numbers it observes, at least 1
     * @param hidden the widths of the hidden layers, each at least 1
     * @param activation the function of the hidden units
     * @param inputs what it commands, at least one
     * @throws IllegalArgumentException if there is no hidden layer, or if there are more parameters than an array can hold
     */
    public MlpPolicy(int observations, List<Integer> hidden, Activation activation, List<Signal> inputs) {
        if (hidden.isEmpty()) {
            throw new IllegalArgumentException("a perceptron needs a hidden layer; use a linear policy for none");
        }
        this.inputs = List.copyOf(inputs);
        this.activation = activation;
        requireCountable(observations, hidden, inputs.size());
        int width = observations;
        for (int next : hidden) {
            layers.add(new DenseShape(width, next));
            width = next;
        }
        layers.add(new DenseShape(width, inputs.size()));
    }

    private static void requireCountable(int observations, List<Integer> hidden, int commands) {
        long parameters = 0;
        int width = observations;
        for (int next : hidden) {
            parameters += DenseShape.parameters(width, next);
            width = next;
        }
        parameters += DenseShape.parameters(width, commands);
        if (parameters > MOST_PARAMETERS) {
            throw new IllegalArgumentException("a perceptron with hidden layers of " + hidden + " units has "
                    + parameters + " parameters, more than the " + MOST_PARAMETERS
                    + " that there can be; give fewer or narrower layers with --policy");
        }
    }

    /**
     * The layers, whose parameters follow one another.
     *
     * @return from the observation to the inputs
     */
    public List<DenseShape> layers() {
        return List.copyOf(layers);
    }

    /**
     * The function of the hidden units.
     *
     * @return as given
     */
    public Activation activation() {
        return activation;
    }

    /**
     * From the last layer to the command.
     *
     * @return one number an input in, one out
     */
    public Graph commandGraph() {
        return CommandRange.squash(inputs);
    }

    @Override
    public int parameterCount() {
        return layers.stream().mapToInt(DenseShape::parameterCount).sum();
    }

    @Override
    public ParameterLayout layout() {
        return ParameterLayout.SHARED;
    }

    @Override
    public int intermediateRows() {
        return layers.stream().mapToInt(DenseShape::outputs).sum();
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
        return "mlp:"
                + layers.subList(0, layers.size() - 1).stream()
                        .map(layer -> Integer.toString(layer.outputs()))
                        .collect(Collectors.joining(","))
                + ":" + activation.text();
    }

    @Override
    public String fingerprint() {
        return text() + " " + layers + " " + inputs;
    }

    @Override
    public List<TensorShape> tensors() {
        List<TensorShape> tensors = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            DenseShape layer = layers.get(i);
            tensors.add(new TensorShape("layer" + i + ".bias", List.of(layer.outputs())));
            tensors.add(new TensorShape("layer" + i + ".weight", List.of(layer.inputs(), layer.outputs())));
        }
        return tensors;
    }

    /**
     * Weights are uniform with a variance of one over the number of the layer's inputs (LeCun and others, "Efficient
     * BackProp", 1998, section 4.6), biases zero.
     *
     * @throws dev.antipode.core.memory.BudgetExceededException if the Java heap has no room for them
     */
    @Override
    public double[] initialParameters(long seed) {
        HeapLimit.require(
                parameterCount() + " parameters of the policy",
                (long) Double.BYTES * parameterCount(),
                "give fewer or narrower layers with --policy");
        InitialParameters random = new InitialParameters(seed);
        double[] parameters = new double[parameterCount()];
        int first = 0;
        for (int i = 0; i < layers.size(); i++) {
            DenseShape layer = layers.get(i);
            double bound = Math.sqrt(3.0 / layer.inputs()) * (i == layers.size() - 1 ? LAST_LAYER : 1);
            for (int p = layer.outputs(); p < layer.parameterCount(); p++) {
                parameters[first + p] = random.symmetric(first + p, bound);
            }
            first += layer.parameterCount();
        }
        return parameters;
    }

    @Override
    public double[] neutralParameters(long seed) {
        double[] parameters = initialParameters(seed);
        int last = layers.get(layers.size() - 1).parameterCount();
        Arrays.fill(parameters, parameters.length - last, parameters.length, 0);
        return parameters;
    }

    @Override
    public void append(ProgramBuilder program, Rows observation, Rows parameters, Rows memory, Rows command) {
        Graph unit = activation.graph();
        Rows in = observation;
        int first = 0;
        for (int i = 0; i < layers.size(); i++) {
            DenseShape layer = layers.get(i);
            Rows out = program.rows("layer " + i, layer.outputs());
            program.dense("layer " + i, layer, in, out, first);
            if (i < layers.size() - 1) {
                program.elementwise(activation.text(), unit, out);
            }
            first += layer.parameterCount();
            in = out;
        }
        program.kernel("command", commandGraph(), List.of(in), List.of(command));
    }
}
