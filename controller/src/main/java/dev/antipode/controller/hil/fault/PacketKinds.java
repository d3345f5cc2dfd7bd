package dev.antipode.controller.hil.fault;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Faults of the link: what happens to packets. */
final class PacketKinds {
    private static final List<String> DIRECTIONS = List.of("both", "measurement", "command");
    private static final String WAY = "; direction: both, measurement or command";
    private static final String CAUGHT = "; caught: false for a receiver that does not notice";

    private PacketKinds() {}

    static List<FaultKind> all() {
        return List.of(
                new Kind("drop", "packets are lost, each with probability p" + WAY, PacketKinds::drop),
                new Kind(
                        "burst",
                        "runs of packets, 'for' a time, are lost, beginning with probability p" + WAY,
                        PacketKinds::burst),
                new Kind("late", "packets come late 'by' a time, each with probability p" + WAY, PacketKinds::late),
                new Kind(
                        "duplicate",
                        "a packet comes again instead of the next one, with probability p" + CAUGHT,
                        PacketKinds::duplicate),
                new Kind(
                        "reorder",
                        "a packet comes after the next one, with probability p" + CAUGHT,
                        PacketKinds::reorder),
                new Kind(
                        "corrupt",
                        "a bit of a packet turns over, with probability p" + WAY + CAUGHT,
                        PacketKinds::corrupt),
                new Kind(
                        "stale",
                        "the plant repeats itself 'for' a time, beginning with probability p" + CAUGHT,
                        PacketKinds::stale));
    }

    private static Supplier<InjectedFault> ways(FaultSettings settings, Function<Side, InjectedFault> make) {
        return switch (settings.word("direction", DIRECTIONS)) {
            case "measurement" -> () -> make.apply(Side.MEASUREMENT);
            case "command" -> () -> make.apply(Side.COMMAND);
            default -> () -> new BothWays(make.apply(Side.MEASUREMENT), make.apply(Side.COMMAND));
        };
    }

    private static int size(FaultSettings settings, Side side) {
        return settings.context().signals(side).size();
    }

    private static Supplier<InjectedFault> drop(FaultSettings settings) {
        double p = settings.share("p", Double.NaN);
        return ways(settings, side -> new Drop(side, p));
    }

    private static Supplier<InjectedFault> burst(FaultSettings settings) {
        double p = settings.share("p", Double.NaN);
        int length = settings.ticks("for", "");
        return ways(settings, side -> new Burst(side, p, length));
    }

    private static Supplier<InjectedFault> late(FaultSettings settings) {
        double p = settings.share("p", 1);
        int delay = settings.ticks("by", "");
        return ways(settings, side -> new Late(side, size(settings, side), p, delay));
    }

    private static Supplier<InjectedFault> duplicate(FaultSettings settings) {
        double p = settings.share("p", Double.NaN);
        boolean caught = settings.flag("caught", true);
        int size = size(settings, Side.MEASUREMENT);
        // A packet that comes twice is a plant that repeats itself for one tick.
        return () -> new Stale(Side.MEASUREMENT, size, p, 1, caught);
    }

    private static Supplier<InjectedFault> reorder(FaultSettings settings) {
        double p = settings.share("p", Double.NaN);
        boolean caught = settings.flag("caught", true);
        int size = size(settings, Side.MEASUREMENT);
        return () -> new Reorder(Side.MEASUREMENT, size, p, caught);
    }

    private static Supplier<InjectedFault> corrupt(FaultSettings settings) {
        double p = settings.share("p", Double.NaN);
        boolean caught = settings.flag("caught", true);
        return ways(settings, side -> new Corrupt(side, p, caught));
    }

    private static Supplier<InjectedFault> stale(FaultSettings settings) {
        double p = settings.share("p", 1);
        int length = settings.ticks("for", "");
        boolean caught = settings.flag("caught", true);
        int size = size(settings, Side.MEASUREMENT);
        return () -> new Stale(Side.MEASUREMENT, size, p, length, caught);
    }
}
