package dev.antipode.core.kernel;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/**
 * What decides how kernels must be built for this JVM.
 *
 * @param optimizingCompiler whether C2 is there: without it every vector operation allocates
 * @param quickCompiler whether C1 may compile kernels: it gives up, sometimes for good, on large vector methods
 * @param awaitedCompilers how many SIMD kernels the JVM compiles at a time while those who called them wait; 0 where it
 *     compiles in the background
 * @param callsLaneMemory whether C1 was told to call what scalar kernels read and write memory by, rather than to inline it
 * @param quickStart whether C1 was told to compile scalar kernels and to leave those of vectors to C2: then a run may begin on
 *     scalar code
 */
public record JvmFlags(
        boolean optimizingCompiler,
        boolean quickCompiler,
        int awaitedCompilers,
        boolean callsLaneMemory,
        boolean quickStart) {
    /** How C1 is told, in the form of {@code -XX:CompileCommand}. */
    public static final String CALL_LANE_MEMORY = "dontinline," + LaneMemory.class.getName() + "::*";

    /** The file that tells which compiler is for which methods, given as {@code -XX:CompilerDirectivesFile}, by its name. */
    public static final String DIVIDED = "antipode-compilers.json";

    /** How the launcher has kernels compiled at once, in the form of {@code -XX:CompileCommand}. */
    private static final String AWAITED = "BackgroundCompilation,dev.antipode.core.kernel.GeneratedSimd*::*,false";

    /**
     * Reads the flags; assumes the most careful case where the JVM does not tell.
     *
     * @return what holds for this JVM
     */
    public static JvmFlags ofThisJvm() {
        if (System.getProperty("java.vm.info", "").contains("interpreted")) {
            return new JvmFlags(false, false, 0, false, false);
        }
        try {
            HotSpotDiagnosticMXBean vm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
            if (vm == null) {
                return new JvmFlags(true, true, 0, false, false);
            }
            if (!Boolean.parseBoolean(value(vm, "TieredCompilation"))) {
                return new JvmFlags(true, false, 0, false, false);
            }
            String mode = value(vm, "CompilationMode");
            boolean all = Integer.parseInt(value(vm, "TieredStopAtLevel")) >= 4 && !mode.equals("quick-only");
            boolean both = !mode.equals("high-only");
            boolean divided = all && both && divided(vm);
            boolean quick = both && !divided;
            boolean calls = value(vm, "CompileCommand").contains(CALL_LANE_MEMORY);
            return new JvmFlags(all, quick, quick ? 0 : awaitedCompilers(vm, both), calls, divided);
        } catch (LinkageError | IllegalArgumentException e) {
            // No management modules in this run-time image, or a JVM of another make.
            return new JvmFlags(true, true, 0, false, false);
        }
    }

    private static int awaitedCompilers(HotSpotDiagnosticMXBean vm, boolean both) {
        if (!value(vm, "CompileCommand").contains(AWAITED)) {
            return 0;
        }
        int compilers = Integer.parseInt(value(vm, "CICompilerCount"));
        // The JVM gives a third of them to C1, and one at least.
        return both ? compilers - Math.max(1, compilers / 3) : compilers;
    }

    private static boolean divided(HotSpotDiagnosticMXBean vm) {
        // A diagnostic option, which the JVM knows only where those are unlocked.
        return Boolean.parseBoolean(value(vm, "UnlockDiagnosticVMOptions"))
                && value(vm, "CompilerDirectivesFile").endsWith(DIVIDED);
    }

    private static String value(HotSpotDiagnosticMXBean vm, String flag) {
        return vm.getVMOption(flag).getValue();
    }
}
