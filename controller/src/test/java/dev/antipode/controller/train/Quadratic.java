package dev.antipode.controller.train;

import dev.antipode.core.memory.Precision;
import dev.antipode.core.random.EpisodeSet;
import dev.antipode.sim.ParameterLayout;
import java.lang.foreign.MemorySegment;

/**
 * A stand-in for a closed loop: the cost is a quadratic of the parameters whose minimum differs a little from episode to
 * episode. Its "observation" is the episode's shift.
 */
final class Quadratic extends StandIn {
    /** Makes the cost of an episode unusable; for tests of failures. */
    Poison poison = (episode, first) -> false;

    /** Lets every episode fail in its first step. */
    boolean lost;

    /** Whether an episode becomes NaN, by its number and the first parameter. */
    @FunctionalInterface
    interface Poison {
        boolean spoils(int episode, double firstParameter);
    }

    Quadratic(int parameters, int lanes, ParameterLayout layout, Precision precision) {
        super(parameters, lanes, layout, precision);
    }

    static double curvature(int i) {
        return 0.5 + (i % 7) * 0.25;
    }

    static double minimum(int i) {
        return ((i * 37) % 11 - 5) * 0.2;
    }

    static double shift(EpisodeSet set, int generation, int episode) {
        return (((episode * 7919 + generation * 104729 + set.ordinal() * 31) % 101) - 50) * 0.002;
    }

    @Override
    public int horizon() {
        return 1;
    }

    @Override
    public long runnerBytes() {
        return (long) parameters * lanes * 8;
    }

    @Override
    public EpisodeRunner runner(MemorySegment block, long offset) {
        return new Runner(block, offset);
    }

    private final class Runner implements EpisodeRunner {
        private final F64Array own;
        private final MemorySegment block;
        private final double[] cost = new double[lanes];
        private final double[] seen = new double[lanes];
        private double centre;
        private double scale = 1;

        Runner(MemorySegment block, long offset) {
            this.block = block;
            this.own = new F64Array(block, offset, parameters * lanes);
        }

        @Override
        public void run(EpisodeSet set, int generation, int firstEpisode, int episodes, long shared) {
            for (int lane = 0; lane < lanes; lane++) {
                int episode = firstEpisode + lane % episodes;
                seen[lane] = shift(set, generation, episode);
                double input = (seen[lane] - centre) * scale;
                double sum = 0;
                for (int i = 0; i < parameters; i++) {
                    double x = layout == ParameterLayout.SHARED
                            ? precision.get(block, shared + (long) i * precision.bytes())
                            : own.get(i * lanes + lane);
                    double d = x - minimum(i) - input;
                    sum += 0.5 * curvature(i) * d * d;
                    if (i == 0 && poison.spoils(episode, x)) {
                        sum = Double.NaN;
                    }
                }
                cost[lane] = lost ? failureCharge() : sum;
            }
        }

        @Override
        public void parameter(int index, int lane, double value) {
            own.set(index * lanes + lane, value);
        }

        @Override
        public double cost(int lane) {
            return cost[lane];
        }

        @Override
        public boolean failed(int lane) {
            return lost || Double.isNaN(cost[lane]);
        }

        @Override
        public boolean nonFinite(int lane) {
            return Double.isNaN(cost[lane]);
        }

        @Override
        public boolean success(int lane) {
            return cost[lane] < 1;
        }

        @Override
        public long liveSteps(int lane) {
            return 10;
        }

        @Override
        public double observationSum(int observation, int lane) {
            return 10 * seen[lane];
        }

        @Override
        public double observationSquare(int observation, int lane) {
            return 10 * seen[lane] * seen[lane];
        }

        @Override
        public void normalise(double[] newCentre, double[] newScale) {
            centre = newCentre[0];
            scale = newScale[0];
        }
    }
}
