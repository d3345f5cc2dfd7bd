package dev.antipode.sim;

import dev.antipode.core.program.Frame;
import dev.antipode.core.program.Rows;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The episodes that a task is tried on, one a lane.
 *
 * @param task what is tried
 * @param rollout its closed loop
 * @param frame its numbers
 */
record TrialEpisodes(TaskModel task, Rollout rollout, Frame frame) {
    /** The state at the start of a step. Runs the episodes again, which gives the same numbers, and leaves them there. */
    double[] stateAt(int step, int lane) {
        rollout.reset(frame);
        for (int i = 0; i < step; i++) {
            rollout.step(frame);
        }
        return values(rollout.states(), lane);
    }

    double[] values(Rows rows, int lane) {
        return IntStream.range(0, rows.count())
                .mapToDouble(i -> rollout.get(frame, rows.row(i), lane))
                .toArray();
    }

    double stageCost(int lane) {
        return rollout.get(frame, rollout.stageCost().first(), lane);
    }

    /** What the task says that the end of an episode costs, whether that is a number or not. */
    double terminalCost(int lane) {
        double[] arguments = Stream.of(rollout.states(), rollout.references(), rollout.plantParameters())
                .flatMapToDouble(rows -> DoubleStream.of(values(rows, lane)))
                .toArray();
        return task.graph("terminalCost").graph().evaluate(arguments)[0];
    }

    String describe(double[] state) {
        return IntStream.range(0, state.length)
                .mapToObj(i -> task.plant().states().get(i).name() + " = " + number(state[i]))
                .collect(Collectors.joining(", "));
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.6g", value);
    }
}
