package dev.antipode.core.linear;

/**
 * The sizes of a dense layer {@code y = b + W x}. Its parameters are contiguous, without padding: the biases
 * {@code b[0] .. b[outputs - 1]}, then the weights input by input, {@code w[k][o]} at
 * {@code outputs + k * outputs + o}.
 *
 * @param inputs the length of {@code x}, at least 1
 * @param outputs the length of {@code y}, at least 1
 */
public record DenseShape(int inputs, int outputs) {
    /** Checks the sizes. */
    public DenseShape {
        if (inputs < 1 || outputs < 1) {
            throw new IllegalArgumentException("a dense layer of " + inputs + " inputs and " + outputs
                    + " outputs is not possible; give at least 1 of each");
        }
        Math.multiplyExact(Math.addExact(inputs, 1), outputs);
    }

    /**
     * How many parameters the layer has.
     *
     * @return biases and weights together
     */
    public int parameterCount() {
        return (inputs + 1) * outputs;
    }

    /**
     * Where a bias lies.
     *
     * @param output from 0 to {@code outputs - 1}
     * @return the index into the layer's parameters
     */
    public int biasIndex(int output) {
        return output;
    }

    /**
     * Where a weight lies.
     *
     * @param input from 0 to {@code inputs - 1}
     * @param output from 0 to {@code outputs - 1}
     * @return the index into the layer's parameters
     */
    public int weightIndex(int input, int output) {
        return (input + 1) * outputs + output;
    }

    /** A part of what controller files are known by; must not change. */
    @Override
    public String toString() {
        return "DenseShape[inputs=" + inputs + ", outputs=" + outputs + "]";
    }
}
