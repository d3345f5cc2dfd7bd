package dev.antipode.controller.paper;

import dev.antipode.core.memory.Tile;
import dev.antipode.core.random.Purpose;
import dev.antipode.core.random.StreamKey;
import dev.antipode.core.random.Threefry;

/**
 * The slopes of an {@link AutoencoderTraining}'s bound along perturbations of all parameters, each of them up or down, from the
 * difference between a perturbation and its mirror image. Allocates nothing once made. Not thread-safe.
 */
final class MirroredPairs {
    /** By how much each parameter is moved up or down. */
    static final double SIGMA = 0.01;

    /** Of each estimate: four runs, about what a run that is reversed costs. */
    static final int PAIRS = 2;

    /** In a block of random bits. */
    private static final int SIGNS = 4 * Integer.SIZE;

    /** No other use of the purpose has such a generation. */
    private static final int GENERATION = -5;

    private final SharedParameters parameters;
    private final StreamKey perturbation;
    private final int[] words = new int[4];
    /** By pair and 16 pictures. */
    private final double[][] slopes;

    MirroredPairs(SharedParameters parameters, long seed) {
        this.parameters = parameters;
        perturbation = new StreamKey(seed, Purpose.PERTURBATION, GENERATION);
        slopes = new double[PAIRS][parameters.groups()];
    }

    void measure(AutoencoderTraining training, int draw) {
        for (int pair = 0; pair < PAIRS; pair++) {
            measure(training, pair, PAIRS * draw + pair);
        }
    }

    private void measure(AutoencoderTraining training, int pair, int draw) {
        for (int i = 0; i < parameters.count(); i++) {
            parameters.setGradient(i, parameters.get(i));
        }
        for (int side = 1; side >= -1; side -= 2) {
            move(draw, side * SIGMA);
            training.bound();
            for (int group = 0; group < parameters.groups(); group++) {
                double mean = training.mean(group * Tile.LANE_MULTIPLE, (group + 1) * Tile.LANE_MULTIPLE);
                slopes[pair][group] = side > 0 ? mean : (slopes[pair][group] - mean) / (2 * SIGMA);
            }
        }
        move(draw, 0);
    }

    /** From the centre, which is kept where the gradient goes. */
    private void move(int draw, double by) {
        for (int i = 0; i < parameters.count(); i++) {
            double step = by == 0 ? 0 : by * sign(draw, i);
            parameters.set(i, parameters.gradient(i) + step);
        }
    }

    /** What a pair says of a parameter's derivative, by 16 pictures. */
    double slope(int draw, int pair, int group, int parameter) {
        return slopes[pair][group] * sign(PAIRS * draw + pair, parameter);
    }

    /** Up or down: signs are the same for both sides of a pair. */
    private double sign(int draw, int parameter) {
        int bit = parameter % SIGNS;
        Threefry.block(
                parameter / SIGNS,
                draw,
                0,
                0,
                perturbation.word0(),
                perturbation.word1(),
                perturbation.word2(),
                perturbation.word3(),
                words);
        return (words[bit / Integer.SIZE] >>> bit & 1) == 0 ? 1 : -1;
    }
}
