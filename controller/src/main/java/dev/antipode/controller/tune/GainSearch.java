package dev.antipode.controller.tune;

import dev.antipode.controller.law.LawPolicy;
import dev.antipode.controller.train.ExecutionSettings;
import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Tile;
import dev.antipode.core.memory.Workspace;
import dev.antipode.core.program.Engine;
import dev.antipode.core.program.Frame;
import dev.antipode.core.random.EpisodeSet;
import dev.antipode.core.random.Purpose;
import dev.antipode.core.random.StreamKey;
import dev.antipode.core.random.Threefry;
import dev.antipode.sim.Rollout;
import dev.antipode.sim.Signal;
import dev.antipode.sim.TaskModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Random gains, and what they cost on some training episodes: a coarse look at a landscape of which a gradient sees one place.
 * Uniform in a gain's range; where it has none, within four times its scale of the default. Lanes are candidates.
 */
final class GainSearch {
    private static final double REACH = 4;
    private static final double TWO_TO_MINUS_32 = 0x1p-32;
    /** Components 0 and 1 of the stream are those of other policies' initial parameters. */
    private static final int COMPONENT = 2;

    private final TaskModel task;
    private final LawPolicy policy;
    private final long seed;
    private final int episodes;

    /** @param episodes that every candidate runs, the same ones */
    GainSearch(TaskModel task, LawPolicy policy, long seed, int episodes) {
        this.task = task;
        this.policy = policy;
        this.seed = seed;
        this.episodes = episodes;
    }

    /** One candidate. */
    private record Candidate(double[] parameters, double cost) {}

    /** The parameters of the candidates with the least mean cost, the best first; those that are not finite never. */
    List<double[]> best(int count, int candidates, Precision precision, ExecutionSettings execution) {
        if (count == 0 || candidates == 0) {
            return List.of();
        }
        List<Candidate> found = new ArrayList<>();
        int lanes = Tile.paddedLanes(Math.max(episodes, execution.lanes()));
        int perTile = lanes / episodes;
        try (Engine engine = new Engine(precision, execution.arithmetic(), execution.kernels())) {
            Rollout rollout = Rollout.compile(task, policy, lanes, engine);
            MemoryPlan.Builder plan = MemoryPlan.builder();
            long tile = plan.add("candidates", rollout.tileDimensions(), rollout.tileBytes());
            long scratch = plan.add("scratch", "kernels", rollout.scratchBytes());
            try (Workspace workspace = Workspace.allocate(plan.build(), execution.budgetBytes())) {
                engine.startWarmUp();
                Frame frame = rollout.frame(workspace.block(), tile, scratch);
                rollout.setEpisodes(frame, episodes);
                frame.seed = seed;
                frame.episodeSet = EpisodeSet.TRAINING;
                for (int first = 0; first < candidates; first += perTile) {
                    run(rollout, frame, first, Math.min(perTile, candidates - first), found);
                }
            }
        }
        return found.stream()
                .filter(candidate -> Double.isFinite(candidate.cost()))
                .sorted(Comparator.comparingDouble(Candidate::cost))
                .limit(count)
                .map(Candidate::parameters)
                .toList();
    }

    private void run(Rollout rollout, Frame frame, int first, int count, List<Candidate> found) {
        List<double[]> tile = new ArrayList<>();
        for (int lane = 0; lane < rollout.lanes(); lane++) {
            int c = Math.min(lane / episodes, count - 1);
            if (c == tile.size()) {
                tile.add(random(first + c));
            }
            for (int i = 0; i < policy.parameterCount(); i++) {
                rollout.set(frame, rollout.policyParameters().row(i), lane, tile.get(c)[i]);
            }
        }
        rollout.run(frame);
        for (int c = 0; c < count; c++) {
            double sum = 0;
            for (int e = 0; e < episodes; e++) {
                sum += rollout.cost(frame, c * episodes + e);
            }
            found.add(new Candidate(tile.get(c), sum / episodes));
        }
    }

    /** The parameters of a random candidate, the same at every call. */
    private double[] random(int candidate) {
        StreamKey key = new StreamKey(seed, Purpose.POLICY_INITIALISATION, 0);
        List<Signal> gains = policy.gainSignals();
        double[] values = new double[gains.size()];
        double[] spread = new double[gains.size()];
        int[] words = new int[4];
        for (int i = 0; i < values.length; i++) {
            Threefry.block(i >>> 2, COMPONENT, candidate, 0, key.word0(), key.word1(), key.word2(), key.word3(), words);
            spread[i] = 2 * (Integer.toUnsignedLong(words[i & 3]) + 0.5) * TWO_TO_MINUS_32 - 1;
            values[i] = gains.get(i).middle() + spread[i] * gains.get(i).halfWidth();
        }
        // A parameter counts a gain's scale from its default.
        double[] parameters = policy.parameters(values);
        for (int i = 0; i < parameters.length; i++) {
            if (!gains.get(i).bounded()) {
                parameters[i] = REACH * spread[i];
            }
        }
        return parameters;
    }
}
