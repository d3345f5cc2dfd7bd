package dev.antipode.core.kernel;

/**
 * The warm-up of one kernel. Interpreted vector code makes tens of kilobytes of garbage a call, so it is called in
 * bursts of a few megabytes of garbage, with pauses in which the JIT compiler works; once the garbage shrinks, compiled
 * methods are arriving and only a few calls probe for more; where a call waits for its compiler, there is nothing to pause for
 * from then on. Before, there is: what C2 makes of a kernel depends on how much of the Vector API is compiled already, and without
 * pauses one acrobot in two was a third slower.
 */
final class WarmUpTask {
    private static final long BURST_GARBAGE_BYTES = 2L << 20;
    private static final int LARGEST_BURST = 300;

    /** The JVM's default thresholds have a method compiled after about this many calls. */
    private static final int USUAL_THRESHOLD = 6000;

    /** This many bursts in a row without a byte allocated, and the kernel is compiled. */
    private static final int QUIET_BURSTS = 4;

    private static final long PAUSE_NANOS = 10_000_000;

    /** After so many bursts in vain it is something else that is waited for. */
    private static final int VAIN_BURSTS = 20;

    private static final long PATIENCE_NANOS = 30_000_000_000L;
    private static final int PATIENCE_CALLS = 20_000;

    /** How often code is made anew that goes on allocating. */
    private static final int MOST_ATTEMPTS = 4;

    /** Where the compiler works in the background, how long it has for what is called before that is made anew. */
    private static final long ATTEMPT_NANOS = PATIENCE_NANOS / MOST_ATTEMPTS;

    private final Warmable kernel;
    private final AllocationMeter meter;
    private final JvmFlags flags;
    private int attempts;
    private long calls;
    private long callsAtProgress;
    private long bytesPerCall = BURST_GARBAGE_BYTES;
    private boolean shrinking;
    private int stagnantProbes;
    private int quietBursts;
    private long lastProgress;
    private long lastBurst;

    WarmUpTask(Warmable kernel, AllocationMeter meter, JvmFlags flags) {
        this.kernel = kernel;
        this.meter = meter;
        this.flags = flags;
    }

    Warmable kernel() {
        return kernel;
    }

    /**
     * Goes on for one burst.
     *
     * @param now the time in nanoseconds
     * @return null to go on after a pause; empty where the kernel was published; else why it stays scalar
     */
    String advance(long now) {
        if (attempts == 0 || compiledInVain(now)) {
            begin(now);
        }
        if (meter == null) {
            return "Allocation cannot be measured without the module jdk.management.";
        }
        int burst = burst();
        long before = meter.bytes();
        for (int i = 0; i < burst; i++) {
            kernel.exercise();
        }
        calls += burst;
        note((meter.bytes() - before) / burst, now);
        lastBurst = System.nanoTime();
        if (quietBursts >= QUIET_BURSTS) {
            return decide();
        }
        if (now - lastProgress > PATIENCE_NANOS && calls > PATIENCE_CALLS) {
            return "It still allocates " + bytesPerCall + " bytes a call after " + calls + " calls.";
        }
        return null;
    }

    private void begin(long now) {
        if (attempts > 0) {
            kernel.release();
        }
        attempts++;
        kernel.prepare();
        // The first call loads classes and links; it says nothing about the others.
        kernel.exercise();
        bytesPerCall = BURST_GARBAGE_BYTES;
        shrinking = false;
        stagnantProbes = 0;
        lastProgress = now;
        callsAtProgress = calls;
    }

    /**
     * After so many calls all there is has been compiled, where they wait for the compiler at once, else after some time. What C2 made
     * is final, though, also where it called a method of the Vector API instead of inlining it, for want of a profile, and passes it
     * vectors on the heap. The same code as a new class is compiled with what the JVM knows by now.
     */
    private boolean compiledInVain(long now) {
        return attempts < MOST_ATTEMPTS
                && bytesPerCall > 0
                && calls - callsAtProgress > PATIENCE_CALLS
                && (flags.awaitedCompilers() > 0 || now - lastProgress > ATTEMPT_NANOS);
    }

    /** How long to pause from now before the next burst, in nanoseconds; not positive where it is time. */
    long pause(long now) {
        return awaited() ? 0 : lastBurst + PAUSE_NANOS - now;
    }

    void close() {
        kernel.release();
    }

    /** Whether what is called is compiled before the call returns, now that the Vector API's own methods are. */
    private boolean awaited() {
        return flags.awaitedCompilers() > 0 && shrinking && stagnantProbes < VAIN_BURSTS;
    }

    private int burst() {
        if (bytesPerCall == 0) {
            return LARGEST_BURST;
        }
        if (awaited()) {
            return garbageBurst();
        }
        if (stagnantProbes < patience()) {
            return 1;
        }
        stagnantProbes = 0;
        return garbageBurst();
    }

    private int garbageBurst() {
        return Math.clamp(BURST_GARBAGE_BYTES / bytesPerCall, 1, LARGEST_BURST);
    }

    /** How many single calls without change to wait before the next burst. */
    private int patience() {
        if (!shrinking) {
            return calls < USUAL_THRESHOLD ? 0 : 20;
        }
        // What C1 leaves behind has to be called thousands of times more; C2's code is final, the rest is in its queue.
        return flags.quickCompiler() ? 5 : 50;
    }

    private void note(long bytes, long now) {
        if (bytes < bytesPerCall - bytesPerCall / 8) {
            shrinking = bytesPerCall < BURST_GARBAGE_BYTES;
            stagnantProbes = 0;
            lastProgress = now;
            callsAtProgress = calls;
        } else {
            stagnantProbes++;
        }
        quietBursts = bytes == 0 && bytesPerCall == 0 ? quietBursts + 1 : 0;
        bytesPerCall = bytes;
    }

    private String decide() {
        if (!kernel.sameBits()) {
            return "Its SIMD code gave other bits than its scalar code.";
        }
        kernel.publish();
        return "";
    }
}
