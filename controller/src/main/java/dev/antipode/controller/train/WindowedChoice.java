package dev.antipode.controller.train;

import dev.antipode.core.memory.Tile;
import dev.antipode.sim.ParameterLayout;

/**
 * Evolution strategies that update once a window.
 *
 * @param noise what becomes of it from window to window
 * @param window control steps of an update; 0 for the whole episode
 * @param locked whether all episodes are in step
 */
public record WindowedChoice(Noise noise, int window, boolean locked) implements EstimatorChoice {
    /** What becomes of the noise of evolution strategies from window to window. */
    public enum Noise {
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

    /** Checks the number. */
    public WindowedChoice {
        EstimatorText.requireWindow(window);
    }

    static WindowedChoice read(Noise noise, EstimatorText text) {
        int window = text.window();
        return new WindowedChoice(noise, window, text.locked());
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
