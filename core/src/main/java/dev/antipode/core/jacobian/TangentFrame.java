package dev.antipode.core.jacobian;

import dev.antipode.core.memory.Precision;
import dev.antipode.core.program.Frame;
import dev.antipode.core.random.Purpose;
import dev.antipode.core.random.StreamKey;
import dev.antipode.core.random.Threefry;

/**
 * The tangents of one worker's loop. Components are read and written in units of their scales. Once the kernels are warm, nothing
 * is allocated; not safe for use by several threads.
 */
public final class TangentFrame {
    private static final double TWO_TO_MINUS_31 = 0x1p-31;

    /** Signs that are taken from a block of random bits. */
    private static final int SIGNS = 32;

    private final LoopTangents loop;
    private final Frame frame;
    private final Frame tangents;
    private final Precision precision;
    private final Runnable before;
    private final int[] words = new int[4];

    /**
     * Takes its memory.
     *
     * @param loop what was compiled
     * @param frame the loop's frame; its tangents are set
     * @param offset what {@link LoopTangents#plan} returned
     */
    public TangentFrame(LoopTangents loop, Frame frame, long offset) {
        this(loop, frame, offset, () -> {});
    }

    /**
     * Takes its memory, for a loop that part of is computed elsewhere.
     *
     * @param loop what was compiled
     * @param frame the loop's frame; its tangents are set
     * @param offset what {@link LoopTangents#plan} returned
     * @param before each step: writes rows of the frame that the step reads
     */
    public TangentFrame(LoopTangents loop, Frame frame, long offset, Runnable before) {
        this.before = before;
        this.loop = loop;
        this.frame = frame;
        this.precision = loop.elementBytes() == Float.BYTES ? Precision.F32 : Precision.F64;
        frame.tangentsOffset = offset;
        this.tangents = new Frame(
                frame.block,
                offset,
                frame.rowStrideBytes,
                frame.lanes,
                frame.scratchOffset,
                frame.laneCounters.offsetBytes());
    }

    LoopTangents loop() {
        return loop;
    }

    /**
     * The loop's frame.
     *
     * @return as given
     */
    public Frame frame() {
        return frame;
    }

    /** Tangent {@code t} becomes the direction of component {@code t}, of length 1, in every lane. */
    public void setIdentity() {
        setDirections(0);
    }

    /**
     * Tangent {@code t} becomes the direction of component {@code first + t}, of length 1, in every lane; zero where there is none.
     *
     * @param first from 0
     */
    public void setDirections(int first) {
        for (int t = 0; t < loop.tangents(); t++) {
            for (int i = 0; i < loop.size(); i++) {
                for (int lane = 0; lane < frame.lanes; lane++) {
                    set(t, i, lane, first + t == i ? 1 : 0);
                }
            }
        }
    }

    /**
     * The tangents become random and orthonormal, other ones in every lane.
     *
     * @param seed of the run; numbers come from its stream for inspection
     */
    public void setRandom(long seed) {
        StreamKey key = new StreamKey(seed, Purpose.INSPECTION, 0);
        for (int t = 0; t < loop.tangents(); t++) {
            for (int i = 0; i < loop.size(); i++) {
                for (int lane = 0; lane < frame.lanes; lane++) {
                    Threefry.block(i, t, lane, 0, key.word0(), key.word1(), key.word2(), key.word3(), words);
                    set(t, i, lane, (words[0] + 0.5) * TWO_TO_MINUS_31);
                }
            }
        }
        orthonormalise();
    }

    /**
     * The tangents become random ones of length 1 whose components have independent signs and one magnitude, other ones in every
     * episode, whatever lane it is in.
     *
     * @param seed of the run; signs come from its stream for inspection
     * @param generation other signs for each
     */
    public void setSigns(long seed, int generation) {
        StreamKey key = new StreamKey(seed, Purpose.INSPECTION, generation);
        double magnitude = 1 / Math.sqrt(loop.size());
        for (int t = 0; t < loop.tangents(); t++) {
            for (int lane = 0; lane < frame.lanes; lane++) {
                for (int i = 0; i < loop.size(); i++) {
                    if (i % SIGNS == 0) {
                        int episode = frame.firstEpisode + lane;
                        Threefry.block(
                                i / SIGNS,
                                t,
                                episode,
                                frame.step,
                                key.word0(),
                                key.word1(),
                                key.word2(),
                                key.word3(),
                                words);
                    }
                    set(t, i, lane, (words[0] >>> i % SIGNS & 1) == 0 ? magnitude : -magnitude);
                }
            }
        }
    }

    /** One step of the loop, with its tangents. */
    public void step() {
        before.run();
        loop.step().run(frame);
        frame.step++;
    }

    /** Makes the tangents of each lane orthonormal; {@link #logGrowth} tells by what they had grown. */
    public void orthonormalise() {
        loop.orthonormalise().run(tangents);
    }

    /** Divides the tangents of each lane by their root mean square length; {@code logGrowth(0, lane)} tells what it was. */
    public void rescale() {
        loop.rescale().run(tangents);
    }

    /**
     * The logarithm of what {@link #orthonormalise} has divided a tangent by.
     *
     * @param tangent from 0
     * @param lane from 0
     * @return negative infinity where the tangent had no length left
     */
    public double logGrowth(int tangent, int lane) {
        return precision.get(frame.block, tangents.offset(loop.log(tangent), lane, precision.bytes()));
    }

    /**
     * A component of a tangent.
     *
     * @param tangent from 0
     * @param component of the state, from 0
     * @param lane from 0
     * @return the number, divided by the component's scale
     */
    public double get(int tangent, int component, int lane) {
        return precision.get(frame.block, offset(tangent, component, lane)) / loop.scale(component);
    }

    /**
     * What a component of 1 means.
     *
     * @param component of the state, from 0
     * @return in the state's own unit
     */
    public double scale(int component) {
        return loop.scale(component);
    }

    private void set(int tangent, int component, int lane, double value) {
        precision.set(frame.block, offset(tangent, component, lane), value * loop.scale(component));
    }

    private long offset(int tangent, int component, int lane) {
        return loop.step().offset(frame, tangent, loop.component(component), lane, precision.bytes());
    }

    /**
     * The tangents of one lane as columns: after {@link #setIdentity} and some steps the product of their Jacobians, in units of
     * the scales.
     *
     * @param lane from 0
     * @param matrix row by row, {@code size() * tangents()} numbers, overwritten
     */
    public void matrix(int lane, double[] matrix) {
        for (int i = 0; i < loop.size(); i++) {
            for (int t = 0; t < loop.tangents(); t++) {
                matrix[i * loop.tangents() + t] = get(t, i, lane);
            }
        }
    }
}
