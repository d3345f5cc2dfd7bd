package dev.antipode.controller.train;

import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Tile;
import dev.antipode.core.random.EpisodeSet;
import dev.antipode.sim.ParameterLayout;
import java.lang.foreign.MemorySegment;

/** A stand-in for a closed loop whose cost, and what backpropagation says of it, are any functions of the parameters. */
final class Landscape extends StandIn {
    final Cost cost;
    final Slope slope;

    /** The cost of an episode. */
    @FunctionalInterface
    interface Cost {
        double at(double[] x, int episode);
    }

    /** A coordinate of what is backpropagated from the cost of an episode. */
    @FunctionalInterface
    interface Slope {
        double at(double[] x, int episode, int i);
    }

    Landscape(int parameters, int lanes, ParameterLayout layout, Precision precision, Cost cost, Slope slope) {
        super(parameters, lanes, layout, precision);
        this.cost = cost;
        this.slope = slope;
    }

    Landscape(int parameters, Cost cost, Slope slope) {
        this(parameters, 16, ParameterLayout.SHARED, Precision.F64, cost, slope);
    }

    @Override
    public int horizon() {
        return 10;
    }

    @Override
    public long runnerBytes() {
        return 64;
    }

    @Override
    public EpisodeRunner runner(MemorySegment block, long offset) {
        return new Runner(block);
    }

    private final class Runner implements GradientRunner {
        private final MemorySegment block;
        private final double[][] own = new double[lanes][parameters];
        private final double[] costs = new double[lanes];
        private final double[][] gradients = new double[lanes / Tile.LANE_MULTIPLE][parameters];

        Runner(MemorySegment block) {
            this.block = block;
        }

        @Override
        public void run(EpisodeSet set, int generation, int firstEpisode, int episodes, long shared) {
            share(shared);
            for (int lane = 0; lane < lanes; lane++) {
                costs[lane] = cost.at(own[lane], firstEpisode + lane % episodes);
            }
        }

        private void share(long shared) {
            for (int lane = 0; lane < lanes && layout == ParameterLayout.SHARED; lane++) {
                for (int i = 0; i < parameters; i++) {
                    own[lane][i] = precision.get(block, shared + (long) i * precision.bytes());
                }
            }
        }

        @Override
        public void backpropagate(
                int generation,
                int firstEpisode,
                int episodes,
                int live,
                double weight,
                long shared,
                int window,
                GrowthCurve growth) {
            run(EpisodeSet.TRAINING, generation, firstEpisode, episodes, shared);
            if (growth != null) {
                hardlyGrow(generation, growth);
            }
            for (int group = 0; group < gradients.length; group++) {
                for (int i = 0; i < parameters; i++) {
                    gradients[group][i] = 0;
                    for (int lane = group * 16; lane < Math.min(live, group * 16 + 16); lane++) {
                        gradients[group][i] += weight * slope.at(own[lane], firstEpisode + lane % episodes, i);
                    }
                }
            }
        }

        private static void hardlyGrow(int generation, GrowthCurve growth) {
            growth.begin();
            for (int point = 0; point < growth.points(); point++) {
                for (int episode = 0; episode < GrowthCurve.EPISODES; episode++) {
                    growth.add(point, episode, 1 + 0.1 * (generation % 3));
                }
            }
        }

        @Override
        public void grow(int generation, int live, long shared, GrowthCurve growth, double factor) {
            run(EpisodeSet.TRAINING, generation, 0, lanes, shared);
            hardlyGrow(generation, growth);
        }

        @Override
        public double groupGradient(int parameter, int group) {
            return gradients[group][parameter];
        }

        @Override
        public void parameter(int index, int lane, double value) {
            own[lane][index] = value;
        }

        @Override
        public double cost(int lane) {
            return costs[lane];
        }

        @Override
        public boolean failed(int lane) {
            return Double.isNaN(costs[lane]);
        }

        @Override
        public boolean nonFinite(int lane) {
            return Double.isNaN(costs[lane]);
        }

        @Override
        public boolean success(int lane) {
            return costs[lane] < 1;
        }

        @Override
        public long liveSteps(int lane) {
            return 10;
        }

        @Override
        public double observationSum(int observation, int lane) {
            return costs[lane];
        }

        @Override
        public double observationSquare(int observation, int lane) {
            return costs[lane] * costs[lane];
        }

        @Override
        public void normalise(double[] centre, double[] scale) {}
    }
}
