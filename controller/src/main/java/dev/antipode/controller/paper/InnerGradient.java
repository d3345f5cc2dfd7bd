package dev.antipode.controller.paper;

import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Tile;
import dev.antipode.core.program.Engine;
import dev.antipode.core.program.Frame;
import dev.antipode.core.program.Program;
import dev.antipode.core.program.ProgramBuilder;
import dev.antipode.core.program.Rows;
import dev.antipode.core.program.TileLayout;
import dev.antipode.core.random.LaneCounters;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/**
 * The inner task's mean loss over a fixed batch, its gradient, and the derivative of both along a direction of the parameters. A lane is
 * a picture; every lane has the same parameters. Allocates nothing once the kernels are warm. Not thread-safe.
 */
final class InnerGradient {
    private static final ValueLayout.OfDouble NUMBER = ValueLayout.JAVA_DOUBLE;

    private final Digits digits;
    private final int batch;
    private final int count;
    private final Program gradient;
    private final Program tangent;
    private final TileLayout layout;
    private final Rows pixels;
    private final Rows targets;
    private final Rows parameters;
    private final Rows directions;
    private final Rows outputs;
    private final Rows tangents;
    private Frame frame;
    private long tile;
    private long counters;

    /** The batch is a multiple of 16. */
    InnerGradient(InnerTask task, Digits digits, Engine engine) {
        this.digits = digits;
        batch = digits.classes().length;
        count = task.parameterCount();
        layout = new TileLayout(Tile.rowStrideBytes(batch, Precision.F64));
        pixels = layout.add("pixels", Digits.PIXELS);
        targets = layout.add("classes", Digits.CLASSES);
        parameters = layout.add("parameters", count);
        directions = layout.add("direction", count);
        outputs = layout.add("loss and gradient", 1 + count);
        tangents = layout.add("their derivatives", 1 + count);
        ProgramBuilder reverse = new ProgramBuilder(layout, engine);
        reverse.kernel("gradient", task.gradient(), List.of(pixels, targets, parameters), List.of(outputs));
        gradient = reverse.build();
        ProgramBuilder both = new ProgramBuilder(layout, engine);
        both.kernel(
                "gradient and derivative",
                task.gradientTangent(),
                List.of(pixels, targets, parameters, directions),
                List.of(outputs, tangents));
        tangent = both.build();
    }

    void plan(MemoryPlan.Builder plan) {
        tile = plan.add(
                "inner task",
                layout.rowCount() + " rows x " + batch + " pictures x F64",
                Tile.bytes(layout.rowCount(), batch, Precision.F64));
        counters = plan.add("inner lane counters", batch + " lanes", LaneCounters.bytes(batch));
    }

    void attach(MemorySegment block, long scratch) {
        frame = new Frame(block, tile, Tile.rowStrideBytes(batch, Precision.F64), batch, scratch, counters);
        for (int lane = 0; lane < batch; lane++) {
            for (int p = 0; p < Digits.PIXELS; p++) {
                block.set(NUMBER, offset(pixels.row(p), lane), digits.pixels()[lane][p]);
            }
            for (int k = 0; k < Digits.CLASSES; k++) {
                block.set(NUMBER, offset(targets.row(k), lane), digits.classes()[lane] == k ? 1 : 0);
            }
        }
    }

    private long offset(int row, int lane) {
        return frame.offset(row, lane, Double.BYTES);
    }

    void setParameter(int parameter, double value) {
        fill(parameters.row(parameter), value);
    }

    void setDirection(int parameter, double value) {
        fill(directions.row(parameter), value);
    }

    private void fill(int row, double value) {
        for (int lane = 0; lane < batch; lane++) {
            frame.block.set(NUMBER, offset(row, lane), value);
        }
    }

    void run(boolean differentiated) {
        if (differentiated) {
            tangent.run(frame);
        } else {
            gradient.run(frame);
        }
    }

    double loss() {
        return mean(outputs.first());
    }

    double lossDerivative() {
        return mean(tangents.first());
    }

    double gradient(int parameter) {
        return mean(outputs.row(1 + parameter));
    }

    double gradientDerivative(int parameter) {
        return mean(tangents.row(1 + parameter));
    }

    int count() {
        return count;
    }

    private double mean(int row) {
        double sum = 0;
        for (int lane = 0; lane < batch; lane++) {
            sum += frame.block.get(NUMBER, offset(row, lane));
        }
        return sum / batch;
    }
}
