package dev.antipode.controller.policy;

import dev.antipode.sim.Policy;
import java.util.List;

/** A policy that can be trained and saved: it knows its initial parameters and what they are called. */
public interface TrainablePolicy extends Policy {
    /**
     * The policy in one word, as {@link PolicyDesign#parse} reads it.
     *
     * @return for example {@code mlp:32,32:tanh}
     */
    String text();

    /**
     * The parts of the parameter vector.
     *
     * @return in order; their sizes add up to {@link #parameterCount()}
     */
    List<TensorShape> tensors();

    /**
     * The parameters that training starts from.
     *
     * @param seed of the run; parameters that are random come from its stream for policies
     * @return a new array of {@link #parameterCount()} numbers
     */
    double[] initialParameters(long seed);

    /**
     * Parameters at which every command is the middle of its range, whatever is observed, and from which training can go on: as
     * {@link #initialParameters}, but with zeros in the last layer. Where a correction of another controller starts.
     *
     * @param seed as for {@link #initialParameters}
     * @return a new array of {@link #parameterCount()} numbers
     * @throws IllegalArgumentException if the policy has none
     */
    default double[] neutralParameters(long seed) {
        throw new IllegalArgumentException("policy '" + text()
                + "' has no parameters at which it commands the middle of its ranges whatever it observes;"
                + " use linear, mlp or gru");
    }

    /**
     * Rows of a tile that the policy fills on the way from observation to command, for the choice of a tile's lanes.
     *
     * @return at least 0
     */
    default int intermediateRows() {
        return 0;
    }
}
