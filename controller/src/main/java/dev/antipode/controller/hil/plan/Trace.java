package dev.antipode.controller.hil.plan;

import dev.antipode.controller.hil.LinkSignature;

/**
 * One episode for a chart. Arrays belong to it; signals in the link's order, each with one number a tick.
 *
 * @param seconds since the episode's start
 * @param reference as far as the plant's side knows it
 * @param truth what the plant measured
 * @param command what the controller commanded
 * @param delivered what the plant was given
 * @param cost of each period; NaN where nobody told
 * @param mode ordinals of {@link dev.antipode.controller.loop.LoopMode}
 */
public record Trace(
        double[] seconds,
        double[][] reference,
        double[][] truth,
        double[][] command,
        double[][] delivered,
        double[] cost,
        double[] mode) {
    /** More ticks than this are thinned out: a chart has not as many pixels. */
    private static final int MOST_TICKS = 1200;

    static Trace of(CaseLog log, LinkSignature link, int episode, double periodSeconds) {
        int from = log.from(episode);
        int ticks = log.until(episode) - from;
        int stride = Math.max(1, (ticks + MOST_TICKS - 1) / MOST_TICKS);
        int[] rows = new int[(ticks + stride - 1) / stride];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = from + i * stride;
        }
        return new Trace(
                column(rows, row -> (row - from) * periodSeconds),
                columns(rows, link.references().size(), log::reference),
                columns(rows, link.measurements().size(), log::truth),
                columns(rows, link.commands().size(), log::command),
                columns(rows, link.commands().size(), log::delivered),
                column(rows, log::cost),
                column(rows, row -> log.mode(row).ordinal()));
    }

    @FunctionalInterface
    private interface Row {
        double at(int row);
    }

    @FunctionalInterface
    private interface Cell {
        double at(int row, int index);
    }

    private static double[] column(int[] rows, Row value) {
        double[] column = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            column[i] = value.at(rows[i]);
        }
        return column;
    }

    private static double[][] columns(int[] rows, int count, Cell value) {
        double[][] columns = new double[count][];
        for (int i = 0; i < count; i++) {
            int index = i;
            columns[i] = column(rows, row -> value.at(row, index));
        }
        return columns;
    }
}
