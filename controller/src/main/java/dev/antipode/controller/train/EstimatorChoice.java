package dev.antipode.controller.train;

import dev.antipode.core.memory.Tile;
import dev.antipode.core.program.CotangentLimit;
import dev.antipode.sim.ParameterLayout;
import java.util.List;

/** Which estimator a run is trained with, and its numbers. Each prints as the text that {@link #parse} reads it from. */
public sealed interface EstimatorChoice {
    private static void requireWindow(int window) {
        if (window < 0) {
            throw new IllegalArgumentException("a window of " + window
                    + " steps is not possible; give 1 or more, or 'full' for the whole episode");
        }
    }

    /**
     * Reads a choice.
     *
     * @param text {@code es}; or {@code tbptt:WINDOW[:DECAY[:CLIP]]} with a number of steps or {@code full}, the factor that the
     *     signal is multiplied by each step, and the largest magnitude that it keeps; {@code guarded[:WINDOW[:FACTOR[:INTERVAL]]]}
     *     with the longest window, the permitted amplification and the updates from one probe to the next;
     *     {@code forward[:DIRECTIONS]}; {@code snes}; {@code ars[:TOP]}; {@code guided[:WINDOW[:SUBSPACE[:ALPHA]]]};
     *     {@code mixed[:WINDOW[:GAMMA]]}; or, one update a window while episodes go on, {@code nres:WINDOW[:locked]},
     *     {@code pes:WINDOW[:locked]}, {@code tes:WINDOW[:locked]} or {@code online:WINDOW[:DECAY[:CLIP]][:locked]}, where
     *     {@code locked} keeps all episodes in step
     * @return the choice
     * @throws IllegalArgumentException if the text is none of these
     */
    static EstimatorChoice parse(String text) {
        EstimatorText parts = EstimatorText.of(text);
        EstimatorChoice choice = switch (parts.name()) {
            case "es" -> new Es();
            case "tbptt" -> Tbptt.read(parts);
            case "guarded" -> Guarded.read(parts);
            case "forward" -> Forward.read(parts);
            case "nres" -> Windowed.read(Noise.REUSED, parts);
            case "pes" -> Windowed.read(Noise.ACCUMULATED, parts);
            case "tes" -> Windowed.read(Noise.FORGOTTEN, parts);
            case "online" -> Online.read(parts);
            case "snes" -> new Snes();
            case "ars" -> Ars.read(parts);
            case "guided" -> Guided.read(parts);
            case "mixed" -> Mixed.read(parts);
            default -> throw parts.unknown();
        };
        parts.requireEnd();
        return choice;
    }

    /**
     * The longest window, in control steps, that costs are backpropagated through.
     *
     * @param horizon the steps of an episode
     * @return 0 where nothing is backpropagated
     */
    default int backpropagated(int horizon) {
        return 0;
    }

    /**
     * What happens to the backpropagated signal from step to step.
     *
     * @return nothing, where nothing is said
     */
    default CotangentLimit limit() {
        return CotangentLimit.NONE;
    }

    /**
     * Whether a tangent of the parameters rides along the episodes.
     *
     * @return false, where nothing is said
     */
    default boolean tangent() {
        return false;
    }

    /**
     * How many tangents of the loop's state ride along the episodes whose cost is backpropagated, to measure their growth.
     *
     * @return 0, where nothing is said
     */
    default int growthTangents() {
        return 0;
    }

    /**
     * Whether perturbed candidates are run.
     *
     * @return false, where nothing is said
     */
    default boolean population() {
        return false;
    }

    /**
     * The steps of an update, where episodes go on from one to the next.
     *
     * @param horizon the steps of an episode
     * @return that many, where nothing is said: an update takes whole episodes
     */
    default int window(int horizon) {
        return horizon;
    }

    /**
     * Whether all episodes that go on from update to update are in step, else they are spread over the length of an episode.
     *
     * @return true, where nothing is said
     */
    default boolean locked() {
        return true;
    }

    /**
     * The lanes of a tile, where they decide which episodes are in step and so may not depend on the device.
     *
     * @param layout of the policy's parameters
     * @param episodes of a candidate
     * @return a multiple of 16; 0 for any, where nothing is said
     */
    default int tileLanes(ParameterLayout layout, int episodes) {
        return 0;
    }

    /**
     * How many episodes of an update tell what is observed.
     *
     * @param population how many candidates there are
     * @param episodes how many each runs
     * @return those of one candidate, where nothing is said
     */
    default int observedEpisodes(int population, int episodes) {
        return episodes;
    }

    /**
     * How many episodes of an update run with the same parameters.
     *
     * @param episodes of an update
     * @return all, where nothing is said
     */
    default int candidateEpisodes(int episodes) {
        return episodes;
    }

    /**
     * What this estimator is trained with where a task's settings, which suit evolution strategies, do not suit it.
     *
     * @param task the task's settings
     * @return these with the changes, and with this estimator
     */
    default LearningSettings defaults(LearningSettings task) {
        return task.withEstimator(this);
    }

    /** Antithetic evolution strategies. */
    record Es() implements EstimatorChoice {
        @Override
        public boolean population() {
            return true;
        }

        @Override
        public String toString() {
            return "es";
        }
    }

    /**
     * Truncated backpropagation through time.
     *
     * @param window control steps that the cost is backpropagated through before the signal is cut off; 0 for the whole episode
     * @param limit what happens to the signal from step to step
     */
    record Tbptt(int window, CotangentLimit limit) implements EstimatorChoice {
        /** Checks the numbers. */
        public Tbptt {
            requireWindow(window);
        }

        private static Tbptt read(EstimatorText text) {
            int window = text.window();
            double decay = text.number(1);
            double clip = text.number(Double.POSITIVE_INFINITY);
            return new Tbptt(window, new CotangentLimit(decay, clip));
        }

        /** Small steps of more episodes: updates are some fifty times cheaper than those of evolution strategies, and noisier. */
        @Override
        public LearningSettings defaults(LearningSettings task) {
            return task.withEstimator(this)
                    .withEpisodes(2 * task.episodes())
                    .withLearningRate(task.learningRate().times(GuardedEstimator.GRADIENT_STEP));
        }

        @Override
        public int backpropagated(int horizon) {
            return window == 0 ? horizon : window;
        }

        @Override
        public String toString() {
            return "tbptt:" + EstimatorText.window(window) + EstimatorText.limit(limit);
        }
    }

    /**
     * Truncated backpropagation through time as far as it can be trusted, else evolution strategies.
     *
     * @param window the longest window in control steps; 0 for the whole episode
     * @param factor by which perturbations may grow over a window, more than 1
     * @param interval updates from one test of variance and direction to the next, at least 1; each that is passed doubles it, up to
     *     eight times
     */
    record Guarded(int window, double factor, int interval) implements EstimatorChoice {
        private static final double FACTOR = 10;
        private static final int INTERVAL = 10;

        /** Checks the numbers. */
        public Guarded {
            if (window < 0 || interval < 1) {
                throw new IllegalArgumentException("a window of " + window + " steps and a test every " + interval
                        + " updates are not possible; give 1 or more of each, or a window of 'full'");
            }
            if (!(factor > 1)) {
                throw new IllegalArgumentException(
                        "a permitted amplification of " + factor + " must be more than 1, such as 10");
            }
        }

        private static Guarded read(EstimatorText text) {
            int window = text.more() ? text.window() : 0;
            double factor = text.number(FACTOR);
            return new Guarded(window, factor, text.more() ? text.count("a number of updates") : INTERVAL);
        }

        @Override
        public int backpropagated(int horizon) {
            return window == 0 ? horizon : Math.min(window, horizon);
        }

        @Override
        public int growthTangents() {
            return 2;
        }

        /** The same episodes run at two points. */
        @Override
        public int candidateEpisodes(int episodes) {
            return episodes / 2;
        }

        /** Twice the episodes, so that as many different ones run, for half the candidates: updates by either are no dearer. */
        @Override
        public LearningSettings defaults(LearningSettings task) {
            return task.withEstimator(this)
                    .withEpisodes(2 * task.episodes())
                    .withPopulation(Math.max(2, task.population() / 4 * 2));
        }

        @Override
        public boolean population() {
            return true;
        }

        @Override
        public String toString() {
            String text = "guarded:" + EstimatorText.window(window);
            if (factor == FACTOR && interval == INTERVAL) {
                return text;
            }
            return text + ":" + factor + (interval == INTERVAL ? "" : ":" + interval);
        }
    }

    /**
     * Forward mode: a tangent for each parameter, or in random directions.
     *
     * @param directions how many random directions an estimate takes; 0 for the exact gradient
     */
    record Forward(int directions) implements EstimatorChoice {
        /** Checks the number. */
        public Forward {
            if (directions < 0) {
                throw new IllegalArgumentException(
                        directions + " directions are not possible; give 1 or more, or 0 for the exact gradient");
            }
        }

        private static Forward read(EstimatorText text) {
            return new Forward(text.more() ? text.count("a number of random directions") : 0);
        }

        @Override
        public boolean tangent() {
            return true;
        }

        @Override
        public String toString() {
            return directions == 0 ? "forward" : "forward:" + directions;
        }
    }

    /** What becomes of the noise of evolution strategies from window to window. */
    enum Noise {
        /** One draw for a whole episode: noise-reuse evolution strategies. */
        REUSED("nres"),
        /** A draw for each window, added up: persistent evolution strategies. */
        ACCUMULATED("pes"),
        /** A draw for each window, which begins unperturbed: truncated evolution strategies. */
        FORGOTTEN("tes");

        private final String text;

        Noise(String text) {
            this.text = text;
        }
    }

    /**
     * Evolution strategies that update once a window.
     *
     * @param noise what becomes of it from window to window
     * @param window control steps of an update; 0 for the whole episode
     * @param locked whether all episodes are in step
     */
    record Windowed(Noise noise, int window, boolean locked) implements EstimatorChoice {
        /** Checks the number. */
        public Windowed {
            requireWindow(window);
        }

        private static Windowed read(Noise noise, EstimatorText text) {
            int window = text.window();
            return new Windowed(noise, window, text.locked());
        }

        @Override
        public int window(int horizon) {
            return window == 0 ? horizon : window;
        }

        @Override
        public boolean population() {
            return true;
        }

        /** Where a tile takes several pairs, fewer where these are not in step. */
        @Override
        public int tileLanes(ParameterLayout layout, int episodes) {
            int fitting = Tile.paddedLanes(episodes);
            return layout == ParameterLayout.SHARED
                    ? fitting
                    : Math.max(fitting, locked ? PersistentEpisodes.WIDE : Tile.LANE_MULTIPLE);
        }

        @Override
        public int observedEpisodes(int population, int episodes) {
            return Math.multiplyExact(population / 2, episodes);
        }

        @Override
        public String toString() {
            return noise.text + ":" + EstimatorText.window(window) + EstimatorText.locked(locked);
        }
    }

    /**
     * Truncated backpropagation that updates once a window.
     *
     * @param window control steps of an update; 0 for the whole episode
     * @param limit what happens to the signal from step to step
     * @param locked whether all episodes are in step
     */
    record Online(int window, CotangentLimit limit, boolean locked) implements EstimatorChoice {
        /** Checks the number. */
        public Online {
            requireWindow(window);
        }

        private static Online read(EstimatorText text) {
            int window = text.window();
            if (text.locked()) {
                return new Online(window, CotangentLimit.NONE, true);
            }
            double decay = text.number(1);
            if (text.locked()) {
                return new Online(window, new CotangentLimit(decay, Double.POSITIVE_INFINITY), true);
            }
            double clip = text.number(Double.POSITIVE_INFINITY);
            return new Online(window, new CotangentLimit(decay, clip), text.locked());
        }

        @Override
        public int window(int horizon) {
            return window == 0 ? horizon : window;
        }

        @Override
        public int backpropagated(int horizon) {
            return window(horizon);
        }

        @Override
        public int tileLanes(ParameterLayout layout, int episodes) {
            return locked ? Math.min(PersistentEpisodes.WIDE, Tile.paddedLanes(episodes)) : Tile.LANE_MULTIPLE;
        }

        @Override
        public String toString() {
            return "online:" + EstimatorText.window(window) + EstimatorText.limit(limit) + EstimatorText.locked(locked);
        }
    }

    /** Separable natural evolution strategies, which adapt a deviation for every parameter. */
    record Snes() implements EstimatorChoice {
        @Override
        public boolean population() {
            return true;
        }

        /** Plain steps of the published size. Sigma is only where the deviations start: wide, as they follow the cost from there. */
        @Override
        public LearningSettings defaults(LearningSettings task) {
            return task.withEstimator(this)
                    .withSigma(new Schedule.Constant(3 * task.sigma().at(0, task.generations())))
                    .withOptimizer(new Sgd(0))
                    .withLearningRate(new Schedule.Constant(1));
        }

        @Override
        public String toString() {
            return "snes";
        }
    }

    /**
     * Augmented random search.
     *
     * @param top how many of the population's antithetic pairs are kept; 0 for all
     */
    record Ars(int top) implements EstimatorChoice {
        /** Checks the number. */
        public Ars {
            if (top < 0) {
                throw new IllegalArgumentException(
                        "the best " + top + " directions are not possible; give 1 or more, or 0 for all");
            }
        }

        private static Ars read(EstimatorText text) {
            return new Ars(text.more() ? text.count("a number of directions to keep") : 0);
        }

        @Override
        public boolean population() {
            return true;
        }

        /** Plain steps and perturbations of the same size throughout, as published. */
        @Override
        public LearningSettings defaults(LearningSettings task) {
            return task.withEstimator(this)
                    .withSigma(new Schedule.Constant(task.sigma().at(0, task.generations())))
                    .withOptimizer(new Sgd(0))
                    .withLearningRate(new Schedule.Constant(0.2));
        }

        @Override
        public String toString() {
            return top == 0 ? "ars" : "ars:" + top;
        }
    }

    /**
     * Evolution strategies guided by the subspace of truncated gradients.
     *
     * @param window control steps that the cost is backpropagated through, or the whole episode if that is shorter; 0 for the
     *     whole episode
     * @param subspace how many gradients span it, from 1 to 64
     * @param alpha the share of the perturbations' variance that is spread over all directions, from 0 to 1
     */
    record Guided(int window, int subspace, double alpha) implements EstimatorChoice {
        /**
         * Over 10 steps of the pendulum the truncated gradient misleads and the search with it, for two seeds of three; over 30
         * steps all three learn.
         */
        private static final Guided DEFAULT = new Guided(30, 4, 0.5);

        /** Checks the numbers. */
        public Guided {
            requireWindow(window);
            if (subspace < 1 || subspace > 64) {
                throw new IllegalArgumentException(
                        "a subspace of " + subspace + " gradients is not possible; give 1 to 64, such as 4");
            }
            if (!(alpha >= 0 && alpha <= 1)) {
                throw new IllegalArgumentException(
                        "a share of " + alpha + " is not possible; give 0 to 1, such as 0.5");
            }
        }

        private static Guided read(EstimatorText text) {
            int window = text.more() ? text.window() : DEFAULT.window;
            int subspace = text.more() ? text.count("a number of gradients") : DEFAULT.subspace;
            return new Guided(window, subspace, text.number(DEFAULT.alpha));
        }

        @Override
        public int backpropagated(int horizon) {
            return window == 0 ? horizon : Math.min(window, horizon);
        }

        @Override
        public boolean population() {
            return true;
        }

        /** Smaller perturbations: half of their variance lies in a few directions, where they are many times sigma. */
        @Override
        public LearningSettings defaults(LearningSettings task) {
            return task.withEstimator(this).withSigma(task.sigma().times(0.2));
        }

        private List<?> values() {
            return List.of(EstimatorText.window(window), subspace, alpha);
        }

        @Override
        public String toString() {
            return EstimatorText.of("guided", values(), DEFAULT.values());
        }
    }

    /**
     * First-order and zeroth-order gradients mixed by a rule of confidence.
     *
     * @param window control steps that the cost is backpropagated through; 0 for the whole episode
     * @param gamma how far the mix may be from the estimate of zeroth order, in half-widths of that one's confidence, above 0;
     *     up to 1 the mix never points against it
     */
    record Mixed(int window, double gamma) implements EstimatorChoice {
        private static final Mixed DEFAULT = new Mixed(0, 1);

        /** Checks the numbers. */
        public Mixed {
            requireWindow(window);
            if (!(gamma > 0) || Double.isInfinite(gamma)) {
                throw new IllegalArgumentException(
                        "a bound of " + gamma + " is not possible; give one above 0, such as 1");
            }
        }

        private static Mixed read(EstimatorText text) {
            int window = text.more() ? text.window() : DEFAULT.window;
            return new Mixed(window, text.number(DEFAULT.gamma));
        }

        @Override
        public int backpropagated(int horizon) {
            return window == 0 ? horizon : window;
        }

        @Override
        public boolean population() {
            return true;
        }

        private List<?> values() {
            return List.of(EstimatorText.window(window), gamma);
        }

        @Override
        public String toString() {
            return EstimatorText.of("mixed", values(), DEFAULT.values());
        }
    }
}
