package dev.antipode.controller.cli;

import dev.antipode.controller.hil.ardupilot.ChannelMap;
import dev.antipode.sim.PlantModel;
import java.util.List;
import picocli.CommandLine.Option;

/** Which servo channels of ArduPilot drive the plant, and by which pulses. */
final class ArduPilotOptions {
    @Option(
            names = "--channels",
            paramLabel = "N",
            split = ",",
            description =
                    "With ardupilot: the servo channel of each input, such as 3,2,4,1. Default: the motors of a plus"
                            + " frame by their names, else the first channels in order.")
    private List<Integer> channels = List.of();

    @Option(
            names = "--pulses",
            paramLabel = "US",
            split = ",",
            arity = "1",
            defaultValue = "1000,2000",
            description =
                    "With ardupilot: microseconds at the low and at the high end of an input. Default: ${DEFAULT-VALUE}.")
    private List<Integer> pulses;

    ChannelMap map(PlantModel plant) {
        if (pulses.size() != 2) {
            throw new RequestException("--pulses has " + pulses.size() + " numbers; give two, such as 1000,2000");
        }
        return ChannelMap.of(plant.inputs(), channels, pulses.getFirst(), pulses.getLast());
    }
}
