package dev.antipode.controller.hil.fault;

import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The kinds of faults that there are, built-in and users' alike. */
public final class FaultKinds {
    private FaultKinds() {}

    /**
     * All of them.
     *
     * @param loader where users' kinds are looked for
     * @return by name, in alphabetical order
     * @throws IllegalArgumentException if two have one name
     */
    public static Map<String, FaultKind> all(ClassLoader loader) {
        Map<String, FaultKind> kinds = new TreeMap<>();
        Stream.of(PacketKinds.all(), SignalKinds.all(), SurroundingKinds.all())
                .forEach(list -> list.forEach(kind -> add(kinds, kind)));
        ServiceLoader.load(FaultKind.class, loader).forEach(kind -> add(kinds, kind));
        return kinds;
    }

    private static void add(Map<String, FaultKind> kinds, FaultKind kind) {
        if (kinds.putIfAbsent(kind.name(), kind) != null) {
            throw new IllegalArgumentException("two kinds of faults are called '" + kind.name() + "'; the second is "
                    + kind.getClass().getName());
        }
    }
}
