package dev.antipode.controller.cli;

import dev.antipode.controller.loop.RealTime;
import dev.antipode.controller.loop.TickClock;
import dev.antipode.controller.loop.WaitStrategy;
import picocli.CommandLine.Option;

/** How the loop waits, and what the operating system is asked for. */
final class RealTimeOptions {
    private static final int ANY_CPU = -1;

    @Option(
            names = "--wait",
            defaultValue = "PARK",
            description =
                    "How the loop waits for the next tick: ${COMPLETION-CANDIDATES}. SPIN takes a processor for itself,"
                            + " HYBRID parks and then spins. Default: ${DEFAULT-VALUE}.")
    private WaitStrategy wait;

    @Option(
            names = "--fifo",
            paramLabel = "PRIORITY",
            defaultValue = "0",
            description =
                    "Real-time scheduling (SCHED_FIFO) with a priority from 1 to 99. Default: ordinary scheduling.")
    private int fifo;

    @Option(names = "--lock-memory", description = "Keep every page of the process in memory (mlockall).")
    private boolean lockMemory;

    @Option(
            names = "--timer-slack",
            paramLabel = "NANOSECONDS",
            defaultValue = "1",
            description =
                    "How much later than asked for the kernel may wake the loop; 0 leaves the system's own 50 us. Default:"
                            + " ${DEFAULT-VALUE}.")
    private long timerSlack;

    @Option(names = "--cpu", paramLabel = "N", description = "Bind the loop to one processor. Default: any.")
    private Integer cpu;

    RealTime realTime() {
        if (cpu != null && cpu < 0) {
            throw new RequestException("--cpu " + cpu + " must be at least 0; leave it out for any processor");
        }
        return new RealTime(fifo, lockMemory, timerSlack, cpu == null ? ANY_CPU : cpu);
    }

    /** Whether a scheduling was asked for. */
    boolean scheduled() {
        return fifo != 0 || cpu != null;
    }

    WaitStrategy waiting() {
        return wait;
    }

    TickClock clock() {
        try {
            return wait.clock();
        } catch (UnsupportedOperationException e) {
            throw new RequestException(e.getMessage());
        }
    }
}
