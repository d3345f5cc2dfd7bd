package dev.antipode.controller.report;

import java.util.List;

/**
 * One closed-loop episode of the trained controller.
 *
 * @param seconds the time of each sample
 * @param channels what was recorded, one value a sample
 */
public record Trajectory(double[] seconds, List<Channel> channels) {
    /**
     * One number over time.
     *
     * @param kind {@code "state"} or {@code "input"}
     * @param name the record component's path
     * @param unit SI symbols; {@code "1"} for a pure number
     * @param angle whether it is shown between -pi and pi
     * @param values one a sample; NaN where there is none
     * @param reference what it should have followed, one a sample, or null
     */
    public record Channel(String kind, String name, String unit, boolean angle, double[] values, double[] reference) {}

    /** Checks the lengths. */
    public Trajectory {
        channels = List.copyOf(channels);
        for (Channel channel : channels) {
            if (channel.values.length != seconds.length
                    || (channel.reference != null && channel.reference.length != seconds.length)) {
                throw new IllegalArgumentException("'" + channel.name + "' has " + channel.values.length
                        + " values for " + seconds.length + " samples; give one a sample");
            }
        }
    }
}
