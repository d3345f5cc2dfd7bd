package dev.antipode.controller.paper;

import dev.antipode.controller.inspect.PolicyPoint;
import dev.antipode.core.jacobian.LoopTangents;
import dev.antipode.core.jacobian.TangentFrame;
import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Workspace;
import dev.antipode.core.program.Engine;
import dev.antipode.core.program.Frame;
import dev.antipode.sim.Rollout;
import dev.antipode.sim.RolloutTangent;
import dev.antipode.sim.TaskModel;

/**
 * Episodes of a closed loop at policies that are shifted along one direction of their parameters: costs, their derivative in that
 * direction, and how perturbations of the state grow, each after every step. A lane is an episode with its own start and its own
 * random commands. Not thread-safe.
 */
final class ShiftedLoop implements AutoCloseable {
    private PolicyPoint point;
    private final double[] direction;
    private final int lanes;
    private final Rollout rollout;
    private final RolloutTangent tangent;
    private final Workspace workspace;
    private final long theta;
    private final Frame frame;
    private final Frame perturbed;
    private final TangentFrame perturbations;
    private int fixed = -1;
    private double fixedValue;

    /** The lanes are a multiple of 16; the direction has a number for each parameter. */
    ShiftedLoop(
            TaskModel task, PolicyPoint point, double[] direction, int lanes, Engine engine, FigureContext context) {
        this.point = point;
        this.direction = direction;
        this.lanes = lanes;
        rollout = Rollout.compile(task, point.policy(), lanes, engine);
        tangent = RolloutTangent.of(rollout, point.policy());
        LoopTangents loop = rollout.loopTangents(1);
        MemoryPlan.Builder plan = MemoryPlan.builder("episodes of " + task.name());
        int count = direction.length;
        theta = plan.add("parameters", count + " x F64", 8L * count);
        long along = plan.add("direction", count + " x F64", 8L * count);
        long tile = plan.add("tile", rollout.tileDimensions(), rollout.tileBytes());
        long tangents = tangent.plan(plan, "tangents");
        long second = plan.add("tile of perturbed episodes", rollout.tileDimensions(), rollout.tileBytes());
        long perturbation = loop.plan(plan, "perturbations", lanes);
        long scratch = plan.add("scratch", "kernels", engine.scratchBytes());
        workspace = Workspace.allocate(plan.build(), context.execution().budgetBytes());
        frame = frame(tile, scratch, context.seed());
        frame.parameterTangentsOffset = along;
        tangent.attach(frame, tangents);
        perturbed = frame(second, scratch, context.seed());
        perturbations = new TangentFrame(loop, perturbed, perturbation);
        for (int i = 0; i < count; i++) {
            Precision.F64.set(workspace.block(), along + 8L * i, direction[i]);
        }
    }

    private Frame frame(long tile, long scratch, long seed) {
        Frame made = rollout.frame(workspace.block(), tile, scratch);
        made.seed = seed;
        made.parametersOffset = theta;
        rollout.setNormalisation(made, point.centre(), point.scale());
        return made;
    }

    /** From now on, episodes are those of another point of the same policy. */
    void use(PolicyPoint other) {
        point = other;
    }

    /** From now on, a parameter of the plant has this value in all episodes. */
    void fix(int parameter, double value) {
        fixed = parameter;
        fixedValue = value;
    }

    private void startWithFixed(Frame started) {
        for (int lane = 0; lane < lanes && fixed >= 0; lane++) {
            rollout.set(started, rollout.plantParameters().row(fixed), lane, fixedValue);
        }
    }

    private void shift(double by) {
        for (int i = 0; i < direction.length; i++) {
            Precision.F64.set(workspace.block(), theta + 8L * i, point.parameters()[i] + by * direction[i]);
        }
    }

    /** The mean cost a step up to each horizon, by horizon and episode. */
    double[][] costs(double shift, int[] horizons) {
        shift(shift);
        double[][] costs = new double[horizons.length][lanes];
        rollout.reset(frame);
        startWithFixed(frame);
        int step = 0;
        for (int h = 0; h < horizons.length; h++) {
            for (; step < horizons[h]; step++) {
                rollout.step(frame);
            }
            for (int lane = 0; lane < lanes; lane++) {
                costs[h][lane] = rollout.cost(frame, lane) / horizons[h];
            }
        }
        return costs;
    }

    /** The derivative of the mean cost a step along the direction, by steps and episode. */
    double[][] derivatives(double shift, int steps) {
        shift(shift);
        double[][] derivatives = new double[steps][lanes];
        tangent.begin(frame);
        startWithFixed(frame);
        for (int step = 0; step < steps; step++) {
            tangent.step(frame);
            for (int lane = 0; lane < lanes; lane++) {
                derivatives[step][lane] = tangent.costDerivative(frame, lane) / (step + 1);
            }
        }
        return derivatives;
    }

    /** The natural logarithm of the length of a random perturbation of the start, by steps and episode. */
    double[][] perturbations(double shift, int steps) {
        shift(shift);
        double[][] growth = new double[steps][lanes];
        double[] sum = new double[lanes];
        rollout.reset(perturbed);
        startWithFixed(perturbed);
        perturbations.setSigns(perturbed.seed, 0);
        for (int step = 0; step < steps; step++) {
            perturbations.step();
            perturbations.rescale();
            for (int lane = 0; lane < lanes; lane++) {
                sum[lane] += perturbations.logGrowth(0, lane);
                growth[step][lane] = sum[lane];
            }
        }
        return growth;
    }

    @Override
    public void close() {
        workspace.close();
    }
}
