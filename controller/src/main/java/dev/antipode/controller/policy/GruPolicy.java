package dev.antipode.controller.policy;

import dev.antipode.core.linear.DenseShape;
import dev.antipode.core.program.ProgramBuilder;
import dev.antipode.core.program.Rows;
import dev.antipode.sim.ParameterLayout;
import dev.antipode.sim.Signal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A gated recurrent unit from normalised observations to commands, for tasks whose observations do not tell the whole
 * state. From observation {@code x} and memory {@code h}, which is zero at the start of an episode,
 *
 * <pre>
 * r  = sigmoid(b_r + U_r h + W_r x)          reset gate
 * z  = sigmoid(b_z + U_z h + W_z x)          update gate
 * c  = tanh(b_c + W_c x + U_c (r h))         candidate
 * h' = z h + (1 - z) c                       new memory
 * u  = b_u + W_u h'                          squashed by tanh into each input's range
 * </pre>
 *
 * with products of vectors taken unit by unit. Source: K. Cho and others, "Learning phrase representations using RNN
 * encoder-decoder for statistical machine translation", EMNLP 2014 (arXiv 1406.1078v3), equations (5) to (8), which omit
 * the biases. The reset gate acts before the recurrent product; in cuDNN's and PyTorch's variant it acts after it,
 * {@code r (U_c h + b)}, so their weights do not mean the same here.
 *
 * <p>An input without a range gets {@code u} as it is. All lanes of a tile share the parameters. Immutable.
 */
public final class GruPolicy implements TrainablePolicy {
    /** The greatest width: finding a spectral radius takes some 40 products of matrices of this size. */
    public static final int MAX_WIDTH = 1024;

    /** The commands start this much smaller than unit gain, so that training starts near the middle of the range. */
    private static final double LAST_LAYER = 0.1;

    /** Where the parameters of each layer come: as many for each of the first three. */
    private static final int RESET = 0;

    private static final int UPDATE = 1;
    private static final int CANDIDATE = 2;
    private static final int COMMAND = 3;

    private final int observations;
    private final int width;
    private final GruInitialisation initialisation;
    private final List<Signal> inputs;
    private final DenseShape recurrent;
    private final DenseShape output;

    /**
     * Makes a policy.
     *
     * @param observations how many numbers it observes, at least 1
     * @param width how many units it has, 1 to {@link #MAX_WIDTH}
     * @param initialisation where training starts
     * @param inputs what it commands, at least one
     */
    public GruPolicy(int observations, int width, GruInitialisation initialisation, List<Signal> inputs) {
        if (observations < 1 || inputs.isEmpty()) {
            throw new IllegalArgumentException("a policy of " + observations + " observations and " + inputs.size()
                    + " inputs is not possible; give at least 1 of each");
        }
        if (width < 1 || width > MAX_WIDTH) {
            throw new IllegalArgumentException(
                    "a recurrent policy of " + width + " units is not possible; give 1 to " + MAX_WIDTH);
        }
        this.observations = observations;
        this.width = width;
        this.initialisation = initialisation;
        this.inputs = List.copyOf(inputs);
        this.recurrent = new DenseShape(Math.addExact(width, observations), width);
        this.output = new DenseShape(width, inputs.size());
    }

    @Override
    public int parameterCount() {
        return Math.addExact(firstParameter(COMMAND), output.parameterCount());
    }

    private int firstParameter(int layer) {
        return Math.multiplyExact(layer, recurrent.parameterCount());
    }

    @Override
    public ParameterLayout layout() {
        return ParameterLayout.SHARED;
    }

    @Override
    public int intermediateRows() {
        return 5 * width + observations + inputs.size();
    }

    @Override
    public int memorySize() {
        return width;
    }

    @Override
    public boolean normalisedObservations() {
        return true;
    }

    @Override
    public String text() {
        return "gru:" + width + ":" + initialisation.text();
    }

    /** Says nothing of the initialisation: it does not matter to what given parameters compute. */
    @Override
    public String fingerprint() {
        return "gru " + recurrent + " " + output + " " + inputs;
    }

    /** The gates see memory, then observation; the candidate observation, then memory: see {@link #append}. */
    @Override
    public List<TensorShape> tensors() {
        List<TensorShape> tensors = new ArrayList<>();
        for (String gate : List.of("reset", "update")) {
            tensors.add(bias(gate));
            tensors.add(hiddenWeight(gate));
            tensors.add(inputWeight(gate));
        }
        tensors.add(bias("candidate"));
        tensors.add(inputWeight("candidate"));
        tensors.add(hiddenWeight("candidate"));
        tensors.add(new TensorShape("command.bias", List.of(inputs.size())));
        tensors.add(new TensorShape("command.weight", List.of(width, inputs.size())));
        return tensors;
    }

    private TensorShape bias(String part) {
        return new TensorShape("gru." + part + ".bias", List.of(width));
    }

    private TensorShape hiddenWeight(String part) {
        return new TensorShape("gru." + part + ".hidden.weight", List.of(width, width));
    }

    private TensorShape inputWeight(String part) {
        return new TensorShape("gru." + part + ".input.weight", List.of(observations, width));
    }

    /**
     * Weights are uniform with a variance of one over the number of the layer's inputs (LeCun and others, "Efficient
     * BackProp", 1998, section 4.6), biases zero, but for what the {@link GruInitialisation} says of the recurrent ones.
     */
    @Override
    public double[] initialParameters(long seed) {
        InitialParameters random = new InitialParameters(seed);
        double[] parameters = new double[parameterCount()];
        for (int layer = RESET; layer < COMMAND; layer++) {
            uniform(parameters, random, firstParameter(layer), recurrent, 1);
        }
        uniform(parameters, random, firstParameter(COMMAND), output, LAST_LAYER);
        for (int gate = RESET; gate < CANDIDATE; gate++) {
            int first = firstParameter(gate);
            initialisation.gateBiases(parameters, first, width);
            initialisation.gateWeights(parameters, first + recurrent.weightIndex(0, 0), width, random);
        }
        int hidden = firstParameter(CANDIDATE) + recurrent.weightIndex(observations, 0);
        initialisation.candidateWeights(parameters, hidden, width, random);
        return parameters;
    }

    @Override
    public double[] neutralParameters(long seed) {
        double[] parameters = initialParameters(seed);
        Arrays.fill(parameters, firstParameter(COMMAND), parameters.length, 0);
        return parameters;
    }

    private static void uniform(
            double[] parameters, InitialParameters random, int first, DenseShape layer, double gain) {
        double bound = gain * Math.sqrt(3.0 / layer.inputs());
        for (int p = first + layer.weightIndex(0, 0); p < first + layer.parameterCount(); p++) {
            parameters[p] = random.symmetric(p, bound);
        }
    }

    /**
     * A dense layer reads neighbouring rows, so memory and observation are copied side by side, the observation between
     * the memory that the gates see and the one that the candidate sees. Every layer then has one bias a unit; separate
     * layers for memory and observation would train two that only ever act as their sum.
     */
    @Override
    public void append(ProgramBuilder program, Rows observation, Rows parameters, Rows memory, Rows command) {
        Rows seen = program.rows("gru memory, observation, memory let through", 2 * width + observations);
        Rows seenByGates = seen.part(0, width + observations);
        Rows seenByCandidate = seen.part(width, observations + width);
        Rows letThrough = seen.part(width + observations, width);
        Rows gates = program.rows("gru gates", 2 * width);
        Rows reset = gates.part(0, width);
        Rows update = gates.part(width, width);
        Rows candidate = program.rows("gru candidate", width);
        Rows out = program.rows("command layer", inputs.size());

        program.kernel(
                "gru see", GruGraphs.copy(width + observations), List.of(memory, observation), List.of(seenByGates));
        program.dense("gru reset", recurrent, seenByGates, reset, firstParameter(RESET));
        program.dense("gru update", recurrent, seenByGates, update, firstParameter(UPDATE));
        program.elementwise("sigmoid", GruGraphs.sigmoid(), gates);
        program.kernel("gru reset", GruGraphs.product(width), List.of(reset, memory), List.of(letThrough));
        program.dense("gru candidate", recurrent, seenByCandidate, candidate, firstParameter(CANDIDATE));
        program.elementwise("tanh", Activation.TANH.graph(), candidate);
        program.kernel("gru update", GruGraphs.blend(width), List.of(update, memory, candidate), List.of(memory));
        program.dense("command layer", output, memory, out, firstParameter(COMMAND));
        program.kernel("command", CommandRange.squash(inputs), List.of(out), List.of(command));
    }
}
