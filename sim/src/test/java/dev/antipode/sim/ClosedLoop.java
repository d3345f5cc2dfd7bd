package dev.antipode.sim;

import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Tile;
import dev.antipode.core.memory.Workspace;
import dev.antipode.core.program.Engine;
import dev.antipode.core.program.Frame;

/** A compiled rollout under an {@link ExcitationPolicy} in a workspace of its own, and the same commands in plain Java. */
final class ClosedLoop implements AutoCloseable {
    final Rollout rollout;
    final Frame frame;
    /** Room for the carried rows of two tiles, in bytes from here on. */
    final long kept;

    final long keptBytes;
    private final Engine engine;
    private final Workspace workspace;
    private final TaskModel task;

    ClosedLoop(TaskModel task, int lanes, Precision precision, KernelMode mode) {
        this.task = task;
        engine = new Engine(precision, Arithmetic.FUSED, mode);
        rollout = Rollout.compile(task, new ExcitationPolicy(task.plant().inputs()), lanes, engine);
        MemoryPlan.Builder plan = MemoryPlan.builder();
        long tile = plan.add("tile", rollout.tileDimensions(), rollout.tileBytes());
        long scratch = plan.add("scratch", "kernels", rollout.scratchBytes());
        keptBytes = rollout.carried().count() * Tile.rowStrideBytes(lanes, precision);
        kept = plan.add("kept", "carried rows of two tiles", 2 * keptBytes);
        workspace = Workspace.allocate(plan.build(), Long.MAX_VALUE);
        frame = rollout.frame(workspace.block(), tile, scratch);
        for (int i = 0; i < rollout.policyParameters().count(); i++) {
            for (int lane = 0; lane < lanes; lane++) {
                rollout.set(frame, rollout.policyParameters().row(i), lane, precision.round(parameter(i, lane)));
            }
        }
    }

    Engine engine() {
        return engine;
    }

    private static double parameter(int i, int lane) {
        double spread = ((lane + 1) * (i + 2) * 0.377) % 1;
        return i % 3 == 0 ? spread - 0.5 : i % 3 == 1 ? spread : 0.05 + 0.3 * spread;
    }

    double[] command(int lane, int step) {
        double[] command = new double[task.plant().inputs().size()];
        for (int i = 0; i < command.length; i++) {
            Signal input = task.plant().inputs().get(i);
            double wave =
                    parameter(3 * i, lane) + parameter(3 * i + 1, lane) * Math.sin(parameter(3 * i + 2, lane) * step);
            command[i] = input.middle() + input.halfWidth() * wave;
        }
        return command;
    }

    double[] read(dev.antipode.core.program.Rows rows, int lane) {
        double[] values = new double[rows.count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = rollout.get(frame, rows.row(i), lane);
        }
        return values;
    }

    @Override
    public void close() {
        engine.close();
        workspace.close();
    }
}
