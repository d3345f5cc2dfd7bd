package dev.antipode.controller.paper;

import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Tile;
import dev.antipode.core.program.Engine;
import dev.antipode.core.program.Frame;
import dev.antipode.core.program.Program;
import dev.antipode.core.program.ProgramBuilder;
import dev.antipode.core.program.ProgramJvp;
import dev.antipode.core.program.Rows;
import dev.antipode.core.program.TileLayout;
import dev.antipode.core.random.LaneCounters;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/**
 * A {@link LearnedRule} at work on all parameters of an inner task, with one tangent. A lane is a parameter; lanes share the rule's own
 * parameters. Tiles are small enough for a core's own cache. Allocates nothing once the kernels are warm. Not thread-safe.
 */
final class RuleTiles {
    private static final ValueLayout.OfDouble NUMBER = ValueLayout.JAVA_DOUBLE;
    private static final int LARGEST_TILE = 256;

    private final int[] tensors;
    private final int count;
    private final int lanes;
    private final int tiles;
    private final TileLayout layout;
    /** Gradient, parameter, running means. */
    private final Rows raw;

    private final Rows scales;
    private final Rows features;
    private final Program accumulate;
    private final Program update;
    private final ProgramJvp accumulateJvp;
    private final ProgramJvp updateJvp;
    private final int tangentRows;
    private final Frame[] frames;
    private long tile;
    private long tangent;
    private long counters;

    RuleTiles(LearnedRule rule, int[] tensors, Engine engine) {
        this.tensors = tensors;
        count = tensors[tensors.length - 1];
        lanes = Math.min(LARGEST_TILE, Tile.paddedLanes(count));
        tiles = (count + lanes - 1) / lanes;
        frames = new Frame[tiles];
        layout = new TileLayout(Tile.rowStrideBytes(lanes, Precision.F64));
        raw = layout.add("gradient, parameter and running means", LearnedRule.SCALED);
        scales = layout.add("factors", LearnedRule.SCALED);
        features = layout.add("features", LearnedRule.FEATURES);
        Rows first = layout.add("first layer", rule.hidden());
        Rows second = layout.add("second layer", rule.hidden());
        Rows answer = layout.add("direction and magnitude", LearnedRule.OUTPUTS);
        Rows gradient = raw.part(0, 1);
        Rows parameter = raw.part(1, 1);
        Rows means = raw.part(2, LearnedRule.DECAYS.length);
        ProgramBuilder accumulating = new ProgramBuilder(layout, engine);
        accumulating.kernel("running means", LearnedRule.accumulate(), List.of(gradient, means), List.of(means));
        accumulate = accumulating.build();
        ProgramBuilder updating = new ProgramBuilder(layout, engine);
        updating.kernel(
                "features", LearnedRule.scale(), List.of(raw, scales), List.of(features.part(0, LearnedRule.SCALED)));
        updating.dense("first layer", rule.layer(0), features, first, rule.start(0));
        updating.elementwise("rectified", LearnedRule.rectify(), first);
        updating.dense("second layer", rule.layer(1), first, second, rule.start(1));
        updating.elementwise("rectified", LearnedRule.rectify(), second);
        updating.dense("answer", rule.layer(2), second, answer, rule.start(2));
        updating.kernel("move", rule.move(), List.of(parameter, answer), List.of(parameter));
        update = updating.build();
        accumulateJvp = ProgramJvp.of(accumulate, layout, engine, List.of(gradient, means), false, 1);
        updateJvp = ProgramJvp.of(update, layout, engine, List.of(raw, scales), true, 1);
        tangentRows = Math.max(accumulateJvp.tangentRows(), updateJvp.tangentRows());
    }

    void plan(MemoryPlan.Builder plan) {
        long bytes = Tile.bytes(layout.rowCount(), lanes, Precision.F64);
        String many = " rows x " + lanes + " parameters x F64 x " + tiles;
        tile = plan.add("optimizer", layout.rowCount() + many, bytes * tiles);
        tangent = plan.add("tangent", tangentRows + many, tangentBytes() * tiles);
        counters = plan.add("optimizer lane counters", lanes + " lanes", LaneCounters.bytes(lanes));
    }

    private long tangentBytes() {
        return Tile.bytes(tangentRows, lanes, Precision.F64);
    }

    void attach(MemorySegment block, long scratch, long parameters, long parameterTangent) {
        long bytes = Tile.bytes(layout.rowCount(), lanes, Precision.F64);
        for (int i = 0; i < tiles; i++) {
            frames[i] = new Frame(
                    block, tile + i * bytes, Tile.rowStrideBytes(lanes, Precision.F64), lanes, scratch, counters);
            frames[i].parametersOffset = parameters;
            frames[i].parameterTangentsOffset = parameterTangent;
            frames[i].tangentsOffset = tangent + i * tangentBytes();
        }
    }

    private long value(int row, int parameter) {
        return frames[parameter / lanes].offset(row, parameter % lanes, Double.BYTES);
    }

    private long derivative(int row, int parameter) {
        return updateJvp.offset(frames[parameter / lanes], 0, row, parameter % lanes, Double.BYTES);
    }

    private double get(long offset) {
        return frames[0].block.get(NUMBER, offset);
    }

    private void set(long offset, double value) {
        frames[0].block.set(NUMBER, offset, value);
    }

    /** All zeros, and no derivatives. */
    void clear() {
        for (int i = 0; i < tiles; i++) {
            frames[i]
                    .block
                    .asSlice(frames[i].tileOffset, Tile.bytes(layout.rowCount(), lanes, Precision.F64))
                    .fill((byte) 0);
            frames[i].block.asSlice(frames[i].tangentsOffset, tangentBytes()).fill((byte) 0);
        }
    }

    double parameter(int parameter) {
        return get(value(raw.row(1), parameter));
    }

    double parameterDerivative(int parameter) {
        return get(derivative(raw.row(1), parameter));
    }

    void setParameter(int parameter, double value) {
        set(value(raw.row(1), parameter), value);
    }

    void setParameterDerivative(int parameter, double value) {
        set(derivative(raw.row(1), parameter), value);
    }

    void setGradient(int parameter, double value) {
        set(value(raw.row(0), parameter), value);
    }

    void setGradientDerivative(int parameter, double value) {
        set(derivative(raw.row(0), parameter), value);
    }

    /** One update of every parameter. */
    void step(int number, boolean differentiated) {
        for (int i = 0; i < LearnedRule.FEATURES - LearnedRule.SCALED; i++) {
            double time = LearnedRule.time(i, number);
            for (int p = 0; p < tiles * lanes; p++) {
                set(value(features.row(LearnedRule.SCALED + i), p), time);
            }
        }
        for (Frame frame : frames) {
            if (differentiated) {
                accumulateJvp.run(frame);
            } else {
                accumulate.run(frame);
            }
        }
        for (int i = 0; i < LearnedRule.SCALED; i++) {
            for (int t = 0; t + 1 < tensors.length; t++) {
                normalise(i, tensors[t], tensors[t + 1], differentiated);
            }
        }
        for (Frame frame : frames) {
            if (differentiated) {
                updateJvp.run(frame);
            } else {
                update.run(frame);
            }
        }
    }

    /** The factor that brings a feature's mean square over a tensor to 1: {@code 1 / sqrt(mean square + eps)}. */
    private void normalise(int feature, int from, int to, boolean differentiated) {
        int row = raw.row(feature);
        double squares = LearnedRule.LEAST_SQUARE * (to - from);
        double products = 0;
        for (int p = from; p < to; p++) {
            double x = get(value(row, p));
            squares += x * x;
            if (differentiated) {
                products += x * get(derivative(row, p));
            }
        }
        double meanSquare = squares / (to - from);
        double scale = 1 / Math.sqrt(meanSquare);
        double change = -scale * products / squares;
        for (int p = from; p < to; p++) {
            set(value(scales.row(feature), p), scale);
            if (differentiated) {
                set(derivative(scales.row(feature), p), change);
            }
        }
    }

    /** Multiplies the derivatives that the next step starts from. */
    void scaleDerivatives(double factor) {
        for (int i = 0; i < LearnedRule.SCALED; i++) {
            for (int p = 0; p < count; p++) {
                long offset = derivative(raw.row(i), p);
                set(offset, get(offset) * factor);
            }
        }
    }

    /** The sum of squares of the derivatives of parameters and running means. */
    double squaredDerivative() {
        double squares = 0;
        for (int i = 1; i < LearnedRule.SCALED; i++) {
            for (int p = 0; p < count; p++) {
                double x = get(derivative(raw.row(i), p));
                squares += x * x;
            }
        }
        return squares;
    }
}
