package dev.antipode.sim;

import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Tile;
import dev.antipode.core.memory.Workspace;
import dev.antipode.core.program.Engine;
import dev.antipode.core.program.Frame;
import dev.antipode.core.program.Program;
import dev.antipode.core.program.ProgramBuilder;
import dev.antipode.core.program.ProgramJvp;
import dev.antipode.core.program.ProgramVjp;
import dev.antipode.core.program.Rows;
import dev.antipode.core.program.TileLayout;
import java.time.Duration;
import java.util.List;

/** Some steps of a composed plant as a program of its own, in a loop, with a tangent and with cotangents. */
final class StagedSteps implements AutoCloseable {
    private static final int LANES = 16;

    private final Precision precision;
    private final Engine engine;
    private final Rows state;
    private final Program program;
    private final ProgramJvp jvp;
    private final ProgramVjp vjp;
    private final Workspace workspace;
    private final Frame frame;

    StagedSteps(
            PlantModel plant, double[] parameters, double[] command, int steps, Precision precision, KernelMode mode) {
        this.precision = precision;
        engine = new Engine(precision, Arithmetic.FUSED, mode);
        TileLayout layout = new TileLayout(Tile.rowStrideBytes(LANES, precision));
        state = layout.add("state", plant.states().size());
        Rows input = layout.add("input", command.length);
        Rows parameter = layout.add("parameter", parameters.length);
        Rows dt = layout.add("dt", 1);
        ProgramBuilder step = new ProgramBuilder(layout, engine);
        plant.append(step, null, state, input, parameter, dt);
        ProgramBuilder loop = new ProgramBuilder(layout, engine);
        loop.repeat("steps", step.build(), steps);
        program = loop.build();
        // Vector kernels are compared in their steps alone: each takes seconds to become warm.
        boolean differentiated = mode == KernelMode.SCALAR && precision == Precision.F64;
        jvp = differentiated ? ProgramJvp.of(program, layout, engine, List.of(state), false, 1) : null;
        vjp = differentiated ? ProgramVjp.of(program, layout, engine, List.of(state), false) : null;
        MemoryPlan.Builder plan = MemoryPlan.builder();
        long tile = plan.add("tile", "", Tile.bytes(layout.rowCount(), LANES, precision));
        long tangents = plan.add("tangent", "", Tile.bytes(differentiated ? jvp.tangentRows() : 1, LANES, precision));
        long cotangents =
                plan.add("cotangents", "", Tile.bytes(differentiated ? vjp.cotangentRows() : 1, LANES, precision));
        long scratch = plan.add("scratch", "", engine.scratchBytes());
        workspace = Workspace.allocate(plan.build(), Long.MAX_VALUE);
        frame = new Frame(workspace.block(), tile, Tile.rowStrideBytes(LANES, precision), LANES, scratch, scratch);
        frame.tangentsOffset = tangents;
        frame.cotangentsOffset = cotangents;
        for (int lane = 0; lane < LANES; lane++) {
            put(tile, input, lane, command);
            put(tile, parameter, lane, parameters);
        }
    }

    void warmUp() {
        engine.startWarmUp();
        engine.awaitWarmUp(Duration.ofMinutes(2));
    }

    private long offset(long tile, Rows rows, int i, int lane) {
        return tile + rows.row(i) * frame.rowStrideBytes + (long) lane * precision.bytes();
    }

    private void put(long tile, Rows rows, int lane, double[] values) {
        for (int i = 0; i < values.length; i++) {
            precision.set(frame.block, offset(tile, rows, i, lane), values[i]);
        }
    }

    private void put(long tile, double[][] values) {
        for (int lane = 0; lane < LANES; lane++) {
            put(tile, state, lane, values[lane]);
        }
    }

    private double[][] read(long tile) {
        double[][] values = new double[LANES][state.count()];
        for (int lane = 0; lane < LANES; lane++) {
            for (int i = 0; i < state.count(); i++) {
                values[lane][i] = precision.get(frame.block, offset(tile, state, i, lane));
            }
        }
        return values;
    }

    double[][] run(double[][] points) {
        put(frame.tileOffset, points);
        program.run(frame);
        return read(frame.tileOffset);
    }

    double[][] tangents(double[][] points, double[][] directions) {
        put(frame.tileOffset, points);
        put(frame.tangentsOffset, directions);
        jvp.run(frame);
        return read(frame.tangentsOffset);
    }

    double[][] cotangents(double[][] points, double[][] cotangents) {
        put(frame.tileOffset, points);
        put(frame.cotangentsOffset, cotangents);
        vjp.record(frame);
        vjp.reverse(frame);
        return read(frame.cotangentsOffset);
    }

    /** Runs the steps from where they are, plainly, with the tangent, and back. */
    void runBare() {
        program.run(frame);
        jvp.run(frame);
        vjp.record(frame);
        vjp.reverse(frame);
    }

    @Override
    public void close() {
        engine.close();
        workspace.close();
    }
}
