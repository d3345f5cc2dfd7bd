package dev.antipode.controller.identify;

import dev.antipode.core.random.Purpose;
import dev.antipode.core.random.StreamKey;
import dev.antipode.core.random.Threefry;
import java.util.List;

/**
 * Antithetic evolution strategies over parameters and initial states, for starts at which the simulation or its derivatives are not
 * finite: only whether a run is better than another one counts. The better half of mirrored pairs moves the centre; the step
 * grows with successes and shrinks without.
 */
final class AntitheticSearch {
    private static final double FIRST_STEP = 0.3;
    private static final double LEAST_STEP = 1e-3;
    private static final double GROWTH = 1.3;
    private static final double SHRINKING = 0.8;
    private static final int GENERATION = 1;

    private final Problem problem;
    private final FreeRun run;
    private final StreamKey key;
    private final int[] words = new int[4];

    AntitheticSearch(Problem problem, FreeRun run, long seed) {
        this.problem = problem;
        this.run = run;
        this.key = new StreamKey(seed, Purpose.IDENTIFICATION, GENERATION);
    }

    /** The best point that was met, with its cost; not finite where there was none. */
    Estimate search(List<Segment> segments, Estimate start, double[] deviations, int generations) {
        int states = problem.plant().states().size();
        int fitted = problem.fitted().length;
        int size = fitted + segments.size() * states;
        int lanes = run.lanes();
        double[] centre = new double[size];
        double[] best = centre.clone();
        double least = Double.POSITIVE_INFINITY;
        double step = FIRST_STEP;
        double[][] points = new double[lanes][size];
        for (int generation = 0; generation < generations && step > LEAST_STEP; generation++) {
            for (int lane = 0; lane < lanes; lane++) {
                double sign = (lane & 1) == 0 ? 1 : -1;
                for (int i = 0; i < size; i++) {
                    points[lane][i] = centre[i] + sign * step * normal(generation, lane >>> 1, i);
                }
            }
            if (generation == 0) {
                points[0] = centre.clone();
            }
            double[] costs = costs(segments, start, points, deviations);
            int leader = 0;
            for (int lane = 1; lane < lanes; lane++) {
                leader = costs[lane] < costs[leader] ? lane : leader;
            }
            boolean better = costs[leader] < least;
            if (better) {
                least = costs[leader];
                best = points[leader].clone();
            }
            centre = better ? best.clone() : centre;
            step *= better ? GROWTH : SHRINKING;
        }
        long measurements = 0;
        return new Estimate(
                parameters(start, best), initial(start, best, fitted, states), start.delay(), least, measurements);
    }

    private double[] costs(List<Segment> segments, Estimate start, double[][] points, double[] deviations) {
        int states = problem.plant().states().size();
        int fitted = problem.fitted().length;
        int lanes = run.lanes();
        double[][] parameters = new double[lanes][];
        double[][] initial = new double[lanes][];
        double[] one = new double[lanes];
        double[] sum = new double[lanes];
        for (int s = 0; s < segments.size(); s++) {
            for (int lane = 0; lane < lanes; lane++) {
                parameters[lane] = parameters(start, points[lane]);
                initial[lane] = initial(start, points[lane], fitted, states)[s];
            }
            Segment segment = segments.get(s);
            run.costs(segment, parameters, initial, start.delay(), segment.rows(), deviations, one);
            for (int lane = 0; lane < lanes; lane++) {
                sum[lane] += one[lane];
            }
        }
        return sum;
    }

    private double[] parameters(Estimate start, double[] point) {
        double[] values = start.parameters().clone();
        for (int j = 0; j < values.length; j++) {
            // A factor keeps the sign.
            values[j] = problem.positive(j)
                    ? values[j] * StrictMath.exp(point[j])
                    : values[j] + point[j] * problem.parameterScale(j);
        }
        return values;
    }

    private double[][] initial(Estimate start, double[] point, int fitted, int states) {
        double[][] values = new double[start.initial().length][];
        for (int s = 0; s < values.length; s++) {
            values[s] = start.initial()[s].clone();
            for (int i = 0; i < states; i++) {
                values[s][i] += 0.1 * point[fitted + s * states + i] * problem.stateScale(i);
            }
        }
        return values;
    }

    private double normal(int generation, int pair, int coordinate) {
        Threefry.block(
                coordinate >>> 1, pair, generation, 0, key.word0(), key.word1(), key.word2(), key.word3(), words);
        int at = (coordinate & 1) * 2;
        double radius = Math.sqrt(-2 * StrictMath.log(uniform(words[at])));
        return radius * StrictMath.cos(2 * Math.PI * uniform(words[at + 1]));
    }

    private static double uniform(int word) {
        return (Integer.toUnsignedLong(word) + 0.5) * 0x1p-32;
    }
}
