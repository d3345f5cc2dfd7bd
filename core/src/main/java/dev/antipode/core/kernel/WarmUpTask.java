package dev.antipode.core.kernel;

/**
 * The warm-up of one kernel. Interpreted vector code makes tens of kilobytes of garbage a call, so it is called in
 * bursts of a few megabytes of garbage, with pauses in which the JIT compiler works; once the garbage shrinks, compiled
 * methods are arriving and only a few calls probe for more.
 */
final class WarmUpTask {
    private static final long BURST_GARBAGE_BYTES = 2L << 20;
    private static final int LARGEST_BURST = 300;

    /** The JVM's default thresholds have a method compiled after about this many calls. */
    private static final int USUAL_THRESHOLD = 6000;

    /** This many bursts in a row without a byte allocated, and the kernel is compiled. */
    private static final int QUIET_BURSTS = 4;

    private static final long PATIENCE_NANOS = 30_000_000_000L;
    private static final int PATIENCE_CALLS = 20_000;

    private final CompiledKernel kernel;
    private final Emitter emitter;
    private final AllocationMeter meter;
    private final boolean quickCompiler;
    private KernelCheck check;
    private Kernel simd;
    private int lanes;
    private long calls;
    private long bytesPerCall = BURST_GARBAGE_BYTES;
    private boolean shrinking;
    private int stagnantProbes;
    private int quietBursts;
    private long lastProgress;

    WarmUpTask(CompiledKernel kernel, Emitter emitter, AllocationMeter meter, boolean quickCompiler) {
        this.kernel = kernel;
        this.emitter = emitter;
        this.meter = meter;
        this.quickCompiler = quickCompiler;
    }

    CompiledKernel kernel() {
        return kernel;
    }

    /**
     * Goes on for one burst.
     *
     * @param now the time in nanoseconds
     * @return null to go on after a pause; empty where the kernel was published; else why it stays scalar
     */
    String advance(long now) {
        if (simd == null) {
            prepare(now);
        }
        if (meter == null) {
            return "Allocation cannot be measured without the module jdk.management.";
        }
        int burst = burst();
        long before = meter.bytes();
        for (int i = 0; i < burst; i++) {
            check.run(simd, lanes);
        }
        calls += burst;
        note((meter.bytes() - before) / burst, now);
        if (quietBursts >= QUIET_BURSTS) {
            return decide();
        }
        if (now - lastProgress > PATIENCE_NANOS && calls > PATIENCE_CALLS) {
            return "It still allocates " + bytesPerCall + " bytes a call after " + calls + " calls.";
        }
        return null;
    }

    void close() {
        if (check != null) {
            check.close();
            check = null;
        }
    }

    private void prepare(long now) {
        simd = KernelLoader.load("Simd", emitter, kernel.program());
        check = new KernelCheck(kernel.program().graph().precision(), kernel.rows(), kernel.scratchBytes());
        check.fillOrdinary();
        // A kernel with its code in the loop is compiled for longer loops if it meets them.
        lanes = kernel.program().chunks().size() == 1 ? KernelCheck.LANES : emitter.lanes();
        lastProgress = now;
        // The first call loads classes and links; it says nothing about the others.
        check.run(simd, lanes);
    }

    private int burst() {
        if (bytesPerCall == 0) {
            return LARGEST_BURST;
        }
        if (stagnantProbes < patience()) {
            return 1;
        }
        stagnantProbes = 0;
        return Math.clamp(BURST_GARBAGE_BYTES / bytesPerCall, 1, LARGEST_BURST);
    }

    /** How many single calls without change to wait before the next burst. */
    private int patience() {
        if (!shrinking) {
            return calls < USUAL_THRESHOLD ? 0 : 20;
        }
        // What C1 leaves behind has to be called thousands of times more; C2's code is final, the rest is in its queue.
        return quickCompiler ? 5 : 50;
    }

    private void note(long bytes, long now) {
        if (bytes < bytesPerCall - bytesPerCall / 8) {
            shrinking = bytesPerCall < BURST_GARBAGE_BYTES;
            stagnantProbes = 0;
            lastProgress = now;
        } else {
            stagnantProbes++;
        }
        quietBursts = bytes == 0 && bytesPerCall == 0 ? quietBursts + 1 : 0;
        bytesPerCall = bytes;
    }

    private String decide() {
        if (!check.sameBits(kernel.scalar(), simd)) {
            return "Its SIMD code gave other bits than its scalar code.";
        }
        kernel.publish(simd);
        return "";
    }
}
