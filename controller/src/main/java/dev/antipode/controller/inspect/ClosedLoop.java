package dev.antipode.controller.inspect;

import dev.antipode.core.jacobian.LoopTangents;
import dev.antipode.core.jacobian.TangentFrame;
import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Tile;
import dev.antipode.core.program.Engine;
import dev.antipode.core.program.Frame;
import dev.antipode.core.random.EpisodeSet;
import dev.antipode.sim.ParameterLayout;
import dev.antipode.sim.Rollout;
import dev.antipode.sim.TaskModel;
import java.lang.foreign.MemorySegment;

/** The closed loop of task and policy on test episodes, one a lane. Failed episodes stand still. */
final class ClosedLoop implements InspectedLoop {
    static final int LANES = Tile.LANE_MULTIPLE;

    private final PolicyPoint point;
    private final Rollout rollout;
    private final LoopTangents loop;
    private long tile;
    private long tangentOffset;
    private Frame frame;
    private TangentFrame tangents;

    private ClosedLoop(PolicyPoint point, Rollout rollout, LoopTangents loop) {
        this.point = point;
        this.rollout = rollout;
        this.loop = loop;
    }

    /** Compiles with a tangent for every number of the state. */
    static ClosedLoop columns(TaskModel task, PolicyPoint point, Engine engine) {
        Rollout rollout = Rollout.compile(task, point.policy(), LANES, engine);
        return new ClosedLoop(point, rollout, rollout.loopColumns());
    }

    /** Compiles with some tangents that can be made orthonormal. */
    static ClosedLoop orthonormal(TaskModel task, PolicyPoint point, int tangents, Engine engine) {
        Rollout rollout = Rollout.compile(task, point.policy(), LANES, engine);
        return new ClosedLoop(point, rollout, rollout.loopTangents(tangents));
    }

    void plan(MemoryPlan.Builder plan, String name) {
        tile = plan.add(name + ": tile", rollout.tileDimensions() + " + counters", rollout.tileBytes());
        tangentOffset = loop.plan(plan, name + ": tangents", LANES);
    }

    void attach(MemorySegment block, long scratch, long theta, long seed) {
        frame = frame(rollout, point, block, tile, scratch, theta, seed);
        tangents = new TangentFrame(loop, frame, tangentOffset);
        writeParameters(rollout, frame, point);
    }

    /** A frame on test episodes. */
    static Frame frame(
            Rollout rollout, PolicyPoint point, MemorySegment block, long tile, long scratch, long theta, long seed) {
        Frame frame = rollout.frame(block, tile, scratch);
        frame.seed = seed;
        frame.episodeSet = EpisodeSet.TEST;
        frame.parametersOffset = theta;
        rollout.setNormalisation(frame, point.centre(), point.scale());
        return frame;
    }

    private static void writeParameters(Rollout rollout, Frame frame, PolicyPoint point) {
        double[] parameters = point.parameters();
        for (int i = 0; i < parameters.length; i++) {
            if (point.policy().layout() == ParameterLayout.SHARED) {
                Precision.F64.set(frame.block, frame.parametersOffset + 8L * i, parameters[i]);
            } else {
                for (int lane = 0; lane < LANES; lane++) {
                    rollout.set(frame, rollout.policyParameters().row(i), lane, parameters[i]);
                }
            }
        }
    }

    @Override
    public TangentFrame tangents() {
        return tangents;
    }

    @Override
    public int tangentCount() {
        return loop.tangents();
    }

    @Override
    public int size() {
        return loop.size();
    }

    @Override
    public int trajectories() {
        return LANES;
    }

    @Override
    public boolean episodic() {
        return true;
    }

    @Override
    public void start(int set) {
        frame.firstEpisode = set * LANES;
        rollout.reset(frame);
    }

    @Override
    public boolean live(int lane) {
        return !rollout.failed(frame, lane);
    }

    /** The memory belongs to the whole inspection. */
    @Override
    public void close() {}
}
