package dev.antipode.profiles;

import java.util.Locale;

/** The instruction set of a device. */
public enum Architecture {
    /** 64-bit x86. */
    X86_64,
    /** 64-bit Arm. */
    AARCH64,
    /** Anything else: kernels run on what the JVM makes of them. */
    OTHER;

    /**
     * The architecture that a JVM or a kernel calls by this name.
     *
     * @param name the value of {@code os.arch} or of {@code uname -m}, for example {@code amd64} or {@code arm64}
     * @return the architecture, {@link #OTHER} when the name is not known
     */
    public static Architecture ofPlatformName(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64", "x86-64" -> X86_64;
            case "aarch64", "arm64" -> AARCH64;
            default -> OTHER;
        };
    }

    /**
     * The name used in profile files.
     *
     * @return the name in lower case, for example {@code x86_64}
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
