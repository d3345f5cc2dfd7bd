package dev.antipode.core.kernel;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/**
 * What decides how kernels must be built for this JVM.
 *
 * @param optimizingCompiler whether C2 is there: without it every vector operation allocates
 * @param quickCompiler whether C1 may compile kernels: it gives up, sometimes for good, on large vector methods
 */
public record JvmFlags(boolean optimizingCompiler, boolean quickCompiler) {
    /**
     * Reads the flags; assumes the most careful case where the JVM does not tell.
     *
     * @return what holds for this JVM
     */
    public static JvmFlags ofThisJvm() {
        if (System.getProperty("java.vm.info", "").contains("interpreted")) {
            return new JvmFlags(false, false);
        }
        try {
            HotSpotDiagnosticMXBean vm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
            if (vm == null) {
                return new JvmFlags(true, true);
            }
            if (!Boolean.parseBoolean(value(vm, "TieredCompilation"))) {
                return new JvmFlags(true, false);
            }
            String mode = value(vm, "CompilationMode");
            boolean all = Integer.parseInt(value(vm, "TieredStopAtLevel")) >= 4 && !mode.equals("quick-only");
            return new JvmFlags(all, !mode.equals("high-only"));
        } catch (LinkageError | IllegalArgumentException e) {
            // No management modules in this run-time image, or a JVM of another make.
            return new JvmFlags(true, true);
        }
    }

    private static String value(HotSpotDiagnosticMXBean vm, String flag) {
        return vm.getVMOption(flag).getValue();
    }
}
