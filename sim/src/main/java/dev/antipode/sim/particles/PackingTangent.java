package dev.antipode.sim.particles;

import dev.antipode.core.memory.Precision;
import dev.antipode.core.program.Frame;
import dev.antipode.core.program.ProgramJvp;
import dev.antipode.core.program.Rows;
import dev.antipode.core.random.Purpose;
import dev.antipode.core.random.StreamKey;
import dev.antipode.core.random.Threefry;
import java.util.List;

/**
 * The derivative that rides along with packings. Where it grows beyond what a number holds it is divided by powers of two, which
 * loses no digit; their logarithms are kept.
 */
final class PackingTangent {
    private static final double LN_2 = 0.6931471805599453;
    /** Squares of this and sums of them are far from overflow. */
    private static final int LARGEST_EXPONENT = 300;
    /** No episode has such a generation: no draw is shared with the places. */
    private static final int GENERATION = -2;

    private final ProgramJvp step;
    private final Frame frame;
    private final Precision precision;
    private final int lanes;
    private final List<Rows> carried;
    private final Rows place;
    private final double[] logScale;

    /** The rows of the state that a step takes over from the one before. */
    PackingTangent(ProgramJvp step, Frame frame, Precision precision, int lanes, Rows place, List<Rows> carried) {
        this.step = step;
        this.frame = frame;
        this.precision = precision;
        this.lanes = lanes;
        this.place = place;
        this.carried = carried;
        this.logScale = new double[lanes];
    }

    double get(int row, int lane) {
        return precision.get(frame.block, step.offset(frame, 0, row, lane, precision.bytes()));
    }

    private void set(int row, int lane, double value) {
        precision.set(frame.block, step.offset(frame, 0, row, lane, precision.bytes()), value);
    }

    /** All zeros but ones in a row. */
    void unit(int one) {
        for (int lane = 0; lane < lanes; lane++) {
            logScale[lane] = 0;
            for (int row = 0; row < step.tangentRows(); row++) {
                set(row, lane, row == one ? 1 : 0);
            }
        }
    }

    /** A random sign for every place. */
    void signs(long seed) {
        unit(-1);
        StreamKey key = new StreamKey(seed, Purpose.INSPECTION, GENERATION);
        int[] words = new int[4];
        for (int lane = 0; lane < lanes; lane++) {
            for (int i = 0; i < place.count(); i++) {
                Threefry.block(i, lane, 0, 0, key.word0(), key.word1(), key.word2(), key.word3(), words);
                set(place.row(i), lane, words[0] < 0 ? -1 : 1);
            }
        }
    }

    void rescale() {
        for (int lane = 0; lane < lanes; lane++) {
            double largest = 0;
            for (Rows rows : carried) {
                for (int i = 0; i < rows.count(); i++) {
                    largest = Math.max(largest, Math.abs(get(rows.row(i), lane)));
                }
            }
            int exponent = Math.getExponent(largest);
            if (exponent > LARGEST_EXPONENT && exponent <= Double.MAX_EXPONENT) {
                double factor = Math.scalb(1.0, -exponent);
                for (int row = 0; row < step.tangentRows(); row++) {
                    set(row, lane, get(row, lane) * factor);
                }
                logScale[lane] += exponent * LN_2;
            }
        }
    }

    /** The natural logarithm of its length in the carried rows. */
    double logNorm(int lane) {
        double squares = 0;
        for (Rows rows : carried) {
            for (int i = 0; i < rows.count(); i++) {
                double value = get(rows.row(i), lane);
                squares += value * value;
            }
        }
        return 0.5 * StrictMath.log(squares) + logScale[lane];
    }

    double logScale(int lane) {
        return logScale[lane];
    }
}
