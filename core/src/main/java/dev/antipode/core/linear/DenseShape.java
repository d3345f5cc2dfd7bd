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
        if (parameters(inputs, outputs) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a dense layer of " + inputs + " inputs and " + outputs + " outputs has "
                    + parameters(inputs, outputs) + " parameters, more than the " + Integer.MAX_VALUE
                    + " that there can be; give fewer of either");
        }
    }

    /**
     * How many parameters a layer would have, whether it is possible or not.
     *
     * @param inputs its inputs
     * @param outputs its outputs
     * @return biases and weights together
     */
    public static long parameters(int inputs, int outputs) {
        return (inputs + 1L) * outputs;
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
