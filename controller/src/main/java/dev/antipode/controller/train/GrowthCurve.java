package dev.antipode.controller.train;

import dev.antipode.core.memory.MemoryPlan;
import java.lang.foreign.MemorySegment;
import java.util.stream.IntStream;

/**
 * How much perturbations were amplified, against the number of steps: for some numbers of steps h the root mean square, over episodes and
 * starts, of the length to which perturbations of length 1 had grown after h steps. Read as it was measured, not extrapolated from an
 * exponent: the mean square grows with the second-moment exponent, which is at least twice the leading Lyapunov exponent,
 * and unit eigenvalues make it grow like a power. Filled by one worker in every update.
 */
final class GrowthCurve {
    /** Episodes that are followed; the first ones of an update. */
    static final int EPISODES = 16;

    /** Sixteen episodes tell a mean square badly; some updates together tell it better, and large ones are seen at once. */
    private static final double MEMORY = 0.8;

    private final int[] steps;
    private final F64Array sums;
    private final F64Array counts;

    /** The spectral radius of one step of each episode, as a logarithm; NaN where the episode had ended, or it was not measured. */
    final double[] logRadius = new double[EPISODES];

    /** How many points perturbations are followed to in this update. */
    private int followed;

    /** Steps that tangents rode along in the last update, over all episodes. */
    long tangentSteps;

    /** Those of them that were run for the spectral radius alone. */
    long radiusSteps;

    private GrowthCurve(int[] steps, F64Array sums, F64Array counts) {
        this.steps = steps;
        this.sums = sums;
        this.counts = counts;
        this.followed = steps.length;
    }

    /** Numbers of steps 1 to 8, 10, 12, 14, 16, 20 and so on, four from one power of two to the next, and the longest. */
    static int[] grid(int longest) {
        return IntStream.concat(
                        IntStream.iterate(1, h -> h < longest, h -> 2 * h)
                                .flatMap(h -> IntStream.of(h, h + h / 4, h + h / 2, h + h / 4 * 3)),
                        IntStream.of(longest))
                .filter(h -> h <= longest)
                .sorted()
                .distinct()
                .toArray();
    }

    static long plan(MemoryPlan.Builder plan, int longest) {
        int length = grid(longest).length * EPISODES;
        return plan.add(
                "growth of perturbations",
                "2 x " + length / EPISODES + " horizons x " + EPISODES + " episodes x F64",
                2 * F64Array.bytes(length));
    }

    static GrowthCurve on(MemorySegment block, long offset, int longest) {
        int[] grid = grid(longest);
        int length = grid.length * EPISODES;
        return new GrowthCurve(
                grid,
                new F64Array(block, offset, length),
                new F64Array(block, offset + F64Array.bytes(length), length));
    }

    /** Forgets what was measured. */
    void clear() {
        for (int i = 0; i < steps.length * EPISODES; i++) {
            sums.set(i, 0);
            counts.set(i, 0);
        }
    }

    /** Begins an update: what earlier ones have measured counts less with each. */
    void begin() {
        for (int i = 0; i < steps.length * EPISODES; i++) {
            // An episode whose growth was beyond every bound is forgotten with the next update.
            double kept = Double.isFinite(sums.get(i)) ? MEMORY : 0;
            sums.set(i, kept == 0 ? 0 : kept * sums.get(i));
            counts.set(i, kept * counts.get(i));
        }
        java.util.Arrays.fill(logRadius, Double.NaN);
        tangentSteps = 0;
        radiusSteps = 0;
    }

    static int stateLength(int longest) {
        return 2 * grid(longest).length * EPISODES;
    }

    void save(F64Array state, int at) {
        int length = steps.length * EPISODES;
        for (int i = 0; i < length; i++) {
            state.set(at + i, sums.get(i));
            state.set(at + length + i, counts.get(i));
        }
    }

    void restore(F64Array state, int at) {
        int length = steps.length * EPISODES;
        for (int i = 0; i < length; i++) {
            sums.set(i, state.get(at + i));
            counts.set(i, state.get(at + length + i));
        }
    }

    /** Lets perturbations be followed over so many steps, or up to the next point. */
    void follow(int horizon) {
        followed = 1;
        while (followed < steps.length && steps[followed - 1] < horizon) {
            followed++;
        }
    }

    /** How many points perturbations are followed to. */
    int points() {
        return followed;
    }

    /** The number of steps of a point, increasing. */
    int steps(int point) {
        return steps[point];
    }

    /** The longest number of steps that is measured. */
    int longest() {
        return steps[steps.length - 1];
    }

    void add(int point, int episode, double meanSquare) {
        int at = point * EPISODES + episode;
        sums.set(at, sums.get(at) + meanSquare);
        counts.set(at, counts.get(at) + 1);
    }

    /** NaN where every episode had ended. Infinite where perturbations are no finite numbers any more. */
    double amplification(int point) {
        double count = PairwiseSum.sum(counts, point * EPISODES, EPISODES, 1);
        double sum = PairwiseSum.sum(sums, point * EPISODES, EPISODES, 1);
        double mean = sum / count;
        return count > 0 && Double.isNaN(mean) ? Double.POSITIVE_INFINITY : Math.sqrt(mean);
    }

    /** The amplification over a number of steps: that of the nearest point that is not shorter. */
    double over(int horizon) {
        int point = 0;
        while (point < steps.length - 1 && steps[point] < horizon) {
            point++;
        }
        return amplification(point);
    }

    /** The longest number of steps up to which the amplification stays within a factor all the way; 0 for none. */
    int longestWithin(double factor) {
        int longest = 0;
        for (int point = 0; point < followed; point++) {
            // Beyond the end of every episode nothing grows, and nothing is backpropagated.
            if (amplification(point) > factor) {
                return longest;
            }
            longest = steps[point];
        }
        return longest;
    }

    /** The geometric mean of the radii; NaN where there is none. */
    double spectralRadius() {
        double sum = 0;
        int count = 0;
        for (double each : logRadius) {
            if (!Double.isNaN(each)) {
                sum += each;
                count++;
            }
        }
        return StrictMath.exp(sum / count);
    }
}
