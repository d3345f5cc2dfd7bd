package dev.antipode.controller.paper;

import dev.antipode.controller.train.Adam;
import dev.antipode.controller.train.Vectors;
import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Tile;
import dev.antipode.core.program.Frame;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Parameters that all lanes share, in double precision: their gradient, a part for each 16 lanes, and what Adam keeps. Steps allocate
 * nothing.
 */
final class SharedParameters {
    private static final Adam ADAM = Adam.defaults();

    private final int count;
    private final int groups;
    private final long groupBytes;
    private final long vectorBytes;
    private long start;
    private long parts;
    private Vectors vectors;
    private int update;

    /**
     * Describes them.
     *
     * @param groupBytes {@link dev.antipode.core.program.ProgramVjp#gradientBytes} of what is differentiated
     */
    SharedParameters(int count, int lanes, long groupBytes) {
        this.count = count;
        this.groups = lanes / Tile.LANE_MULTIPLE;
        this.groupBytes = groupBytes;
        this.vectorBytes = (8L * count + Tile.ALIGNMENT_BYTES - 1) / Tile.ALIGNMENT_BYTES * Tile.ALIGNMENT_BYTES;
    }

    void plan(MemoryPlan.Builder plan) {
        start = plan.add("parameters, gradient, moments", "4 x " + count + " x F64", 4 * vectorBytes);
        parts = plan.add("gradients of 16 lanes each", groups + " x " + count + " x F64", groups * groupBytes);
    }

    void attach(MemorySegment block, Frame frame) {
        vectors = new Vectors(
                block,
                Precision.F64,
                count,
                start,
                start + vectorBytes,
                start + 2 * vectorBytes,
                start + 3 * vectorBytes);
        frame.parametersOffset = vectors.theta();
        frame.gradientOffset = parts;
    }

    int count() {
        return count;
    }

    int groups() {
        return groups;
    }

    /** Starts from these, with nothing learned yet. */
    void begin(double[] values) {
        update = 0;
        for (int i = 0; i < count; i++) {
            set(i, values[i]);
            vectors.set(vectors.first(), i, 0);
            vectors.set(vectors.second(), i, 0);
        }
    }

    double get(int i) {
        return vectors.get(vectors.theta(), i);
    }

    void set(int i, double value) {
        vectors.set(vectors.theta(), i, value);
    }

    /** Before cotangents are turned back. */
    void clearParts() {
        clear(vectors.block(), parts, groups * groupBytes);
    }

    /** Zeros, without a slice. */
    static void clear(MemorySegment block, long offset, long bytes) {
        for (long at = offset; at < offset + bytes; at += Long.BYTES) {
            block.set(ValueLayout.JAVA_LONG, at, 0);
        }
    }

    /** What 16 lanes have added to a gradient. */
    double part(int group, int i) {
        return Precision.F64.get(vectors.block(), parts + group * groupBytes + 8L * i);
    }

    double gradient(int i) {
        return vectors.get(vectors.gradient(), i);
    }

    void setGradient(int i, double value) {
        vectors.set(vectors.gradient(), i, value);
    }

    /** The gradient becomes the sum of its parts. */
    void gather() {
        for (int i = 0; i < count; i++) {
            double sum = 0;
            for (int group = 0; group < groups; group++) {
                sum += part(group, i);
            }
            setGradient(i, sum);
        }
    }

    /** Shortens the gradient to a length at most. */
    void clip(double length) {
        double norm = Math.sqrt((double) count) * vectors.rootMeanSquare(vectors.gradient());
        for (int i = 0; norm > length && i < count; i++) {
            setGradient(i, gradient(i) * (length / norm));
        }
    }

    /** One step of Adam. */
    void step(double rate) {
        update++;
        ADAM.step(vectors, 0, count, update, rate, 0);
    }
}
