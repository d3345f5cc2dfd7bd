package dev.antipode.controller.loop;

import dev.antipode.controller.hil.LinkSignature;
import dev.antipode.sim.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the fields of a recorded tick are called, in files of every kind. */
final class TickColumns {
    private static final double NANOS = 1e9;

    private TickColumns() {}

    static List<String> names(LinkSignature signature) {
        List<String> names = new ArrayList<>(List.of(
                "tick",
                "time",
                "episode",
                "mode",
                "faults",
                "latency",
                "computeTime",
                "roundTrip",
                "measurementTick",
                "stageCost"));
        add(names, "reference.", signature.references());
        add(names, "measurement.", signature.measurements());
        add(names, "command.", signature.commands());
        add(names, "applied.", signature.commands());
        return names;
    }

    private static void add(List<String> names, String prefix, List<Signal> signals) {
        for (Signal signal : signals) {
            names.add(prefix + signal.name());
        }
    }

    /** Seconds since the first tick. */
    static double seconds(long nanos) {
        return nanos / NANOS;
    }

    static String mode(TickRow row) {
        return LoopMode.values()[row.mode].name().toLowerCase(Locale.ROOT);
    }

    /** Names joined by {@code |}; empty where there is none. */
    static String faults(TickRow row) {
        return row.faults == 0
                ? ""
                : Fault.of(row.faults).stream().map(Fault::text).collect(Collectors.joining("|"));
    }
}
