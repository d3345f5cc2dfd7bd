package dev.antipode.controller.train;

import dev.antipode.core.memory.Tile;
import dev.antipode.core.program.CotangentLimit;
import dev.antipode.sim.ParameterLayout;

/**
 * Truncated backpropagation that updates once a window.
 *
 * @param window control steps of an update; 0 for the whole episode
 * @param limit what happens to the signal from step to step
 * @param locked whether all episodes are in step
 */
public record OnlineChoice(int window, CotangentLimit limit, boolean locked) implements EstimatorChoice {
    /** Checks the number. */
    public OnlineChoice {
        EstimatorText.requireWindow(window);
    }

    static OnlineChoice read(EstimatorText text) {
        int window = text.window();
        if (text.locked()) {
            return new OnlineChoice(window, CotangentLimit.NONE, true);
        }
        double decay = text.number(1);
        if (text.locked()) {
            return new OnlineChoice(window, new CotangentLimit(decay, Double.POSITIVE_INFINITY), true);
        }
        double clip = text.number(Double.POSITIVE_INFINITY);
        return new OnlineChoice(window, new CotangentLimit(decay, clip), text.locked());
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
