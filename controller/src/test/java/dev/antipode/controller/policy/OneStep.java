package dev.antipode.controller.policy;

import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Tile;
import dev.antipode.core.program.Engine;
import dev.antipode.core.program.Frame;
import dev.antipode.core.program.Program;
import dev.antipode.core.program.ProgramBuilder;
import dev.antipode.core.program.Rows;
import dev.antipode.core.program.TileLayout;
import dev.antipode.sim.ParameterLayout;
import dev.antipode.sim.Policy;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Runs a policy alone in F64, lane by lane, for tests. */
public final class OneStep {
    private static final int LANES = 16;
    private static final Precision F64 = Precision.F64;

    private final Rows observation;
    private final Rows parameters;
    private final Rows memory;
    private final Rows command;
    private final Program program;
    private final Frame frame;

    public OneStep(Policy policy, int observations, int commands) {
        Engine engine = new Engine(F64, Arithmetic.FUSED, KernelMode.SCALAR);
        TileLayout layout = new TileLayout();
        boolean rows = policy.layout() == ParameterLayout.ROWS;
        observation = layout.add("observation", observations);
        parameters = layout.add("parameters", rows ? policy.parameterCount() : 0);
        memory = layout.add("memory", policy.memorySize());
        command = layout.add("command", commands);
        ProgramBuilder builder = new ProgramBuilder(layout, engine);
        policy.append(builder, observation, parameters, memory, command);
        program = builder.build();
        long tile = Tile.bytes(layout.rowCount(), LANES, F64);
        long shared = tile + engine.scratchBytes();
        MemorySegment block = Arena.ofAuto().allocate(shared + 8L * policy.parameterCount(), 64);
        frame = new Frame(block, 0, Tile.rowStrideBytes(LANES, F64), LANES, tile, 0);
        frame.parametersOffset = shared;
    }

    /** Sets the parameters of all lanes, however the policy finds them. */
    public void setParameters(double[] values) {
        for (int i = 0; i < values.length; i++) {
            F64.set(frame.block, frame.parametersOffset + 8L * i, values[i]);
            for (int lane = 0; lane < LANES && parameters.count() > 0; lane++) {
                set(parameters, i, lane, values[i]);
            }
        }
    }

    public void observe(int lane, double... values) {
        for (int i = 0; i < values.length; i++) {
            set(observation, i, lane, values[i]);
        }
    }

    public void remember(int i, int lane, double value) {
        set(memory, i, lane, value);
    }

    public void run() {
        program.run(frame);
    }

    public double command(int i, int lane) {
        return F64.get(frame.block, frame.offset(command.row(i), lane, 8));
    }

    public double memory(int i, int lane) {
        return F64.get(frame.block, frame.offset(memory.row(i), lane, 8));
    }

    private void set(Rows rows, int i, int lane, double value) {
        F64.set(frame.block, frame.offset(rows.row(i), lane, 8), value);
    }
}
