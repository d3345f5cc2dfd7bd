package dev.antipode.controller.cli;

import dev.antipode.controller.loop.GuardRules;
import picocli.CommandLine.Option;

/** When the loop stops trusting what it is told, and when it trusts again. */
final class GuardOptions {
    private static final double MILLI_TO_NANO = 1e6;

    @Option(
            names = "--range-factor",
            paramLabel = "X",
            defaultValue = "10",
            description =
                    "A measurement is a fault beyond X half-widths from the middle of its declared range. Default:"
                            + " ${DEFAULT-VALUE}.")
    private double rangeFactor;

    @Option(
            names = "--hold",
            paramLabel = "TICKS",
            defaultValue = "2",
            description = "Unusable measurements in a row for which the last command is held; then the safe action"
                    + " follows. Default: ${DEFAULT-VALUE}.")
    private int hold;

    @Option(
            names = "--miss-limit",
            paramLabel = "TICKS",
            defaultValue = "10",
            description = "Deadlines missed in a row after which the safe action follows; 0 for no limit. Default:"
                    + " ${DEFAULT-VALUE}.")
    private int missLimit;

    @Option(
            names = "--recover-after",
            paramLabel = "TICKS",
            defaultValue = "50",
            description =
                    "Ticks without a fault after which the controller takes over again. Default: ${DEFAULT-VALUE}.")
    private int recoverAfter;

    @Option(
            names = "--recoveries",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "How often it may take over again; 0 for never. Default: ${DEFAULT-VALUE}.")
    private int recoveries;

    @Option(
            names = "--blend",
            paramLabel = "TICKS",
            defaultValue = "10",
            description = "Ticks over which a take-over is smoothed. Default: ${DEFAULT-VALUE}.")
    private int blend;

    @Option(
            names = "--watchdog",
            paramLabel = "MILLISECONDS",
            defaultValue = "1000",
            description =
                    "The longest time without a tick, after which the safe action follows; 0 for no limit. At least"
                            + " three periods are allowed. Default: ${DEFAULT-VALUE}.")
    private double watchdogMillis;

    GuardRules rules(long periodNanos) {
        if (!(watchdogMillis >= 0)) {
            throw new RequestException("--watchdog " + watchdogMillis + " ms must be above 0, or 0 for no limit");
        }
        long watchdog = watchdogMillis == 0 ? 0 : Math.max(Math.round(watchdogMillis * MILLI_TO_NANO), 3 * periodNanos);
        return new GuardRules(rangeFactor, hold, missLimit, recoverAfter, recoveries, blend, watchdog);
    }
}
