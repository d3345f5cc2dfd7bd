package dev.antipode.controller.identify;

import dev.antipode.sim.Signal;
import java.util.List;

/**
 * What a log says of a plant, in episodes without gaps.
 *
 * @param outputs what was measured, in the order of the episodes' numbers
 * @param periodSeconds from row to row
 * @param episodes at least one
 * @param limitedInputs how many inputs were beyond their range or between their levels, and were taken as the nearest possible
 * @param unusedColumns columns of the file that say nothing of this plant
 */
public record Recording(
        List<Signal> outputs,
        double periodSeconds,
        List<Episode> episodes,
        long limitedInputs,
        List<String> unusedColumns) {
    /** Copies the lists. */
    public Recording {
        outputs = List.copyOf(outputs);
        episodes = List.copyOf(episodes);
        unusedColumns = List.copyOf(unusedColumns);
    }

    /**
     * Rows at equal distances of time.
     *
     * @param startSeconds the time of the first one, as the file has it
     * @param inputs a row of them for each row: what acts from its time on
     * @param references a row of them for each row
     * @param outputs a row of them for each row; NaN where nothing was measured
     */
    public record Episode(double startSeconds, double[][] inputs, double[][] references, double[][] outputs) {
        /**
         * The rows.
         *
         * @return at least 1
         */
        public int rows() {
            return outputs.length;
        }
    }

    /**
     * The measurements of all episodes.
     *
     * @return how many numbers are not missing
     */
    public long measurements() {
        long count = 0;
        for (Episode episode : episodes) {
            for (double[] row : episode.outputs()) {
                for (double value : row) {
                    count += Double.isNaN(value) ? 0 : 1;
                }
            }
        }
        return count;
    }
}
