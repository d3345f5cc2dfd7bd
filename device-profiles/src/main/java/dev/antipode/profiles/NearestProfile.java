package dev.antipode.profiles;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The shipped profile that a machine resembles most.
 *
 * @param profile the shipped profile
 * @param differences facts that differ, by section and key: first the machine's, then the profile's ("" where one has none)
 */
public record NearestProfile(DeviceProfile profile, Map<String, List<String>> differences) {
    /** What names a device, rather than describing it. */
    private static final List<String> IDENTITY = List.of("id", "name", "vendor", "class", "sources");

    /** Of a chip's name, such as {@code n100}: what is shorter says nothing. */
    private static final int SHORTEST_CHIP = 4;

    /**
     * Looks through the shipped profiles.
     *
     * @param host a profile, usually that of the host
     * @return the nearest of the same architecture; empty where there is none
     */
    public static Optional<NearestProfile> of(DeviceProfile host) {
        return Profiles.ids().stream()
                .map(Profiles::shipped)
                .filter(shipped -> shipped.architecture() == host.architecture())
                .min(Comparator.<DeviceProfile>comparingDouble(shipped -> distance(host, shipped))
                        .thenComparing(shipped -> shipped.kind() == DeviceKind.GENERIC))
                .map(shipped -> new NearestProfile(shipped, differences(host, shipped)));
    }

    /**
     * By name if that fits, else by the chip; else instructions weigh most, then the cores, then how many times larger each
     * size is.
     */
    private static double distance(DeviceProfile a, DeviceProfile b) {
        if (chip(a.name()).startsWith(chip(b.name()))) {
            return -1;
        }
        double difference = difference(a, b);
        return sameChip(a, b) ? difference / (1 + difference) - 1 : difference;
    }

    private static boolean sameChip(DeviceProfile a, DeviceProfile b) {
        String ours = chip(a.cpu().soc());
        String theirs = chip(b.cpu().soc());
        return b.kind() != DeviceKind.GENERIC
                && ours.length() >= SHORTEST_CHIP
                && theirs.length() >= SHORTEST_CHIP
                && (ours.startsWith(theirs) || theirs.startsWith(ours));
    }

    /** A device tree writes {@code fsl,imx8mp} for the i.MX 8M Plus, a CPU {@code Intel(R) N100} for the Processor N100. */
    private static String chip(String name) {
        return name.toLowerCase(Locale.ROOT)
                .replaceFirst("^[a-z0-9-]+,", "")
                .replaceAll("\\((r|tm)\\)|\\b(intel|amd|nxp|processor|cpu)\\b|[^a-z0-9]", "");
    }

    private static double difference(DeviceProfile a, DeviceProfile b) {
        boolean sameCore = a.cpu()
                .clusters()
                .getFirst()
                .core()
                .equals(b.cpu().clusters().getFirst().core());
        return (a.fma() == b.fma() ? 0 : 16)
                + (a.cpu().vectors() == b.cpu().vectors() ? 0 : 8)
                + (a.vectorBits() == b.vectorBits() ? 0 : 8)
                + (sameCore ? 0 : 4)
                + (b.kind() == DeviceKind.GENERIC ? 0 : 4)
                + octaves(a.cores(), b.cores())
                + octaves(a.l1dBytes(), b.l1dBytes())
                + octaves(a.l2Bytes() + 1, b.l2Bytes() + 1) / 2
                + octaves(a.system().ramBytes(), b.system().ramBytes()) / 4;
    }

    private static double octaves(double a, double b) {
        return Math.abs(Math.log(a / b)) / Math.log(2);
    }

    private static Map<String, List<String>> differences(DeviceProfile host, DeviceProfile shipped) {
        Map<String, String> ours = flat(host);
        Map<String, String> theirs = flat(shipped);
        Map<String, List<String>> differences = new LinkedHashMap<>();
        ours.forEach((fact, value) -> {
            String other = theirs.getOrDefault(fact, "");
            if (!other.equals(value)) {
                differences.put(fact, List.of(value, other));
            }
        });
        theirs.forEach((fact, value) -> {
            if (!ours.containsKey(fact)) {
                differences.put(fact, List.of("", value));
            }
        });
        return differences;
    }

    private static Map<String, String> flat(DeviceProfile profile) {
        Map<String, String> flat = new LinkedHashMap<>();
        ProfileWriter.map(profile).forEach((key, value) -> {
            if (!IDENTITY.contains(key)) {
                flatten(flat, key, value);
            }
        });
        return flat;
    }

    private static void flatten(Map<String, String> flat, String path, Object value) {
        switch (value) {
            case Map<?, ?> map -> map.forEach((key, nested) -> flatten(flat, path + "." + key, nested));
            case List<?> list
            when list.stream().anyMatch(Map.class::isInstance) -> {
                for (int i = 0; i < list.size(); i++) {
                    flatten(flat, path + "." + i, list.get(i));
                }
            }
            default -> flat.put(path, value.toString());
        }
    }
}
