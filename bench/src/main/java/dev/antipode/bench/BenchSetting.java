package dev.antipode.bench;

import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelCompiler;
import dev.antipode.core.kernel.WarmUpReport;
import dev.antipode.core.program.Engine;
import java.time.Duration;

/**
 * What a measuring JVM is told by the {@code bench} command, through system properties: what of a device profile is not a
 * JVM option. Without them, as for JMH alone, the settings are those of a device with fused multiply-add.
 */
final class BenchSetting {
    /** {@code fused} or {@code unfused}. */
    static final String ARITHMETIC = "antipode.bench.arithmetic";
    /** The most bytes off the heap of one workspace. */
    static final String BUDGET = "antipode.bench.budgetBytes";
    /** Worker threads of a training run. */
    static final String THREADS = "antipode.bench.threads";
    /** Lanes of a training run's tiles. */
    static final String LANES = "antipode.bench.lanesPerTile";

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long DEFAULT_BUDGET_BYTES = 64L << 20;
    private static final int DEFAULT_LANES = 64;

    private BenchSetting() {}

    static Arithmetic arithmetic() {
        return System.getProperty(ARITHMETIC, "fused").equals("unfused") ? Arithmetic.UNFUSED : Arithmetic.FUSED;
    }

    static long budgetBytes() {
        return Long.getLong(BUDGET, DEFAULT_BUDGET_BYTES);
    }

    static int threads() {
        return Integer.getInteger(THREADS, Runtime.getRuntime().availableProcessors());
    }

    static int lanesPerTile() {
        return Integer.getInteger(LANES, DEFAULT_LANES);
    }

    /** Waits until every kernel is SIMD code; throws where one is not. */
    static void awaitSimd(Engine engine) {
        engine.startWarmUp();
        requireSimd(engine.awaitWarmUp(PATIENCE), engine.report());
    }

    /** As for an engine's kernels. */
    static void awaitSimd(KernelCompiler compiler) {
        compiler.startWarmUp();
        requireSimd(compiler.awaitWarmUp(PATIENCE), compiler.report());
    }

    /** No time is taken of scalar code under the name of SIMD code. */
    private static void requireSimd(boolean decided, WarmUpReport report) {
        for (WarmUpReport.Entry kernel : report.kernels()) {
            if (!kernel.vectorized()) {
                throw new IllegalStateException("kernel " + kernel.name() + " runs scalar code: "
                        + (decided ? kernel.reason() : "it is still not warm."));
            }
        }
    }

    static Duration patience() {
        return PATIENCE;
    }
}
