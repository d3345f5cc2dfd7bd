package dev.antipode.controller.cli;

import dev.antipode.controller.hil.Link;
import dev.antipode.controller.hil.LinkRequest;
import dev.antipode.controller.hil.Links;
import dev.antipode.controller.loop.LoopOptions;
import dev.antipode.controller.train.ExecutionSettings;
import dev.antipode.controller.train.TrainedController;
import java.io.IOException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a saved controller is put into service: which plant it commands, by which clock, and what happens where it must not. */
final class ServiceOptions {
    private static final String BUILT_IN = "task:";
    private static final double SECOND_TO_NANO = 1e9;
    private static final double MILLI_TO_NANO = 1e6;
    private static final double MOST_MILLIS = 1e9;

    @Mixin
    DeviceOptions device;

    @Mixin
    RealTimeOptions realTime;

    @Mixin
    GuardOptions guard;

    @Mixin
    SafeActionOptions safety;

    @Option(
            names = "--link",
            paramLabel = "LINK",
            defaultValue = BUILT_IN,
            description = "The plant: '" + BUILT_IN
                    + "' for the built-in one, or a link such as udp:HOST:PORT or fmu:FILE.fmu. "
                    + "Default: ${DEFAULT-VALUE}.")
    String link;

    @Option(
            names = "--timeout",
            paramLabel = "MILLISECONDS",
            description = "How long the loop waits for a measurement. Default: half a period.")
    private Double timeoutMillis;

    /** A loop without end where {@code ticks} is 0, whose first {@code warmTicks} are in no statistics of time. */
    LoopOptions loop(TrainedController controller, long periodNanos, long ticks, long warmTicks) {
        return new LoopOptions(
                periodNanos,
                ticks,
                warmTicks,
                guard.rules(periodNanos),
                realTime.realTime(),
                safety.safeCommand(controller.inputs()),
                controller.precision());
    }

    /** Connects to the plant; a plant that is not there is a wrong request, as nothing was run. */
    Link open(Deployed deployed, ExecutionSettings execution, double periodSeconds, long seed) {
        return open(link, deployed, execution, periodSeconds, timeoutNanos(periodSeconds), seed);
    }

    /** The plant of the task in this process, which is never waited for. */
    static Link simulator(Deployed deployed, ExecutionSettings execution, double periodSeconds, long seed) {
        return open(BUILT_IN, deployed, execution, periodSeconds, 0, seed);
    }

    private long timeoutNanos(double periodSeconds) {
        if (timeoutMillis == null) {
            return Math.round(periodSeconds * SECOND_TO_NANO / 2);
        }
        if (!(timeoutMillis >= 0 && timeoutMillis < MOST_MILLIS)) {
            throw new RequestException("--timeout " + timeoutMillis + " must be at least 0 milliseconds");
        }
        return Math.round(timeoutMillis * MILLI_TO_NANO);
    }

    private static Link open(
            String text,
            Deployed deployed,
            ExecutionSettings execution,
            double periodSeconds,
            long timeoutNanos,
            long seed) {
        TrainedController controller = deployed.controller();
        LinkRequest request = new LinkRequest(
                Links.address(text),
                deployed.task(),
                controller.inputs(),
                controller.observations(),
                periodSeconds,
                timeoutNanos,
                seed,
                controller.precision(),
                controller.arithmetic(),
                execution.kernels(),
                deployed.loader());
        try {
            return Links.provider(text, deployed.loader()).open(request);
        } catch (IOException e) {
            throw new RequestException(Failures.sentence(e), e);
        }
    }
}
