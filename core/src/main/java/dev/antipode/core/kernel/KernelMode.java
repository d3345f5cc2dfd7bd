package dev.antipode.core.kernel;

/** Which kernels a run uses. The results have the same bits in every mode. */
public enum KernelMode {
    /** Scalar Java only: needs no incubator module and no warm-up. */
    SCALAR,
    /** SIMD wanted: refused where the JVM cannot have it; a kernel is scalar only until it is warm. */
    SIMD,
    /** SIMD where the JVM can have it, scalar where it cannot and until the SIMD kernels are warm and checked. */
    AUTO
}
