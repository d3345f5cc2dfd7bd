package dev.antipode.profiles;

import java.util.Map;
import java.util.Optional;

/** The names of Arm's own cores by their part numbers (Arm, "Main ID Register", and Linux, asm/cputype.h). */
final class ArmCores {
    /** Arm Limited in the implementer field of the register. */
    private static final int ARM = 0x41;

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(0xd03, "Cortex-A53"),
            Map.entry(0xd04, "Cortex-A35"),
            Map.entry(0xd05, "Cortex-A55"),
            Map.entry(0xd07, "Cortex-A57"),
            Map.entry(0xd08, "Cortex-A72"),
            Map.entry(0xd09, "Cortex-A73"),
            Map.entry(0xd0a, "Cortex-A75"),
            Map.entry(0xd0b, "Cortex-A76"),
            Map.entry(0xd0c, "Neoverse N1"),
            Map.entry(0xd40, "Neoverse V1"),
            Map.entry(0xd41, "Cortex-A78"),
            Map.entry(0xd42, "Cortex-A78AE"),
            Map.entry(0xd49, "Neoverse N2"),
            Map.entry(0xd4f, "Neoverse V2"));

    private ArmCores() {}

    /** By a line of /proc/cpuinfo, such as 0xd0b. */
    static Optional<String> ofPart(String hex) {
        return hex.matches("0x[0-9a-f]{1,4}") ? Optional.ofNullable(NAMES.get(Integer.decode(hex))) : Optional.empty();
    }

    /** By the whole register, such as 0x00000000414fd0b1. */
    static Optional<String> ofMidr(String hex) {
        if (!hex.matches("0x[0-9a-f]{16}")) {
            return Optional.empty();
        }
        long register = Long.parseUnsignedLong(hex.substring(2), 16);
        return (register >>> 24 & 0xff) == ARM
                ? Optional.ofNullable(NAMES.get((int) (register >>> 4 & 0xfff)))
                : Optional.empty();
    }
}
