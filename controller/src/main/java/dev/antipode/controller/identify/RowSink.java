package dev.antipode.controller.identify;

/** Takes what a free run differs from its log by, measurement by measurement. */
@FunctionalInterface
interface RowSink {
    /**
     * A measurement.
     *
     * @param row of the segment, from 0
     * @param output which one
     * @param simulated what the plant gives
     * @param residual measured minus simulated, wrapped for an angle
     * @param derivatives of the simulated output, by parameters, then initial states, each in units of its scale; valid
     *     during the call
     */
    void accept(int row, int output, double simulated, double residual, double[] derivatives);
}
