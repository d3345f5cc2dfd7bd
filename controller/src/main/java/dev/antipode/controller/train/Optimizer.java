package dev.antipode.controller.train;

import java.util.Locale;

/**
 * Turns a gradient into a change of the parameters. A description without state: the moments are in the workspace. Each
 * number is computed in double precision and rounded once when it is stored, so a step does not depend on how its
 * coordinates are shared among threads.
 */
public sealed interface Optimizer permits Adam, Sgd {
    /**
     * Makes one step on a range of coordinates. Allocates nothing, never throws.
     *
     * @param vectors parameters and moments are modified; the gradient is read
     * @param from the first coordinate
     * @param to the coordinate after the last
     * @param update the number of this update, from 1
     * @param learningRate the size of the step, above 0
     * @param weightDecay the share of the parameters taken off a step, times the learning rate; at least 0 (decoupled, as
     *     in Loshchilov and Hutter, "Decoupled weight decay regularization", 2019, algorithm 2)
     */
    void step(Vectors vectors, int from, int to, int update, double learningRate, double weightDecay);

    /**
     * Reads what {@link Object#toString} of an optimizer writes.
     *
     * @param text {@code adam}, {@code adam:BETA1:BETA2[:EPSILON]}, {@code sgd} or {@code sgd:MOMENTUM}
     * @return the optimizer
     * @throws IllegalArgumentException if the text is none of these
     */
    static Optimizer parse(String text) {
        String[] parts = text.strip().toLowerCase(Locale.ROOT).split(":");
        try {
            if (parts[0].equals("adam") && parts.length == 1) {
                return Adam.defaults();
            }
            if (parts[0].equals("adam") && (parts.length == 3 || parts.length == 4)) {
                double epsilon = parts.length == 3 ? Adam.EPSILON : Double.parseDouble(parts[3]);
                return new Adam(Double.parseDouble(parts[1]), Double.parseDouble(parts[2]), epsilon);
            }
            if (parts[0].equals("sgd") && parts.length <= 2) {
                return new Sgd(parts.length == 1 ? Sgd.MOMENTUM : Double.parseDouble(parts[1]));
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' has a part that is not a number", e);
        }
        throw new IllegalArgumentException(
                "'" + text + "' is not an optimizer; give adam, adam:BETA1:BETA2, sgd or sgd:MOMENTUM");
    }
}
