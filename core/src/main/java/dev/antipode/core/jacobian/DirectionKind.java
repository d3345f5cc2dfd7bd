package dev.antipode.core.jacobian;

/** How random directions v are distributed. For all kinds the expected value of {@code v v^T} is the unit matrix. */
public enum DirectionKind {
    /**
     * Components -1 and 1 with equal probability. The least noise of independent directions: the estimate {@code (g . v) v}
     * of a vector g of length n has the second moment {@code n |g|^2}.
     */
    RADEMACHER,
    /** Standard normal components: the second moment is {@code (n + 2) |g|^2}. Smoothing by them is a convolution. */
    GAUSSIAN,
    /**
     * Blocks of orthogonal directions of length sqrt(n), uniform on the sphere: within a block the error terms of different
     * directions cancel, and a block of n gives a linear map exactly.
     */
    ORTHOGONAL
}
