package dev.antipode.controller.hil.fmi;

import java.util.List;
import java.util.Locale;

/**
 * Where an FMU keeps the library for this machine. FMI 2.0 has a name for 64-bit x86 alone ({@code linux64}); tools use the names of FMI
 * 3.0 for the others, and those are looked for second.
 *
 * @param folders below {@code binaries}, best first
 * @param suffix of libraries
 */
record FmuPlatform(List<String> folders, String suffix) {
    static FmuPlatform here(FmiVersion version) {
        return of(version, System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    }

    static FmuPlatform of(FmiVersion version, String osName, String osArch) {
        String os = osName.toLowerCase(Locale.ROOT);
        String system = os.startsWith("windows") ? "windows" : os.startsWith("mac") ? "darwin" : "linux";
        String suffix = switch (system) {
            case "windows" -> ".dll";
            case "darwin" -> ".dylib";
            default -> ".so";
        };
        String architecture = osArch.equals("amd64") ? "x86_64" : osArch;
        String tuple = architecture + "-" + system;
        if (version == FmiVersion.FMI_3 || !architecture.equals("x86_64")) {
            return new FmuPlatform(List.of(tuple), suffix);
        }
        String old = switch (system) {
            case "windows" -> "win64";
            case "darwin" -> "darwin64";
            default -> "linux64";
        };
        return new FmuPlatform(List.of(old, tuple), suffix);
    }
}
