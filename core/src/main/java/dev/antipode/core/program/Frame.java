package dev.antipode.core.program;

import dev.antipode.core.random.EpisodeSet;
import dev.antipode.core.random.LaneCounters;
import java.lang.foreign.MemorySegment;

/**
 * Where a program works: one worker's tile, scratch and parameters in the workspace, and the stream its random numbers
 * come from. Made once a worker; its fields are plain because hot calls read all of them.
 */
public final class Frame {
    /** The workspace's memory. */
    public final MemorySegment block;
    /** Where row 0 of the tile starts, in bytes. */
    public final long tileOffset;
    /** The distance from row to row, in bytes. */
    public final long rowStrideBytes;
    /** The lanes of the tile, padding included. */
    public final int lanes;
    /** Where the kernels' scratch memory starts, in bytes. */
    public final long scratchOffset;
    /** Which episode each lane runs. */
    public final LaneCounters laneCounters;
    /** Where the policy's shared parameters start, in bytes. */
    public long parametersOffset;
    /** The run's seed. */
    public long seed;
    /** Which set the episodes belong to. */
    public EpisodeSet episodeSet = EpisodeSet.TRAINING;
    /** The generation, part of the random streams' key. */
    public int generation;
    /** Added to each lane's own episode number. */
    public int firstEpisode;
    /** The control step within the episode, from 0. */
    public int step;
    /** Where the tile of the first tangent starts, in bytes; the others follow one another. For {@link ProgramJvp}. */
    public long tangentsOffset;
    /** Where the tangent of the shared parameters starts, in bytes; the others follow. For {@link ProgramJvp}. */
    public long parameterTangentsOffset;
    /** Where the tile of cotangents starts, in bytes. For {@link ProgramVjp}. */
    public long cotangentsOffset;
    /** Where the shared parameters' gradient starts, in bytes; one vector for each 16 lanes. For {@link ProgramVjp}. */
    public long gradientOffset;

    /**
     * Makes a frame.
     *
     * @param block the workspace's memory
     * @param tileOffset where row 0 starts, in bytes, a multiple of 64
     * @param rowStrideBytes from row to row, in bytes, a multiple of 64
     * @param lanes a positive multiple of 16
     * @param scratchOffset the kernels' scratch memory, in bytes, a multiple of 64
     * @param laneCountersOffset the lane counters, in bytes, a multiple of 64
     */
    public Frame(
            MemorySegment block,
            long tileOffset,
            long rowStrideBytes,
            int lanes,
            long scratchOffset,
            long laneCountersOffset) {
        this.block = block;
        this.tileOffset = tileOffset;
        this.rowStrideBytes = rowStrideBytes;
        this.lanes = lanes;
        this.scratchOffset = scratchOffset;
        this.laneCounters = new LaneCounters(laneCountersOffset, lanes);
    }

    /** The lanes of neighbouring rows, padding included, as if they were one long row. */
    int elements(int rows, int elementBytes) {
        return (int) (rows * rowStrideBytes / elementBytes);
    }

    /**
     * Where one number of the tile lies.
     *
     * @param row from 0
     * @param lane from 0
     * @param elementBytes the size of a number
     * @return the offset in the block, in bytes
     */
    public long offset(int row, int lane, int elementBytes) {
        return tileOffset + row * rowStrideBytes + (long) lane * elementBytes;
    }
}
