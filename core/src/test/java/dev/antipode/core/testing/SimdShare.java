package dev.antipode.core.testing;

import dev.antipode.core.kernel.WarmUpReport;

/** Prints how many kernels of a portable test ran SIMD code: the others have been tested as scalar code alone. */
public final class SimdShare {
    private SimdShare() {}

    /** One line, which {@code .ci/portable} adds up. */
    public static void print(WarmUpReport report) {
        long simd =
                report.kernels().stream().filter(WarmUpReport.Entry::vectorized).count();
        System.out.println("simd: " + simd + " of " + report.kernels().size());
    }
}
