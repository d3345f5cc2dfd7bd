package dev.antipode.controller.hil.wire;

import dev.antipode.controller.hil.LinkRequest;
import dev.antipode.controller.hil.LinkSignature;
import dev.antipode.controller.hil.SignalMatch;
import dev.antipode.sim.Signal;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What controller and plant agreed on: which of the plant's numbers are which of the controller's. The plant may measure more than the
 * controller wants, and in another order; commands must be all that the plant takes.
 */
final class Agreement {
    private static final double SAME_PERIOD = 1e-6;

    private final LinkSignature signature;
    private final Greeting greeting;
    private final byte[] greeted;
    private final int offeredMeasurements;
    /** The plant's number of each of the controller's commands and measurements. */
    private final int[] commandAt;

    private final int[] measurementAt;

    private Agreement(Greeting greeting, byte[] greeted, LinkRequest request, int[] commandAt, int[] measurementAt) {
        LinkSignature offered = greeting.signature();
        this.signature = new LinkSignature(
                offered.plant(),
                request.commands(),
                request.measurements(),
                offered.references(),
                offered.periodSeconds(),
                offered.clock());
        this.greeting = greeting;
        this.greeted = greeted;
        this.offeredMeasurements = offered.measurements().size();
        this.commandAt = commandAt;
        this.measurementAt = measurementAt;
    }

    /**
     * Compares what is wanted with what is offered.
     *
     * @throws IllegalArgumentException if they do not fit, naming what does not
     */
    static Agreement of(String peer, byte[] greeted, LinkRequest request, Optional<LinkSignature.Clock> clock) {
        Greeting greeting;
        try {
            greeting = Greeting.decode(greeted);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "what the plant at " + peer + " says of itself cannot be understood: " + e.getMessage(), e);
        }
        LinkSignature offered = greeting.signature();
        String side = "plant '" + offered.plant() + "' at " + peer;
        int[] commandAt = SignalMatch.places(side, "command", request.commands(), offered.commands());
        SignalMatch.requireNoOthers(side, "command", request.commands(), offered.commands());
        int[] measurementAt = SignalMatch.places(side, "measurement", request.measurements(), offered.measurements());
        requireClock(side, offered, clock);
        requirePeriod(side, offered, request.periodSeconds());
        return new Agreement(greeting, greeted, request, commandAt, measurementAt);
    }

    private static void requireClock(String side, LinkSignature offered, Optional<LinkSignature.Clock> wanted) {
        if (wanted.isPresent() && wanted.get() != offered.clock()) {
            throw new IllegalArgumentException(side
                    + (offered.clock() == LinkSignature.Clock.LOCKSTEP
                            ? " waits for every command (lockstep); leave ':free' out of the link"
                            : " runs by its own clock; leave ':lockstep' out of the link"));
        }
    }

    private static void requirePeriod(String side, LinkSignature offered, double wanted) {
        double ratio = offered.periodSeconds() / wanted;
        boolean fits = offered.clock() == LinkSignature.Clock.LOCKSTEP
                ? Math.abs(ratio - 1) <= SAME_PERIOD
                : ratio <= 1 + SAME_PERIOD;
        if (!fits) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%s moves on by %.9g s a tick, but the loop ticks every %.9g s; give both the same period",
                    side,
                    offered.periodSeconds(),
                    wanted));
        }
    }

    LinkSignature signature() {
        return signature;
    }

    boolean restartable() {
        return greeting.restartable();
    }

    /** Of the plant, in its order, that commands may scale. */
    List<Signal> parameters() {
        return greeting.parameters();
    }

    int offeredMeasurements() {
        return offeredMeasurements;
    }

    /** Whether a plant that greets again is the one that was agreed with. */
    boolean sameGreeting(ByteBuffer in, int payloadBytes) {
        if (payloadBytes != greeted.length) {
            return false;
        }
        for (int i = 0; i < greeted.length; i++) {
            if (in.get(LinkFrame.HEADER_BYTES + i) != greeted[i]) {
                return false;
            }
        }
        return true;
    }

    void readMeasurement(ByteBuffer in, double[] measurement) {
        for (int i = 0; i < measurement.length; i++) {
            measurement[i] = LinkFrame.number(in, measurementAt[i]);
        }
    }

    void orderCommand(double[] command, double[] inPlantOrder) {
        for (int i = 0; i < command.length; i++) {
            inPlantOrder[commandAt[i]] = command[i];
        }
    }
}
