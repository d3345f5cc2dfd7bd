package dev.antipode.bench;

import dev.antipode.controller.policy.Activation;
import dev.antipode.controller.policy.MlpPolicy;
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
import dev.antipode.sim.PlantModel;
import dev.antipode.sim.Signal;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The closed loop that {@code rollout.c} runs too: a perceptron of two hidden layers sees a cart-pole's state and commands
 * its force, then the cart-pole makes a step. Rows: states, force, parameters, dt, next states.
 */
final class ClosedLoop implements AutoCloseable {
    static final int HIDDEN = 32;
    static final int STEPS = 25;

    private static final Precision PRECISION = Precision.F32;

    private final PlantModel plant = StepPlant.CART_POLE.model();
    private final MlpPolicy policy;
    private final Engine engine;
    private final Program program;
    private final Workspace workspace;
    private final Frame frame;
    private final int stepRows;
    private final int unitRows;
    private final long units;

    ClosedLoop(int lanes, KernelMode mode) {
        engine = new Engine(PRECISION, BenchSetting.arithmetic(), mode);
        int states = plant.states().size();
        policy = new MlpPolicy(states, List.of(HIDDEN, HIDDEN), Activation.TANH, plant.inputs());
        TileLayout layout = new TileLayout(Tile.rowStrideBytes(lanes, PRECISION));
        ProgramBuilder builder = new ProgramBuilder(layout, engine);
        Rows state = builder.rows("state", states);
        Rows force = builder.rows("force", plant.inputs().size());
        Rows parameters = builder.rows("parameters", plant.parameters().size());
        Rows dt = builder.rows("dt", 1);
        // Kept free, for C, which does not overwrite what it reads.
        Rows next = builder.rows("next", states);
        stepRows = next.first() + next.count();
        Rows none = new Rows("none", 0, 0);
        policy.append(builder, state, none, none, force);
        builder.kernel("step", plant.step(), List.of(state, force, parameters, dt), List.of(state));
        program = builder.build();
        unitRows = states + 2 * HIDDEN + plant.inputs().size();
        MemoryPlan.Builder plan = MemoryPlan.builder();
        long tile = plan.add("tile", layout.rowCount() + " rows", layout.rowCount() * layout.rowStrideBytes());
        long scratch = plan.add("scratch", "of the kernels", engine.scratchBytes());
        long counters = plan.add("counters", "unused", LaneCounters.bytes(lanes));
        long theta = plan.add("parameters", "", policy.parameterCount() * (long) PRECISION.bytes());
        units = plan.add("units", "of the perceptron in C", unitRows * layout.rowStrideBytes());
        workspace = Workspace.allocate(plan.build(), BenchSetting.budgetBytes());
        frame = new Frame(workspace.block(), tile, layout.rowStrideBytes(), lanes, scratch, counters);
        frame.parametersOffset = theta;
        double[] initial = policy.initialParameters(1);
        for (int i = 0; i < initial.length; i++) {
            PRECISION.set(workspace.block(), theta + (long) i * PRECISION.bytes(), initial[i]);
        }
        for (int lane = 0; lane < lanes; lane++) {
            for (int i = 0; i < plant.parameters().size(); i++) {
                set(parameters.row(i), lane, plant.parameters().get(i).defaultValue());
            }
            set(dt.first(), lane, plant.period());
        }
        start();
    }

    void awaitSimd() {
        BenchSetting.awaitSimd(engine);
    }

    /** The same small deviations from upright as always. */
    void start() {
        SplittableRandom random = new SplittableRandom(3);
        for (int lane = 0; lane < frame.lanes; lane++) {
            for (int i = 0; i < plant.states().size(); i++) {
                set(i, lane, random.nextDouble(-0.05, 0.05));
            }
        }
    }

    /** Steps of the loop. */
    void run(int steps) {
        for (int i = 0; i < steps; i++) {
            program.run(frame);
        }
    }

    int lanes() {
        return frame.lanes;
    }

    /** What every state row holds. */
    double[][] states() {
        double[][] values = new double[plant.states().size()][frame.lanes];
        for (int row = 0; row < values.length; row++) {
            for (int lane = 0; lane < frame.lanes; lane++) {
                values[row][lane] = PRECISION.get(workspace.block(), frame.offset(row, lane, PRECISION.bytes()));
            }
        }
        return values;
    }

    /** The same steps by C, on the same memory. */
    void runIn(CTwins twins, MemorySegment widths, long steps) {
        twins.rollout(
                workspace.block().asSlice(frame.parametersOffset),
                widths,
                3,
                workspace.block().asSlice(frame.tileOffset, stepRows * frame.rowStrideBytes),
                workspace.block().asSlice(units, unitRows * frame.rowStrideBytes),
                frame.rowStrideBytes / Float.BYTES,
                frame.lanes,
                steps);
    }

    /** The perceptron's widths for C. */
    int[] widths() {
        return new int[] {plant.states().size(), HIDDEN, HIDDEN, plant.inputs().size()};
    }

    List<Signal> signals() {
        return plant.states();
    }

    private void set(int row, int lane, double value) {
        workspace.block().set(ValueLayout.JAVA_FLOAT, frame.offset(row, lane, Float.BYTES), (float) value);
    }

    @Override
    public void close() {
        engine.close();
        workspace.close();
    }
}
