package dev.antipode.bench;

import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Tile;
import dev.antipode.core.memory.Workspace;
import dev.antipode.core.program.Engine;
import dev.antipode.core.program.Frame;
import dev.antipode.core.program.Program;
import dev.antipode.core.program.ProgramBuilder;
import dev.antipode.core.program.Rows;
import dev.antipode.core.program.TileLayout;
import dev.antipode.core.random.LaneCounters;

/** A perceptron for all lanes of a tile: lanes are samples. */
final class InferenceBatch implements AutoCloseable {
    private static final Precision PRECISION = Precision.F32;

    private final Engine engine;
    private final Program program;
    private final Workspace workspace;
    private final Frame frame;
    private final Rows command;

    InferenceBatch(PerceptronDesign design, int lanes, KernelMode mode) {
        engine = new Engine(PRECISION, BenchSetting.arithmetic(), mode);
        TileLayout layout = new TileLayout(Tile.rowStrideBytes(lanes, PRECISION));
        ProgramBuilder builder = new ProgramBuilder(layout, engine);
        Rows observation = builder.rows("observation", PerceptronDesign.OBSERVATIONS);
        command = builder.rows("command", PerceptronDesign.COMMANDS);
        Rows none = new Rows("none", 0, 0);
        design.policy().append(builder, observation, none, none, command);
        program = builder.build();
        double[] parameters = design.parameters();
        MemoryPlan.Builder plan = MemoryPlan.builder();
        long tile = plan.add("tile", layout.rowCount() + " rows", layout.rowCount() * layout.rowStrideBytes());
        long scratch = plan.add("scratch", "of the kernels", engine.scratchBytes());
        long counters = plan.add("counters", "unused", LaneCounters.bytes(lanes));
        long theta = plan.add("parameters", "", parameters.length * (long) PRECISION.bytes());
        workspace = Workspace.allocate(plan.build(), BenchSetting.budgetBytes());
        frame = new Frame(workspace.block(), tile, layout.rowStrideBytes(), lanes, scratch, counters);
        frame.parametersOffset = theta;
        for (int i = 0; i < parameters.length; i++) {
            PRECISION.set(workspace.block(), theta + (long) i * PRECISION.bytes(), parameters[i]);
        }
        double[][] samples = PerceptronDesign.observations(lanes);
        for (int lane = 0; lane < lanes; lane++) {
            for (int i = 0; i < PerceptronDesign.OBSERVATIONS; i++) {
                PRECISION.set(workspace.block(), at(observation.row(i), lane), samples[lane][i]);
            }
        }
    }

    void awaitSimd() {
        BenchSetting.awaitSimd(engine);
    }

    /** The commands for every sample. */
    void run() {
        program.run(frame);
    }

    void run(int times) {
        for (int i = 0; i < times; i++) {
            run();
        }
    }

    double command(int lane, int index) {
        return PRECISION.get(workspace.block(), at(command.row(index), lane));
    }

    private long at(int row, int lane) {
        return frame.offset(row, lane, PRECISION.bytes());
    }

    @Override
    public void close() {
        engine.close();
        workspace.close();
    }
}
