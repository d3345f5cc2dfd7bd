package dev.antipode.sim;

import dev.antipode.core.lift.RecordShape;
import dev.antipode.core.random.EpisodeSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One episode of a task in plain Java: no graph, no kernel, no tile, only calls of the user's methods in the order that
 * {@link Task} documents. The independent computation that rollouts are compared with.
 */
final class PlainRollout<X extends Record, U extends Record, P extends Record, R extends Record, O extends Record> {
    /** A controller of this class: commands from the step's number and the observation. */
    interface Controller {
        double[] command(int step, double[] observation);
    }

    final List<double[]> states = new ArrayList<>();
    final List<double[]> observations = new ArrayList<>();
    double cost;
    boolean failed;
    boolean success;

    private final Task<X, U, P, R, O> task;
    private final RecordShape inputShape;
    private final List<Signal> inputs;

    PlainRollout(Task<X, U, P, R, O> task) {
        this.task = task;
        this.inputShape = Reflected.shape(
                Reflected.recordTypes(task.getClass(), Task.class).get(1));
        this.inputs = Reflected.inputs(inputShape);
    }

    @SuppressWarnings("unchecked")
    private U input(double[] values) {
        return (U) inputShape.assemble(values, 0);
    }

    @SuppressWarnings("unchecked")
    private P parameters(Draw draw) {
        if (Reflected.overrides(task, "parameters")) {
            return task.parameters(draw);
        }
        RecordShape shape = Reflected.shape(
                Reflected.recordTypes(task.getClass(), Task.class).get(2));
        return (P) shape.assemble(
                Reflected.signals(shape).stream()
                        .mapToDouble(Signal::defaultValue)
                        .toArray(),
                0);
    }

    private Plant<X, U, P> plant() {
        return task.plant() instanceof IntegratedPlant<X, U, P> integrated
                ? new IntegratedPlant<>(
                        integrated.dynamics(),
                        integrated.integrator(),
                        task.timing().stepSeconds())
                : task.plant();
    }

    void run(Controller controller, long seed, EpisodeSet set, int generation, int episode) {
        Timing timing = task.timing();
        Plant<X, U, P> plant = plant();
        X x = task.initial(new PlainDraw(seed, set.initialState(), generation, episode, 0));
        P p = parameters(new PlainDraw(seed, set.parameters(), generation, episode, 0));
        int late = timing.latencySubsteps();
        List<double[]> commands = new ArrayList<>();
        for (int i = 0; i <= late / timing.substeps() + 1; i++) {
            commands.add(inputs.stream()
                    .mapToDouble(s -> nearest(s, Math.clamp(0, s.min(), s.max())))
                    .toArray());
        }
        int goalSteps = 0;
        for (int step = 0; step < timing.horizonSteps(); step++) {
            R r = reference(step, seed, set, generation, episode);
            double[] last = commands.getLast();
            O o = task.observe(x, r, input(last), p, new PlainDraw(seed, set.sensorNoise(), generation, episode, step));
            double[] observation = Reflected.shape(o.getClass()).flatten(o);
            observations.add(observation);
            commands.add(limit(controller.command(step, observation), last));
            int now = commands.size() - 1 - late / timing.substeps();
            U applied = input(commands.get(now));
            U before = input(commands.get(now - 1));
            cost += task.cost(x, r, applied, before, p);
            for (int i = 0; i < timing.substeps(); i++) {
                x = plant.next(x, i < late % timing.substeps() ? before : applied, p);
            }
            states.add(Reflected.shape(x.getClass()).flatten(x));
            if (task.failed(x, r, p)) {
                failed = true;
                int rest = timing.horizonSteps() - step - 1;
                cost += task.failureCost() * (rest + (Reflected.overrides(task, "terminalCost") ? 1 : 0));
                return;
            }
            goalSteps = task.atGoal(x, r, p) ? goalSteps + 1 : 0;
        }
        R r = reference(timing.horizonSteps(), seed, set, generation, episode);
        cost += task.terminalCost(x, r, p);
        success = goalSteps >= Math.max(1, Math.round(task.holdSeconds() / timing.periodSeconds()));
    }

    private R reference(int step, long seed, EpisodeSet set, int generation, int episode) {
        return task.reference(
                step * task.timing().periodSeconds(), new PlainDraw(seed, set.reference(), generation, episode, 0));
    }

    private double[] limit(double[] command, double[] last) {
        double[] limited = new double[command.length];
        for (int i = 0; i < command.length; i++) {
            Signal s = inputs.get(i);
            limited[i] = Math.min(Math.max(command[i], s.min()), s.max());
            limited[i] = nearest(s, limited[i]);
            double most = s.ratePerSecond() * task.timing().periodSeconds();
            limited[i] = Math.min(Math.max(limited[i], last[i] - most), last[i] + most);
        }
        return limited;
    }

    /** By distance; of two that are as near the first, which is the lower. */
    private static double nearest(Signal s, double command) {
        return s.levels().stream()
                .min(Comparator.comparingDouble(level -> Math.abs(level - command)))
                .orElse(command);
    }
}
