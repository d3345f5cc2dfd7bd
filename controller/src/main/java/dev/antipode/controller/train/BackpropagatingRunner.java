package dev.antipode.controller.train;

import dev.antipode.core.program.Frame;
import dev.antipode.core.random.EpisodeSet;
import dev.antipode.sim.Rollout;
import dev.antipode.sim.RolloutGradient;
import dev.antipode.sim.TaskModel;

/** Episodes whose cost is backpropagated, whole or window by window. */
final class BackpropagatingRunner extends RolloutRunner implements GradientRunner, OnlineRunner {
    private final RolloutGradient gradient;

    /** Null where the growth of perturbations is not measured. */
    private final GrowthRider rider;

    BackpropagatingRunner(TaskModel task, Rollout rollout, Frame frame, RolloutGradient gradient, GrowthRider rider) {
        super(task, rollout, frame);
        this.gradient = gradient;
        this.rider = rider;
    }

    @Override
    public void backpropagate(
            int generation,
            int firstEpisode,
            int episodes,
            int live,
            double weight,
            long parameters,
            int steps,
            GrowthCurve curve) {
        prepare(EpisodeSet.TRAINING, generation, firstEpisode, episodes, parameters);
        gradient.begin(frame);
        if (curve != null) {
            rider.begin(curve, generation, live);
        }
        for (int step = 0; step < horizon(); step += steps) {
            int some = Math.min(steps, horizon() - step);
            boolean last = step + some == horizon();
            if (curve == null) {
                gradient.window(frame, some, weight, live, last);
            } else {
                gradient.window(frame, some, weight, live, last, rider);
            }
        }
    }

    @Override
    public void grow(int generation, int live, long parameters, GrowthCurve curve, double factor) {
        goOn(-1, generation, 0, 0, parameters);
        rider.begin(curve, generation, live);
        while (frame.step < horizon() && rider.follows(factor)) {
            rider.step(frame);
        }
    }

    @Override
    public double groupGradient(int parameter, int group) {
        return gradient.groupGradient(frame, parameter, group);
    }

    @Override
    public void backpropagateWindow(
            long from, long to, int generation, int firstEpisode, int step, int steps, int live, long parameters) {
        goOn(from, generation, firstEpisode, step, parameters);
        gradient.resume(frame);
        gradient.window(frame, steps, 1, live, step + steps == horizon());
        keep(to);
    }
}
