package dev.antipode.controller.cli;

import dev.antipode.controller.loop.RealTime;
import dev.antipode.controller.loop.TickClock;
import dev.antipode.controller.loop.WaitStrategy;
import picocli.CommandLine.Option;

/** How the loop waits, and what the operating system is asked for. */
final class RealTimeOptions {
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
            description = "Real-time scheduling (SCHED_FIFO) with a priority from 1 to 99; 0 for ordinary scheduling."
                    + " Default: with 'run', that of a profile that --profile names, where it is permitted; else ordinary"
                    + " scheduling.")
    private Integer fifo;

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

    @Option(
            names = "--cpu",
            paramLabel = "N",
            converter = ProcessorNumber.class,
            description = "Bind the loop to one processor; 'any' for none. Default: with 'run', that of a profile that"
                    + " --profile names, where there is such a one; else any.")
    private Integer cpu;

    RealTime realTime() {
        return new RealTime(fifo == null ? 0 : fifo, lockMemory, timerSlack, cpu == null ? ProcessorNumber.ANY : cpu);
    }

    /** The same, where what was left open is as a profile has it. */
    RealTime realTime(ProfileScheduling profile) {
        return profile.complete(realTime(), fifo == null, cpu == null, wait);
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
