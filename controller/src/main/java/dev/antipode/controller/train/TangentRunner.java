package dev.antipode.controller.train;

import dev.antipode.core.program.Frame;
import dev.antipode.core.random.EpisodeSet;
import dev.antipode.sim.Rollout;
import dev.antipode.sim.RolloutTangent;
import dev.antipode.sim.TaskModel;

/** Episodes along which a tangent of the parameters rides. */
final class TangentRunner extends RolloutRunner implements DirectionalRunner {
    private final RolloutTangent tangent;

    TangentRunner(TaskModel task, Rollout rollout, Frame frame, RolloutTangent tangent) {
        super(task, rollout, frame);
        this.tangent = tangent;
    }

    @Override
    public void direction(int parameter, int lane, double value) {
        tangent.direction(frame, parameter, lane, value);
    }

    @Override
    public void runDirection(int generation, int firstEpisode, int episodes, long parameters, long direction) {
        prepare(EpisodeSet.TRAINING, generation, firstEpisode, episodes, parameters);
        frame.parameterTangentsOffset = direction;
        tangent.run(frame);
    }

    @Override
    public double costDerivative(int lane) {
        return tangent.costDerivative(frame, lane);
    }
}
