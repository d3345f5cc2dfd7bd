package dev.antipode.core.kernel;

/**
 * A kernel that runs as scalar code at once and as SIMD code, of the same bits, from the moment that the JVM has
 * compiled it. Until then SIMD code is slow and allocates, so it is exercised on scratch data by the low-priority
 * thread of a {@link KernelCompiler}, which alone calls these methods. The threads that use the kernel notice nothing
 * but the speed.
 */
public interface Warmable {
    /**
     * What the kernel is called in reports.
     *
     * @return for example {@code "dense F32 fused"}
     */
    String name();

    /**
     * Makes the SIMD code, each time as classes of its own, which may be easier to compile than the last, and the scratch data:
     * native memory of a shared arena, as a run's, for which the JVM compiles.
     */
    void prepare();

    /** Calls the SIMD code once on the scratch data, in every way in which it may be called later. */
    void exercise();

    /**
     * Compares SIMD with scalar code on the scratch data.
     *
     * @return whether they gave the same bits
     */
    boolean sameBits();

    /** Lets all threads use the SIMD code from now on. */
    void publish();

    /** Frees the scratch data, whether published or not. Called before it is prepared again, and in the end. */
    void release();

    /**
     * Whether SIMD code runs now.
     *
     * @return true once it was published
     */
    boolean vectorized();
}
