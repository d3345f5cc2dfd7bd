package dev.antipode.controller.loop;

import dev.antipode.controller.policy.MlpPolicy;
import dev.antipode.core.linear.DenseKernel;
import dev.antipode.core.linear.DenseShape;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Tile;
import dev.antipode.core.program.Engine;
import dev.antipode.core.program.Frame;
import dev.antipode.core.program.Program;
import dev.antipode.core.program.ProgramBuilder;
import dev.antipode.core.program.Rows;
import dev.antipode.core.program.TileLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/**
 * A perceptron with the units of a layer side by side: SIMD lanes are units, not episodes, so that one sample costs a sixteenth of a
 * tile. Each unit sums in the order of {@link DenseKernel}, and the functions are the tile's kernels: the bits are the same.
 */
final class PerceptronCode implements SampleCode {
    private static final int LANES = Tile.LANE_MULTIPLE;

    private final Precision precision;
    private final TileLayout layout;
    private final DenseKernel dense;
    private final DenseShape[] layers;
    private final int[] firstParameter;
    private final Program[] activations;
    /** Numbers of a layer one after another, over as many rows as they fill. */
    private final Rows[] units;

    private final Rows centre;
    private final Rows scale;
    private final Rows last;
    private final Rows command;
    private final Program squash;

    PerceptronCode(MlpPolicy policy, TileLayout layout, Engine engine) {
        this.precision = engine.precision();
        this.layout = layout;
        this.dense = engine.dense();
        this.layers = policy.layers().toArray(DenseShape[]::new);
        this.firstParameter = new int[layers.length];
        this.activations = new Program[layers.length - 1];
        this.units = new Rows[layers.length + 1];
        units[0] = layout.add("observation", rows(layers[0].inputs()));
        centre = layout.add("observation centre", rows(layers[0].inputs()));
        scale = layout.add("observation scale", rows(layers[0].inputs()));
        for (int i = 0; i < layers.length; i++) {
            units[i + 1] = layout.add("layer " + i, rows(layers[i].outputs()));
            if (i > 0) {
                firstParameter[i] = firstParameter[i - 1] + layers[i - 1].parameterCount();
            }
            if (i < activations.length) {
                ProgramBuilder builder = new ProgramBuilder(layout, engine);
                builder.elementwise(
                        policy.activation().text(), policy.activation().graph(), units[i + 1]);
                activations[i] = builder.build();
            }
        }
        int inputs = layers[layers.length - 1].outputs();
        last = layout.add("last layer", inputs);
        command = layout.add("command", inputs);
        ProgramBuilder builder = new ProgramBuilder(layout, engine);
        builder.kernel("command", policy.commandGraph(), List.of(last), List.of(command));
        squash = builder.build();
    }

    private static int rows(int numbers) {
        return (numbers + LANES - 1) / LANES;
    }

    @Override
    public int rowCount() {
        return layout.rowCount();
    }

    @Override
    public void load(Frame frame, double[] values) {
        for (int i = 0; i < values.length; i++) {
            precision.set(frame.block, frame.parametersOffset + (long) i * precision.bytes(), values[i]);
        }
    }

    @Override
    public void normalise(Frame frame, double[] newCentre, double[] newScale) {
        for (int i = 0; i < newCentre.length; i++) {
            precision.set(frame.block, at(frame, centre, i), newCentre[i]);
            precision.set(frame.block, at(frame, scale, i), newScale[i]);
        }
    }

    private long at(Frame frame, Rows group, int number) {
        return frame.tileOffset + group.first() * frame.rowStrideBytes + (long) number * precision.bytes();
    }

    /** A perceptron remembers nothing. */
    @Override
    public void reset(Frame frame) {}

    @Override
    public void command(Frame frame, double[] observed, double[] commanded) {
        MemorySegment block = frame.block;
        int bytes = precision.bytes();
        scale(frame, observed);
        for (int i = 0; i < layers.length; i++) {
            DenseShape shape = layers[i];
            long parameters = frame.parametersOffset + (long) firstParameter[i] * bytes;
            dense.forwardSingle(
                    block,
                    at(frame, units[i], 0),
                    at(frame, units[i + 1], 0),
                    parameters,
                    parameters + (long) shape.outputs() * bytes,
                    shape.inputs(),
                    shape.outputs());
            if (i < activations.length) {
                activations[i].run(frame);
            }
        }
        Rows out = units[layers.length];
        for (int i = 0; i < commanded.length; i++) {
            precision.set(block, frame.offset(last.first() + i, 0, bytes), precision.get(block, at(frame, out, i)));
        }
        squash.run(frame);
        for (int i = 0; i < commanded.length; i++) {
            commanded[i] = precision.get(block, frame.offset(command.first() + i, 0, bytes));
        }
    }

    /** {@code (observation - centre) * scale} in the controller's precision: the two roundings of the rollout's kernel. */
    private void scale(Frame frame, double[] observed) {
        MemorySegment block = frame.block;
        long x = at(frame, units[0], 0);
        long c = at(frame, centre, 0);
        long s = at(frame, scale, 0);
        if (precision == Precision.F32) {
            for (int i = 0; i < observed.length; i++) {
                float centred = (float) observed[i] - block.get(ValueLayout.JAVA_FLOAT, c + 4L * i);
                block.set(ValueLayout.JAVA_FLOAT, x + 4L * i, centred * block.get(ValueLayout.JAVA_FLOAT, s + 4L * i));
            }
        } else {
            for (int i = 0; i < observed.length; i++) {
                double centred = observed[i] - block.get(ValueLayout.JAVA_DOUBLE, c + 8L * i);
                block.set(
                        ValueLayout.JAVA_DOUBLE, x + 8L * i, centred * block.get(ValueLayout.JAVA_DOUBLE, s + 8L * i));
            }
        }
    }
}
