package dev.antipode.controller.hil.ardupilot;

import dev.antipode.sim.Signal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Which servo channel drives which input of the plant: a pulse of the range becomes the input's range, proportionally, and what is
 * outside is held at its end. A channel that is off, or not told, is at the low end.
 */
public final class ChannelMap {
    /** ArduCopter's motors in a plus frame, whose turning directions are those of our quadrotor (libraries/AP_Motors/AP_MotorsMatrix.cpp). */
    private static final Map<String, Integer> PLUS_FRAME = Map.of("right", 1, "left", 2, "front", 3, "back", 4);

    private static final int MOST_CHANNELS = 32;
    private static final int MOST_MICROSECONDS = 65_535;

    private final int[] channels;
    private final double[] low;
    private final double[] high;
    private final int least;
    private final int most;

    private ChannelMap(int[] channels, List<Signal> inputs, int least, int most) {
        this.channels = channels;
        this.low = inputs.stream().mapToDouble(Signal::min).toArray();
        this.high = inputs.stream().mapToDouble(Signal::max).toArray();
        this.least = least;
        this.most = most;
    }

    /**
     * Makes one.
     *
     * @param inputs of the plant, each with a range
     * @param channels one for each input, from 1; empty for those of ArduCopter's plus frame where the inputs are its motors by name, else
     *     the first ones in order
     * @param least microseconds at the low end of an input
     * @param most microseconds at the high end
     * @return the map
     * @throws IllegalArgumentException if they do not fit one another
     */
    public static ChannelMap of(List<Signal> inputs, List<Integer> channels, int least, int most) {
        if (!(0 < least && least < most && most <= MOST_MICROSECONDS)) {
            throw new IllegalArgumentException("pulses from " + least + " to " + most
                    + " microseconds are no range; give two numbers that rise, such as 1000 and 2000");
        }
        for (Signal input : inputs) {
            if (!input.bounded()) {
                throw new IllegalArgumentException("input '" + input.name()
                        + "' has no range that a servo channel could cover; give its record component a @Range");
            }
        }
        int[] used = channels.isEmpty()
                ? usual(inputs)
                : channels.stream().mapToInt(Integer::intValue).toArray();
        boolean possible = used.length == inputs.size()
                && Arrays.stream(used).allMatch(channel -> channel >= 1 && channel <= MOST_CHANNELS);
        if (!possible) {
            throw new IllegalArgumentException("channels " + Arrays.toString(used) + " for the inputs "
                    + inputs.stream().map(Signal::name).toList() + " must be one from 1 to " + MOST_CHANNELS
                    + " for each of them");
        }
        return new ChannelMap(used, inputs, least, most);
    }

    private static int[] usual(List<Signal> inputs) {
        boolean motors = inputs.stream().allMatch(input -> PLUS_FRAME.containsKey(input.name()));
        return IntStream.range(0, inputs.size())
                .map(i -> motors ? PLUS_FRAME.get(inputs.get(i).name()) : i + 1)
                .toArray();
    }

    /** The inputs that a packet means, in the plant's order. */
    void read(ServoPacket packet, double[] inputs) {
        for (int i = 0; i < channels.length; i++) {
            double share = (double) (packet.pulse(channels[i]) - least) / (most - least);
            inputs[i] = low[i] + Math.clamp(share, 0, 1) * (high[i] - low[i]);
        }
    }
}
