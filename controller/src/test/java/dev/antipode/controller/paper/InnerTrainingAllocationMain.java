package dev.antipode.controller.paper;

import com.sun.management.ThreadMXBean;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.program.Engine;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/** Run in a JVM of its own: inner steps with and without their derivative; prints what they allocated once warm. */
final class InnerTrainingAllocationMain {
    private static final int WINDOWS = 60;
    private static final int STEPS = 40;

    private InnerTrainingAllocationMain() {}

    public static void main(String[] arguments) {
        LearnedRule rule = new LearnedRule(4, 0.01);
        double[] parameters = new double[rule.parameterCount()];
        Arrays.setAll(parameters, i -> 0.1 * (i % 7 - 3));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (Engine engine = new Engine(Precision.F64, Arithmetic.FUSED, KernelMode.SCALAR);
                InnerTraining training =
                        new InnerTraining(rule, new InnerTask(2), Digits.made(1, 16), 1, engine, 1L << 30)) {
            System.out.println(training.plan().table());
            long previous = Long.MAX_VALUE;
            long allocated = Long.MAX_VALUE;
            // What is compiled late may cost a window or two.
            for (int window = 0; window < WINDOWS && (previous != 0 || allocated != 0); window++) {
                previous = allocated;
                allocated = 0;
                for (int run = 0; run < 2; run++) {
                    if (run == 0) {
                        training.begin(parameters);
                    } else {
                        training.beginAlong(parameters, parameters);
                    }
                    long before = threads.getCurrentThreadAllocatedBytes();
                    for (int i = 0; i < STEPS; i++) {
                        training.step();
                    }
                    allocated += threads.getCurrentThreadAllocatedBytes() - before;
                }
            }
            System.out.println("allocated=" + (previous + allocated));
        }
    }
}
