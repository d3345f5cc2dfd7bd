package dev.antipode.controller.paper;

import dev.antipode.controller.inspect.NormalStream;
import dev.antipode.core.linear.DenseShape;
import dev.antipode.core.random.Purpose;

/**
 * A recurrent network: a layer of cells that see the input and each other, and a linear readout. Parameters are those of the layer from
 * the input, of the one from the memory and of the readout; the second one's biases stay zero, since the first has some.
 *
 * @param cell of every unit
 * @param inputs told a step
 * @param width units
 * @param outputs said a step
 * @param gain the spectral radius, about, that random recurrent weights start with
 */
record RecurrentNet(RecurrentCell cell, int inputs, int width, int outputs, double gain) {
    /** So much of the readout's usual size, so that first answers are near zero. */
    private static final double READOUT = 0.3;

    DenseShape fromInput() {
        return new DenseShape(inputs, cell.gates() * width);
    }

    DenseShape fromMemory() {
        return new DenseShape(width, cell.gates() * width);
    }

    DenseShape readout() {
        return new DenseShape(width, outputs);
    }

    /** Where the parameters of the layer from the memory start. */
    int memoryStart() {
        return fromInput().parameterCount();
    }

    int readoutStart() {
        return memoryStart() + fromMemory().parameterCount();
    }

    int parameterCount() {
        return readoutStart() + readout().parameterCount();
    }

    int stateSize() {
        return cell.states() * width;
    }

    /** Whether a parameter is learned. */
    boolean learned(int parameter) {
        return parameter < memoryStart()
                || parameter >= memoryStart() + fromMemory().outputs();
    }

    /** Where training starts: weights with a variance of one over the number of inputs, but as the cell has it. */
    double[] initial(long seed) {
        NormalStream normal = new NormalStream(seed, Purpose.POLICY_INITIALISATION);
        double[] parameters = new double[parameterCount()];
        for (int o = 0; o < fromInput().outputs(); o++) {
            parameters[fromInput().biasIndex(o)] = cell.bias(o / width);
            for (int i = 0; i < inputs; i++) {
                int at = fromInput().weightIndex(i, o);
                parameters[at] = normal.get(0, at) / Math.sqrt(inputs);
            }
            for (int i = 0; i < width; i++) {
                int at = memoryStart() + fromMemory().weightIndex(i, o);
                double random = normal.get(0, at) / Math.sqrt(width);
                parameters[at] = cell.memoryWeight(i, o, random, gain);
            }
        }
        for (int o = 0; o < outputs; o++) {
            for (int i = 0; i < width; i++) {
                int at = readoutStart() + readout().weightIndex(i, o);
                parameters[at] = READOUT * normal.get(0, at) / Math.sqrt(width);
            }
        }
        return parameters;
    }
}
