package dev.antipode.sim.tasks;

import dev.antipode.sim.IntegratedPlant;
import dev.antipode.sim.Plant;
import dev.antipode.sim.Task;
import dev.antipode.sim.Timing;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;

/** One closed-loop episode in plain Java, in the order that {@link Task} describes. */
final class Episode {
    private Episode() {}

    record Outcome(boolean success, boolean failed, double meanCost, double maxStageCost) {}

    static <X extends Record, U extends Record, P extends Record, R extends Record, O extends Record> Outcome run(
            Task<X, U, P, R, O> task, Function<O, U> law, long seed) {
        Timing timing = task.timing();
        Plant<X, U, P> plant = stepped(task.plant(), timing.stepSeconds());
        P p = parameters(task, seed);
        X x = task.initial(new SeededDraw(seed + 1));
        @SuppressWarnings("unchecked")
        U zero = (U) Records.defaults(Records.arguments(task.getClass(), Task.class)[1]);
        U previous = zero;
        Deque<U> delayed = new ArrayDeque<>();
        for (int i = 0; i < timing.latencySubsteps(); i++) {
            delayed.add(zero);
        }
        U previousApplied = zero;
        SeededDraw noise = new SeededDraw(seed + 2);
        double cost = 0;
        double most = 0;
        int held = 0;
        boolean failed = false;
        for (int step = 0; step < timing.horizonSteps(); step++) {
            if (failed) {
                cost += task.failureCost();
                continue;
            }
            R r = reference(task, step * timing.periodSeconds(), seed);
            U command = law.apply(task.observe(x, r, previous, p, noise));
            X before = x;
            U applied = command;
            for (int sub = 0; sub < timing.substeps(); sub++) {
                delayed.add(command);
                applied = delayed.remove();
                x = plant.next(x, applied, p);
            }
            double stage = task.cost(before, r, applied, previousApplied, p);
            most = Math.max(most, stage);
            cost += stage;
            previous = command;
            previousApplied = applied;
            failed = task.failed(x, r, p);
            held = !failed && task.atGoal(x, r, p) ? held + 1 : 0;
        }
        int needed = Math.max(1, (int) Math.round(task.holdSeconds() / timing.periodSeconds()));
        return new Outcome(!failed && held >= needed, failed, cost / timing.horizonSteps(), most);
    }

    static <X extends Record, U extends Record, P extends Record> Plant<X, U, P> stepped(
            Plant<X, U, P> plant, double step) {
        return plant instanceof IntegratedPlant<X, U, P> integrated
                ? new IntegratedPlant<>(integrated.dynamics(), integrated.integrator(), step)
                : plant;
    }

    /** The episode's parameters; the defaults where the task leaves them. */
    static <P extends Record> P parameters(Task<?, ?, P, ?, ?> task, long seed) {
        try {
            return task.parameters(new SeededDraw(seed));
        } catch (UnsupportedOperationException e) {
            @SuppressWarnings("unchecked")
            P defaults = (P) Records.defaults(Records.arguments(task.getClass(), Task.class)[2]);
            return defaults;
        }
    }

    /** The reference draws the same numbers at every time. */
    static <R extends Record> R reference(Task<?, ?, ?, R, ?> task, double time, long seed) {
        return task.reference(time, new SeededDraw(seed + 3));
    }
}
