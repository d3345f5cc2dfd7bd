package dev.antipode.controller.cli;

import dev.antipode.controller.hil.wire.TransportFaults;
import picocli.CommandLine.Option;

/** How bad a network is to be rehearsed. */
final class NetworkFaultOptions {
    @Option(
            names = "--drop",
            paramLabel = "P",
            defaultValue = "0",
            description = "Lose answers of the plant with this probability. Default: ${DEFAULT-VALUE}.")
    private double drop;

    @Option(
            names = "--duplicate",
            paramLabel = "P",
            defaultValue = "0",
            description = "Send them twice. Default: ${DEFAULT-VALUE}.")
    private double duplicate;

    @Option(
            names = "--reorder",
            paramLabel = "P",
            defaultValue = "0",
            description = "Send them after the next one. Default: ${DEFAULT-VALUE}.")
    private double reorder;

    @Option(
            names = "--corrupt",
            paramLabel = "P",
            defaultValue = "0",
            description = "Send them with wrong bits. Default: ${DEFAULT-VALUE}.")
    private double corrupt;

    TransportFaults faults() {
        return new TransportFaults(drop, duplicate, reorder, corrupt);
    }
}
