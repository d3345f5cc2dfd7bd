package dev.antipode.controller.identify;

import dev.antipode.core.random.Purpose;
import dev.antipode.core.random.StreamKey;
import dev.antipode.core.random.Threefry;
import dev.antipode.sim.Signal;
import java.util.List;

/** Where searches begin: parameters from their declared ranges, and states from what was measured. */
final class StartingPoints {
    /** Without a range: between a quarter of the default and four times it. */
    private static final double REACH = 4;
    /** Tiles of random states that are tried where not every state is measured. */
    private static final int BATCHES = 8;
    /** Rows of a segment on which they are compared. */
    private static final int ROWS = 8;

    private static final int OF_PARAMETERS = 0;
    private static final int OF_STATES = 1;

    private final Problem problem;
    private final FreeRun run;
    private final StreamKey key;
    private final int[] words = new int[4];

    StartingPoints(Problem problem, FreeRun run, long seed) {
        this.problem = problem;
        this.run = run;
        this.key = new StreamKey(seed, Purpose.IDENTIFICATION, 0);
    }

    /** The parameters of a start: the given ones, then random ones. */
    double[] parameters(int start) {
        double[] values = problem.start();
        for (int j = 0; j < values.length && start > 0; j++) {
            Signal signal = problem.parameter(j);
            double spread = uniform(OF_PARAMETERS, start, j);
            if (signal.bounded()) {
                values[j] = signal.middle() + spread * signal.halfWidth();
            } else if (problem.positive(j)) {
                values[j] *= StrictMath.pow(REACH, spread);
            } else {
                values[j] += REACH * spread * problem.parameterScale(j);
            }
        }
        return values;
    }

    /** Initial states of segments: as measured; what is not measured is the best of many random states. */
    double[][] states(List<Segment> segments, double[] parameters, int delay, double[] deviations) {
        double[][] initial = new double[segments.size()][];
        for (int s = 0; s < initial.length; s++) {
            double[] measured = measured(segments.get(s));
            boolean whole = true;
            for (double value : measured) {
                whole &= !Double.isNaN(value);
            }
            initial[s] = whole ? measured : best(segments.get(s), s, measured, parameters, delay, deviations);
        }
        return initial;
    }

    /** NaN where a state was not measured as it stands. */
    private double[] measured(Segment segment) {
        List<Signal> states = problem.plant().states();
        List<String> outputs = LoggedPlant.names(problem.outputs());
        double[] row = segment.episode().outputs()[segment.first()];
        double[] state = new double[states.size()];
        for (int i = 0; i < state.length; i++) {
            int output = outputs.indexOf(states.get(i).name());
            boolean direct = output >= 0 && !problem.logged().observed(outputs.get(output));
            state[i] = direct ? row[output] : Double.NaN;
        }
        return state;
    }

    private double[] best(
            Segment segment, int number, double[] measured, double[] parameters, int delay, double[] deviations) {
        int lanes = run.lanes();
        double[][] candidates = new double[lanes][];
        double[][] same = new double[lanes][];
        double[] costs = new double[lanes];
        double[] best = null;
        double least = Double.POSITIVE_INFINITY;
        for (int batch = 0; batch < BATCHES; batch++) {
            for (int lane = 0; lane < lanes; lane++) {
                candidates[lane] = candidate(measured, number, batch * lanes + lane);
                same[lane] = parameters;
            }
            run.costs(segment, same, candidates, delay, Math.min(ROWS, segment.rows()), deviations, costs);
            for (int lane = 0; lane < lanes; lane++) {
                if (best == null || costs[lane] < least) {
                    least = costs[lane];
                    best = candidates[lane];
                }
            }
        }
        return best;
    }

    /** The first one takes the declared defaults. */
    private double[] candidate(double[] measured, int segment, int number) {
        double[] state = measured.clone();
        for (int i = 0; i < state.length; i++) {
            if (Double.isNaN(state[i])) {
                Signal signal = problem.plant().states().get(i);
                double spread = uniform(OF_STATES + segment, number, i);
                double centre = signal.bounded() ? signal.middle() : signal.defaultValue();
                state[i] = number == 0 ? signal.defaultValue() : centre + spread * signal.halfWidth();
            }
        }
        return state;
    }

    /** Between -1 and 1. */
    private double uniform(int stream, int number, int coordinate) {
        Threefry.block(coordinate >>> 2, number, stream, 0, key.word0(), key.word1(), key.word2(), key.word3(), words);
        return 2 * (Integer.toUnsignedLong(words[coordinate & 3]) + 0.5) * 0x1p-32 - 1;
    }
}
