package dev.antipode.core.random;

import dev.antipode.core.memory.Tile;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * What differs from lane to lane in the counter of a draw: four rows of {@code int} in the workspace, one for each
 * counter word, added to the words that are common to all lanes. Written when lanes are assigned, read by every call of
 * a {@link RandomKernel}. A lane that pads a tile is given the words of the lane that it copies.
 *
 * @param offsetBytes where the first row starts in the block, a multiple of 64
 * @param lanes the number of lanes, a positive multiple of 16
 */
public record LaneCounters(long offsetBytes, int lanes) {
    /** Checks the place. */
    public LaneCounters {
        if (offsetBytes < 0 || offsetBytes % Tile.ALIGNMENT_BYTES != 0) {
            throw new IllegalArgumentException("lane counters at offset " + offsetBytes
                    + " are not at a multiple of 64 bytes; take offsets from a MemoryPlan");
        }
        if (lanes <= 0 || lanes % Tile.LANE_MULTIPLE != 0) {
            throw new IllegalArgumentException(
                    "lane counters of " + lanes + " lanes: give a positive multiple of 16, as Tile.paddedLanes does");
        }
    }

    /**
     * The size of the four rows.
     *
     * @param lanes a positive multiple of 16
     * @return bytes, a multiple of 64
     */
    public static long bytes(int lanes) {
        return 4L * Integer.BYTES * lanes;
    }

    /**
     * Assigns one lane.
     *
     * @param block the workspace's memory, modified
     * @param lane from 0 to {@code lanes - 1}
     * @param coordinateBlock added to {@code firstCoordinate / 4} of a call
     * @param component added to the component (or pair) of a call
     * @param episode added to the episode of a call
     * @param step added to the step of a call
     */
    public void set(MemorySegment block, int lane, int coordinateBlock, int component, int episode, int step) {
        put(block, 0, lane, coordinateBlock);
        put(block, 1, lane, component);
        put(block, 2, lane, episode);
        put(block, 3, lane, step);
    }

    /**
     * Lanes are episodes, repeated for each candidate: lane {@code l} is episode {@code firstEpisode + l % episodes}.
     *
     * @param block the workspace's memory, modified
     * @param firstEpisode the episode of lane 0
     * @param episodes how many episodes a candidate has, at least 1; {@code lanes} for no repetition
     */
    public void setEpisodes(MemorySegment block, int firstEpisode, int episodes) {
        if (episodes < 1) {
            throw new IllegalArgumentException("episodes " + episodes + " must be at least 1");
        }
        for (int lane = 0; lane < lanes; lane++) {
            set(block, lane, 0, 0, firstEpisode + lane % episodes, 0);
        }
    }

    /**
     * Lanes are groups of four coordinates: lane {@code l} holds coordinates {@code 4 l} to {@code 4 l + 3} of a call
     * with {@code count} 4, in its four rows.
     *
     * @param block the workspace's memory, modified
     */
    public void setCoordinates(MemorySegment block) {
        for (int lane = 0; lane < lanes; lane++) {
            set(block, lane, lane, 0, 0, 0);
        }
    }

    private void put(MemorySegment block, int word, int lane, int value) {
        block.set(ValueLayout.JAVA_INT, offsetBytes + 4L * (word * (long) lanes + lane), value);
    }
}
