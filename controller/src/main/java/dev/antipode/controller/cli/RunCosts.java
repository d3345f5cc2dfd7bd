package dev.antipode.controller.cli;

import dev.antipode.controller.loop.LoopResult;

/**
 * What a run of the loop cost the device.
 *
 * @param firstTickSeconds from the launch of the process to the first tick; NaN where there was none
 * @param residentBytes of the process at the end of the loop; 0 where the system does not tell
 * @param largestResidentBytes the most so far; 0 where the system does not tell
 */
record RunCosts(double firstTickSeconds, long residentBytes, long largestResidentBytes) {
    /** At the end of a loop on the JVM's clock. */
    static RunCosts of(LoopResult result) {
        double sinceFirstTick = (System.nanoTime() - result.firstTickNanos()) * 1e-9;
        return new RunCosts(
                result.ticks() == 0 ? Double.NaN : ThisProcess.secondsSinceLaunch() - sinceFirstTick,
                ThisProcess.residentBytes(),
                ThisProcess.largestResidentBytes());
    }
}
