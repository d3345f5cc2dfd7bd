package dev.antipode.controller.paper;

import dev.antipode.core.random.Purpose;
import dev.antipode.core.random.StreamKey;
import dev.antipode.core.random.Threefry;
import dev.antipode.sim.None;
import dev.antipode.sim.plants.Lorenz;

/**
 * The first coordinate of a chaotic flow, of which the next value is to be said: the one shown does not tell the state, those before do.
 * By fourth-order Runge-Kutta, divided by about its standard deviation.
 */
final class LorenzSeries implements SequenceTask {
    private static final int LENGTH = 16384;
    /** The part that is not for training. */
    private static final int HELD_OUT = LENGTH / 4;

    private static final int TRANSIENT = 1000;
    private static final double DT = 0.01;
    private static final int SAMPLED = 10;
    private static final double SCALE = 8;
    private static final Lorenz.Parameters PARAMETERS = new Lorenz.Parameters(10, 28, 8.0 / 3.0);
    /** No other use of the purpose has such a generation. */
    private static final int GENERATION = -4;

    private final int steps;
    private final int shown;
    private final double[] series = new double[LENGTH];
    private final StreamKey key;
    private final int[] words = new int[4];
    private final double forgetful;

    /** Answers count after so many steps. */
    LorenzSeries(long seed, int steps, int shown) {
        this.steps = steps;
        this.shown = shown;
        key = new StreamKey(seed, Purpose.TRAINING_INITIAL_STATE, GENERATION);
        Lorenz flow = new Lorenz();
        Lorenz.State state = new Lorenz.State(1, 1, 20);
        for (int i = -TRANSIENT; i < LENGTH; i++) {
            for (int k = 0; k < SAMPLED; k++) {
                state = rungeKutta(flow, state);
            }
            if (i >= 0) {
                series[i] = state.x() / SCALE;
            }
        }
        forgetful = linearResidual();
    }

    private static Lorenz.State rungeKutta(Lorenz flow, Lorenz.State s) {
        Lorenz.State k1 = flow.derivative(s, new None(), PARAMETERS);
        Lorenz.State k2 = flow.derivative(moved(s, k1, DT / 2), new None(), PARAMETERS);
        Lorenz.State k3 = flow.derivative(moved(s, k2, DT / 2), new None(), PARAMETERS);
        Lorenz.State k4 = flow.derivative(moved(s, k3, DT), new None(), PARAMETERS);
        return moved(moved(moved(moved(s, k1, DT / 6), k2, DT / 3), k3, DT / 3), k4, DT / 6);
    }

    private static Lorenz.State moved(Lorenz.State s, Lorenz.State by, double t) {
        return new Lorenz.State(s.x() + t * by.x(), s.y() + t * by.y(), s.z() + t * by.z());
    }

    /** Of the next value by a multiple of the one shown. */
    private double linearResidual() {
        double squares = 0;
        double products = 0;
        for (int i = 0; i + 1 < LENGTH; i++) {
            squares += series[i] * series[i];
            products += series[i] * series[i + 1];
        }
        double factor = products / squares;
        double sum = 0;
        for (int i = 0; i + 1 < LENGTH; i++) {
            double error = series[i + 1] - factor * series[i];
            sum += error * error;
        }
        return sum / (LENGTH - 1);
    }

    @Override
    public String text() {
        return "the next value of a chaotic series";
    }

    @Override
    public int inputs() {
        return 1;
    }

    @Override
    public int outputs() {
        return 1;
    }

    @Override
    public int steps() {
        return steps;
    }

    @Override
    public void write(int sample, int step, double[] row) {
        Threefry.block(0, sample, 0, 0, key.word0(), key.word1(), key.word2(), key.word3(), words);
        boolean tested = sample >= TESTED;
        int first = tested ? LENGTH - HELD_OUT : 0;
        int count = (tested ? HELD_OUT : LENGTH - HELD_OUT) - steps - 1;
        int at = first + Integer.remainderUnsigned(words[0], count) + step;
        row[0] = series[at];
        row[1] = series[at + 1];
        row[2] = step >= shown ? 1.0 / (steps - shown) : 0;
    }

    /** That of the best multiple of the value shown. */
    @Override
    public double forgetful() {
        return forgetful;
    }
}
