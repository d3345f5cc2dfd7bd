package dev.antipode.sim;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.random.EpisodeSet;

/** What a task model keeps to its package, for tests in another one. */
public record LiftedTask(TaskModel model) {
    public Graph graph(String method) {
        return model.graph(method).graph();
    }

    public boolean chargesTerminalCost() {
        return model.chargesTerminalCost();
    }

    /** The sensor noise of one step of a training episode: standard normal or uniform in (0, 1), as drawn. */
    public double[] noise(long seed, int episode, int step) {
        PlainDraw draw = new PlainDraw(seed, EpisodeSet.TRAINING.sensorNoise(), 0, episode, step);
        return model.graph("observe").normal().stream()
                .mapToDouble(normal -> normal ? draw.normal(0, 1) : draw.uniform(0, 1))
                .toArray();
    }
}
