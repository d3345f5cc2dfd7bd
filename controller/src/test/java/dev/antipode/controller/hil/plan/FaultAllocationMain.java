package dev.antipode.controller.hil.plan;

import com.sun.management.ThreadMXBean;
import dev.antipode.controller.hil.Exchange;
import dev.antipode.controller.hil.TaskLink;
import dev.antipode.controller.hil.fault.FaultyLink;
import dev.antipode.controller.hil.fault.InjectedFault;
import dev.antipode.controller.loop.LoopMode;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;

/**
 * Sends a task's packets through every case of the default plan, one after the other so that no fault hides the packets from another, with
 * the log written, until nothing is allocated for some rounds.
 */
final class FaultAllocationMain {
    private static final int QUIET_ROUNDS = 3;
    private static final int MOST_ROUNDS = 60;
    private static final int EPISODES = 10;

    private FaultAllocationMain() {}

    public static void main(String[] arguments) {
        TestPlan plan = Motor.reader().read(DefaultPlan.NAME, DefaultPlan.text());
        List<PlanCase> cases = plan.cases().stream()
                .filter(part -> !part.faults().isEmpty() && !part.realTime())
                .toList();
        try (TaskLink link = Motor.link(1)) {
            int quiet = 0;
            for (int round = 0; round < MOST_ROUNDS && quiet < QUIET_ROUNDS; round++) {
                long bytes = 0;
                int struck = 0;
                for (PlanCase part : cases) {
                    List<InjectedFault> faults = part.faults().stream()
                            .map(fault -> fault.maker().get())
                            .toList();
                    bytes += bytes(link, plan, part, faults);
                    struck += faults.stream().allMatch(fault -> fault.injected() > 0) ? 1 : 0;
                }
                quiet = bytes == 0 ? quiet + 1 : 0;
                System.out.println("round " + round + ": " + bytes + " bytes, faults struck in " + struck + " of "
                        + cases.size() + " cases");
            }
            System.out.println(quiet == QUIET_ROUNDS ? "quiet" : "loud");
        }
    }

    /** What the thread allocates in one case. */
    private static long bytes(TaskLink link, TestPlan plan, PlanCase part, List<InjectedFault> faults) {
        ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
        try (CaseLog log = new CaseLog(link.signature(), EPISODES, plan.episodeTicks(), 1L << 26);
                FaultyLink faulty = new FaultyLink(
                        link,
                        faults,
                        1,
                        part.number(),
                        part.window(),
                        EPISODES,
                        plan.episodeTicks(),
                        log,
                        Optional.empty())) {
            Exchange exchange = new Exchange(link.signature());
            faulty.start(new Nobody());
            long before = threads.getCurrentThreadAllocatedBytes();
            run(faulty, exchange, EPISODES * plan.episodeTicks());
            return threads.getCurrentThreadAllocatedBytes() - before;
        }
    }

    private static void run(FaultyLink link, Exchange exchange, int ticks) {
        for (int tick = 0; tick < ticks; tick++) {
            link.receive(exchange);
            exchange.command[0] = 20 * exchange.measurement[0] - 0.5 * exchange.measurement[1];
            exchange.commandTick = tick;
            link.send(exchange);
        }
    }

    private record Nobody() implements FaultyLink.Running {
        @Override
        public LoopMode mode() {
            return LoopMode.CONTROL;
        }

        @Override
        public void stop() {}
    }
}
