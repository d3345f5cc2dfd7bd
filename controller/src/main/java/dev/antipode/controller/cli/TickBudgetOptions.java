package dev.antipode.controller.cli;

import dev.antipode.controller.loop.TickBudget;
import dev.antipode.profiles.DeviceProfile;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What each tick is asked to keep to; counted and told, never acted upon. */
final class TickBudgetOptions {
    private static final double MICRO_TO_NANO = 1e3;

    @Option(
            names = "--jitter",
            paramLabel = "MICROSECONDS",
            description = "How late a tick may start; later ones are counted. Default: that of a profile that --profile"
                    + " names, else none.")
    private Double jitter;

    @Option(
            names = "--deadline",
            paramLabel = "MICROSECONDS",
            description =
                    "From the start of a tick to its command; later ones are counted. Default: that of a profile that"
                            + " --profile names, else none.")
    private Double deadline;

    /**
     * By the command line, else by the profile.
     *
     * @param named the profile that was named; the facts of a machine that was only looked at are assumed
     * @param periodNanos of the loop
     */
    TickBudget budget(Optional<DeviceProfile> named, long periodNanos) {
        return new TickBudget(
                nanos("--jitter", jitter, named.map(p -> p.control().jitterNanos()), periodNanos),
                nanos("--deadline", deadline, named.map(p -> p.control().deadlineNanos()), periodNanos));
    }

    private static long nanos(String name, Double micros, Optional<Long> otherwise, long periodNanos) {
        if (micros == null) {
            return otherwise.orElse(TickBudget.ANY);
        }
        long nanos = Math.round(micros * MICRO_TO_NANO);
        if (!(nanos >= 1 && nanos <= periodNanos)) {
            throw new RequestException(name + " " + micros + " must be above 0 microseconds and at most the period, "
                    + RunOutput.time(periodNanos));
        }
        return nanos;
    }
}
