package dev.antipode.controller.policy;

import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Workspace;
import dev.antipode.core.program.Engine;
import dev.antipode.core.program.Frame;
import dev.antipode.core.program.Rows;
import dev.antipode.core.testing.BigGraph;
import dev.antipode.sim.ParameterLayout;
import dev.antipode.sim.Policy;
import dev.antipode.sim.Rollout;
import dev.antipode.sim.RolloutGradient;
import dev.antipode.sim.RolloutTangent;
import dev.antipode.sim.TaskModel;
import dev.antipode.sim.testing.BigRollout;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** One episode of a closed loop in F64 with its derivatives, backwards and forwards. */
final class DifferentiatedLoop implements AutoCloseable {
    static final long SEED = 3;
    static final int EPISODE = 5;
    private static final int LANES = 16;

    private final Engine engine = new Engine(Precision.F64, Arithmetic.FUSED, KernelMode.SCALAR);
    private final Rollout rollout;
    private final RolloutGradient gradient;
    private final RolloutTangent tangent;
    private final Workspace workspace;
    private final Frame frame;
    private final int steps;
    private final boolean shared;
    private final double[] theta;

    DifferentiatedLoop(TaskModel task, Policy policy, double[] theta) {
        this.theta = theta.clone();
        steps = task.timing().horizonSteps();
        shared = policy.layout() == ParameterLayout.SHARED;
        rollout = Rollout.compile(task, policy, LANES, engine);
        gradient = RolloutGradient.of(rollout, policy, steps);
        tangent = RolloutTangent.of(rollout, policy);
        MemoryPlan.Builder plan = MemoryPlan.builder();
        long tile = plan.add("tile", "", rollout.tileBytes());
        long scratch = plan.add("scratch", "", rollout.scratchBytes());
        long parameters = plan.add("theta", "", 8L * theta.length);
        long direction = plan.add("direction", "", 8L * theta.length);
        long backward = gradient.plan(plan, "gradient: ");
        long forward = tangent.plan(plan, "tangent");
        workspace = Workspace.allocate(plan.build(), Long.MAX_VALUE);
        frame = rollout.frame(workspace.block(), tile, scratch);
        rollout.setEpisodes(frame, 1);
        gradient.attach(frame, backward);
        tangent.attach(frame, forward);
        frame.parametersOffset = parameters;
        frame.parameterTangentsOffset = direction;
        frame.seed = SEED;
        frame.firstEpisode = EPISODE;
        for (int i = 0; i < theta.length; i++) {
            if (shared) {
                Precision.F64.set(frame.block, parameters + 8L * i, theta[i]);
            } else {
                for (int lane = 0; lane < LANES; lane++) {
                    rollout.set(frame, rollout.policyParameters().row(i), lane, theta[i]);
                }
            }
        }
    }

    double[] plantParameters() {
        rollout.reset(frame);
        return read(rollout.plantParameters());
    }

    /** What each step starts from, and the end. */
    List<BigRollout.Loop> path() {
        List<BigRollout.Loop> path = new ArrayList<>();
        rollout.reset(frame);
        path.add(loop());
        for (int i = 0; i < steps; i++) {
            rollout.step(frame);
            path.add(loop());
        }
        return path;
    }

    private BigRollout.Loop loop() {
        return new BigRollout.Loop(
                BigGraph.exact(read(rollout.states())),
                BigGraph.exact(read(rollout.policyMemory())),
                BigGraph.exact(read(rollout.inputs())),
                new BigDecimal(rollout.cost(frame, 0)),
                !rollout.failed(frame, 0));
    }

    /** The gradient of the whole cost, of one window that is as long as the episode. */
    double[] ofWindow() {
        gradient.begin(frame);
        gradient.window(frame, steps, 1, 1, true);
        double[] result = new double[theta.length];
        gradient.gradient(frame, result);
        return result;
    }

    /** The gradient of the stage costs' sum: all lanes run the same episode, so their mean is one's. */
    double[] ofHorizon() {
        gradient.forward(frame, steps);
        gradient.backward(frame, steps);
        double[] result = new double[theta.length];
        gradient.gradient(frame, result);
        for (int i = 0; i < result.length; i++) {
            result[i] *= steps;
        }
        return result;
    }

    /** The derivative of the whole cost in one direction, forwards. */
    double forwards(double[] direction) {
        for (int i = 0; i < theta.length; i++) {
            if (shared) {
                Precision.F64.set(frame.block, frame.parameterTangentsOffset + 8L * i, direction[i]);
            } else {
                tangent.direction(frame, i, 0, direction[i]);
            }
        }
        tangent.run(frame);
        return tangent.costDerivative(frame, 0);
    }

    private double[] read(Rows rows) {
        double[] values = new double[rows.count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = rollout.get(frame, rows.row(i), 0);
        }
        return values;
    }

    @Override
    public void close() {
        engine.close();
        workspace.close();
    }
}
