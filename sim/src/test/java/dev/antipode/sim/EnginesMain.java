package dev.antipode.sim;

import com.sun.management.ThreadMXBean;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.program.Engine;
import dev.antipode.sim.particles.DiskPacking;
import dev.antipode.sim.particles.PackingResponse;
import dev.antipode.sim.rigid.Ant;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/** Run in a JVM of its own: steps of the ant with their derivatives, of a packing, and its response; prints what they allocated. */
final class EnginesMain {
    private static final int LANES = 16;
    private static final int DISKS = 32;
    private static final int ITERATIONS = 4;

    private EnginesMain() {}

    public static void main(String[] arguments) {
        PlantModel ant = PlantModel.of("ant", new Ant());
        double[] idle = new double[Ant.JOINTS];
        double[][] start = new double[LANES][];
        TaskGraph initial =
                Registry.load(EnginesMain.class.getClassLoader()).task("ant").graph("initial");
        Arrays.fill(start, initial.graph().evaluate(new double[initial.normal().size()]));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (StagedSteps steps =
                        new StagedSteps(ant, new double[] {9.8, 1, 0}, idle, 2, Precision.F64, KernelMode.SCALAR);
                Engine engine = new Engine(Precision.F64, Arithmetic.FUSED, KernelMode.SCALAR);
                DiskPacking packing = new DiskPacking(DISKS, LANES, engine, Long.MAX_VALUE);
                PackingResponse response = new PackingResponse(DISKS, LANES, engine, Long.MAX_VALUE)) {
            steps.tangents(start, start);
            for (int lane = 0; lane < LANES; lane++) {
                packing.setDiameter(lane, 0.8);
            }
            packing.begin(1, true);
            int most = Integer.parseInt(arguments[0]);
            long previous = Long.MAX_VALUE;
            long allocated = Long.MAX_VALUE;
            // What is compiled late may cost a window or two.
            for (int window = 0; window < most && (previous != 0 || allocated != 0); window++) {
                previous = allocated;
                long before = threads.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < 3; i++) {
                    steps.runBare();
                    packing.step(true);
                    packing.step(false);
                    response.take(packing);
                    response.solve(ITERATIONS);
                }
                allocated = threads.getCurrentThreadAllocatedBytes() - before;
            }
            System.out.println("allocated=" + (previous + allocated));
        }
    }
}
