package dev.antipode.controller.identify;

import dev.antipode.controller.store.RefusedFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The time of a log.
 *
 * @param seconds of each row
 * @param starts the rows at which episodes begin, then the number of rows
 * @param period from row to row
 */
record LogClock(double[] seconds, int[] starts, double period) {
    /** How much a row may come early or late, in periods. */
    private static final double JITTER = 0.1;

    /** An episode begins where column {@code episode} changes, and after a gap. */
    static LogClock of(LogTable table) throws RefusedFileException {
        double[] seconds = table.numbers(table.require("time", "the column 'time' in seconds"), false);
        int column = table.find("episode");
        double[] episode = column < 0 ? new double[seconds.length] : table.numbers(column, false);
        double typical = typicalStep(table, seconds, episode);
        List<Integer> starts = new ArrayList<>(List.of(0));
        for (int i = 1; i < seconds.length; i++) {
            double periods = (seconds[i] - seconds[i - 1]) / typical;
            if (episode[i] != episode[i - 1] || periods > 2 - JITTER) {
                starts.add(i);
            } else if (!(Math.abs(periods - 1) <= JITTER)) {
                throw table.refused("goes on by " + (seconds[i] - seconds[i - 1]) + " s in line " + table.line(i)
                        + " and elsewhere by " + typical + " s; a log has equal steps of time, so resample it");
            }
        }
        starts.add(seconds.length);
        int[] all = starts.stream().mapToInt(Integer::intValue).toArray();
        return new LogClock(seconds, all, meanStep(seconds, all));
    }

    private static double typicalStep(LogTable table, double[] seconds, double[] episode) throws RefusedFileException {
        double[] steps = new double[seconds.length];
        int count = 0;
        for (int i = 1; i < seconds.length; i++) {
            if (episode[i] == episode[i - 1]) {
                steps[count++] = seconds[i] - seconds[i - 1];
            }
        }
        Arrays.sort(steps, 0, count);
        double median = count == 0 ? 0 : steps[count / 2];
        if (!(median > 0)) {
            throw table.refused(
                    "has no two rows whose time goes on; column 'time' is in seconds and rises within an episode");
        }
        return median;
    }

    /** Over all steps: single times are often rounded. */
    private static double meanStep(double[] seconds, int[] starts) {
        double sum = 0;
        int steps = 0;
        for (int i = 0; i + 1 < starts.length; i++) {
            sum += seconds[starts[i + 1] - 1] - seconds[starts[i]];
            steps += starts[i + 1] - 1 - starts[i];
        }
        return sum / steps;
    }
}
