package dev.antipode.controller.paper;

import com.sun.management.ThreadMXBean;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.program.Engine;
import java.lang.management.ManagementFactory;
import java.util.function.IntConsumer;

/** Run in a JVM of its own: updates of recurrent networks and of an autoencoder; prints what they allocated once warm. */
final class NetworkAllocationMain {
    private static final int WINDOWS = 400;
    private static final int UPDATES = 20;

    private NetworkAllocationMain() {}

    public static void main(String[] arguments) {
        try (Engine engine = new Engine(Precision.F64, Arithmetic.FUSED, KernelMode.SCALAR)) {
            for (double penalty : new double[] {0, 1}) {
                CopyMemory task = new CopyMemory(1, 2, 3);
                RecurrentNet net = new RecurrentNet(RecurrentCell.LSTM, task.inputs(), 3, task.outputs(), 1);
                try (RecurrentTraining training = new RecurrentTraining(task, net, 16, penalty, 2, engine, 1L << 30)) {
                    System.out.println(training.plan().table());
                    training.parameters().begin(net.initial(1));
                    report("recurrent", update -> training.update(update, 0.01));
                }
            }
            Autoencoder coder = new Autoencoder(3, 2);
            try (AutoencoderTraining training =
                    new AutoencoderTraining(coder, Digits.made(1, 64), 16, 1, engine, 1L << 30)) {
                System.out.println(training.plan().table());
                training.begin(coder.initial(1));
                for (EncoderGradient kind : EncoderGradient.values()) {
                    report(kind.name(), update -> training.update(kind, update, 0.001));
                }
            }
        }
    }

    private static void report(String name, IntConsumer update) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long previous = Long.MAX_VALUE;
        long allocated = Long.MAX_VALUE;
        // What is compiled late may cost a window or two.
        for (int window = 0; window < WINDOWS && (previous != 0 || allocated != 0); window++) {
            previous = allocated;
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < UPDATES; i++) {
                update.accept(i);
            }
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }
        System.out.println(name + " allocated=" + (previous + allocated));
    }
}
