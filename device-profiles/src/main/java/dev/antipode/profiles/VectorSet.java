package dev.antipode.profiles;

import java.util.Locale;

/** The vector instructions of a CPU, named by the widest ones that it has. */
public enum VectorSet {
    /** x86-64 up to SSE4.2: no three-operand and no fused instructions. */
    SSE(Architecture.X86_64, 128, false, false),
    /** x86-64 with AVX alone: the JVM's vectors have 128 bits, since its 256-bit forms lack integers. */
    AVX(Architecture.X86_64, 128, true, false),
    /** x86-64 with AVX2. */
    AVX2(Architecture.X86_64, 256, true, false),
    /** x86-64 with the parts F, BW, DQ and VL of AVX-512. */
    AVX512(Architecture.X86_64, 512, true, true),
    /** 64-bit Arm. */
    NEON(Architecture.AARCH64, 128, true, true),
    /** 64-bit Arm with scalable vectors; how wide they are, the CPU decides. */
    SVE(Architecture.AARCH64, 512, true, true),
    /** 64-bit Arm with the second version of scalable vectors. */
    SVE2(Architecture.AARCH64, 512, true, true),
    /** Whatever another architecture has. */
    OTHER(Architecture.OTHER, 512, true, false);

    private final Architecture architecture;
    private final int widestBits;
    private final boolean mayFuse;
    private final boolean mustFuse;

    VectorSet(Architecture architecture, int widestBits, boolean mayFuse, boolean mustFuse) {
        this.architecture = architecture;
        this.widestBits = widestBits;
        this.mayFuse = mayFuse;
        this.mustFuse = mustFuse;
    }

    boolean on(Architecture which) {
        return architecture == which;
    }

    int widestBits() {
        return widestBits;
    }

    boolean mayFuse() {
        return mayFuse;
    }

    boolean mustFuse() {
        return mustFuse;
    }

    /**
     * The name used in profile files.
     *
     * @return the name in lower case, for example {@code avx2}
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
