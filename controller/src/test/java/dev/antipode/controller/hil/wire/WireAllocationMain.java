package dev.antipode.controller.hil.wire;

import com.sun.management.ThreadMXBean;
import dev.antipode.controller.hil.Exchange;
import dev.antipode.controller.hil.LinkSignature.Clock;
import dev.antipode.controller.hil.LinkStatus;
import dev.antipode.sim.TaskModel;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/** Both sides of a link over a transport that spoils frames, until neither has allocated anything for some rounds, and says so. */
final class WireAllocationMain {
    private static final int TICKS = 2000;
    private static final int BAUD = 921_600;
    private static final int QUIET_ROUNDS = 3;
    private static final int MOST_ROUNDS = 60;

    private WireAllocationMain() {}

    public static void main(String[] arguments) throws Throwable {
        if (arguments[1].equals("serial")) {
            try (PtyPair line = new PtyPair()) {
                run(Clock.valueOf(arguments[0]), line);
            }
        } else {
            run(Clock.valueOf(arguments[0]), null);
        }
    }

    private static void run(Clock clock, PtyPair line) throws Exception {
        TransportFaults faults = new TransportFaults(0.01, 0.01, 0.01, 0.01);
        ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
        TaskModel task = Served.task("dc-motor");
        int ticks = clock == Clock.LOCKSTEP ? TICKS : TICKS / 20;
        try (Served served = line == null
                        ? Served.at(0, task, clock, faults, new ServeBounds(0, 0))
                        : Served.on(SerialTransport.open(line.first, BAUD), task, clock);
                WireLink link = WireOpening.open(
                        new FaultyTransport(
                                line == null ? served.call() : SerialTransport.open(line.second, BAUD), faults, 5),
                        Served.request(task, "", 2_000_000),
                        Optional.empty())) {
            served.transport.calm(false);
            Exchange exchange = new Exchange(link.signature());
            int quiet = 0;
            for (int round = 0; round < MOST_ROUNDS && quiet < QUIET_ROUNDS; round++) {
                long plantBefore = threads.getThreadAllocatedBytes(served.thread.threadId());
                long before = threads.getCurrentThreadAllocatedBytes();
                int taken = tick(link, exchange, ticks);
                long bytes = threads.getCurrentThreadAllocatedBytes() - before;
                long plantBytes = threads.getThreadAllocatedBytes(served.thread.threadId()) - plantBefore;
                quiet = bytes == 0 && plantBytes == 0 ? quiet + 1 : 0;
                System.out.println("round " + round + ": " + bytes + " bytes, plant " + plantBytes + " bytes, " + taken
                        + " of " + ticks + " ticks");
            }
            System.out.println(link.counters().text());
            if (quiet == QUIET_ROUNDS) {
                System.out.println("quiet");
            }
        }
    }

    private static int tick(WireLink link, Exchange exchange, int ticks) {
        int taken = 0;
        for (int tries = 0; tries < 100 * ticks && taken < ticks; tries++) {
            if (link.receive(exchange) == LinkStatus.OK) {
                taken++;
                exchange.command[0] = taken % 7;
                link.send(exchange);
            }
        }
        return taken;
    }
}
