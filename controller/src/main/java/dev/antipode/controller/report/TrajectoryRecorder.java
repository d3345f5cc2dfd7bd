package dev.antipode.controller.report;

import dev.antipode.controller.train.TrainedController;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Tile;
import dev.antipode.core.memory.Workspace;
import dev.antipode.core.program.Engine;
import dev.antipode.core.program.Frame;
import dev.antipode.core.program.Rows;
import dev.antipode.core.random.EpisodeSet;
import dev.antipode.sim.ParameterLayout;
import dev.antipode.sim.Policy;
import dev.antipode.sim.Rollout;
import dev.antipode.sim.Signal;
import dev.antipode.sim.TaskModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs a trained controller for one test episode and writes down every state, input and reference. */
public final class TrajectoryRecorder {
    private final TaskModel task;
    private final Rollout rollout;
    private final Frame frame;
    private final double[] seconds;
    private final double[][] states;
    private final double[][] inputs;
    private final double[][] references;

    private TrajectoryRecorder(TaskModel task, Rollout rollout, Frame frame) {
        this.task = task;
        this.rollout = rollout;
        this.frame = frame;
        int samples = task.timing().horizonSteps() + 1;
        this.seconds = new double[samples];
        this.states = new double[task.plant().states().size()][samples];
        this.inputs = new double[task.plant().inputs().size()][samples];
        this.references = new double[task.references().size()][samples];
    }

    /**
     * Records an episode.
     *
     * @param task what the controller was trained for
     * @param policy the policy of the controller
     * @param controller its parameters and scaling
     * @param seed of the run
     * @param episode which of the test episodes, from 0
     * @return the trajectory, up to the horizon or to the failure
     */
    public static Trajectory record(
            TaskModel task, Policy policy, TrainedController controller, long seed, int episode) {
        int lanes = Tile.LANE_MULTIPLE;
        Precision precision = controller.precision();
        try (Engine engine = new Engine(precision, controller.arithmetic(), KernelMode.SCALAR)) {
            Rollout rollout = Rollout.compile(task, policy, lanes, engine);
            MemoryPlan.Builder plan = MemoryPlan.builder();
            long tile = plan.add("tile", rollout.tileDimensions(), rollout.tileBytes());
            long scratch = plan.add("scratch", "", rollout.scratchBytes());
            double[] parameters = controller.parameters();
            long vector = plan.add(
                    "parameters", parameters.length + " x " + precision, (long) parameters.length * precision.bytes());
            try (Workspace workspace = Workspace.allocate(plan.build(), Long.MAX_VALUE)) {
                Frame frame = rollout.frame(workspace.block(), tile, scratch);
                frame.seed = seed;
                frame.episodeSet = EpisodeSet.TEST;
                frame.firstEpisode = episode;
                frame.parametersOffset = vector;
                rollout.setNormalisation(frame, controller.centre(), controller.scale());
                for (int i = 0; i < parameters.length; i++) {
                    precision.set(workspace.block(), vector + (long) i * precision.bytes(), parameters[i]);
                    if (policy.layout() == ParameterLayout.ROWS) {
                        for (int lane = 0; lane < lanes; lane++) {
                            rollout.set(frame, rollout.policyParameters().row(i), lane, parameters[i]);
                        }
                    }
                }
                return new TrajectoryRecorder(task, rollout, frame).run();
            }
        }
    }

    private Trajectory run() {
        rollout.reset(frame);
        int sample = 0;
        int horizon = task.timing().horizonSteps();
        while (sample < horizon && !rollout.failed(frame, 0)) {
            take(states, rollout.states(), sample);
            rollout.step(frame);
            take(inputs, rollout.inputs(), sample);
            take(references, rollout.references(), sample);
            sample++;
            seconds[sample] = sample * task.timing().periodSeconds();
        }
        take(states, rollout.states(), sample);
        // No input follows the last state; its reference is the last one that was given.
        for (double[] values : inputs) {
            values[sample] = Double.NaN;
        }
        take(references, rollout.references(), sample);
        return trajectory(sample + 1);
    }

    private void take(double[][] table, Rows rows, int sample) {
        for (int i = 0; i < table.length; i++) {
            table[i][sample] = rollout.get(frame, rows.row(i), 0);
        }
    }

    private Trajectory trajectory(int samples) {
        List<Trajectory.Channel> channels = new ArrayList<>();
        List<Signal> left = new ArrayList<>(task.references());
        for (int i = 0; i < states.length; i++) {
            Signal state = task.plant().states().get(i);
            double[] reference = null;
            for (int r = 0; r < references.length; r++) {
                if (task.references().get(r).name().equals(state.name())) {
                    reference = Arrays.copyOf(references[r], samples);
                    left.remove(task.references().get(r));
                }
            }
            channels.add(new Trajectory.Channel(
                    "state", state.name(), state.unit(), state.angle(), Arrays.copyOf(states[i], samples), reference));
        }
        for (int i = 0; i < inputs.length; i++) {
            Signal input = task.plant().inputs().get(i);
            channels.add(new Trajectory.Channel(
                    "input", input.name(), input.unit(), input.angle(), Arrays.copyOf(inputs[i], samples), null));
        }
        for (Signal reference : left) {
            double[] values = references[task.references().indexOf(reference)];
            channels.add(new Trajectory.Channel(
                    "reference",
                    reference.name(),
                    reference.unit(),
                    reference.angle(),
                    Arrays.copyOf(values, samples),
                    null));
        }
        return new Trajectory(Arrays.copyOf(seconds, samples), channels);
    }
}
