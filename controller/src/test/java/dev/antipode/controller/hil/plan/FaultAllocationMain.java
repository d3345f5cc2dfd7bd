package dev.antipode.controller.hil.plan;

import com.sun.management.ThreadMXBean;
import dev.antipode.controller.hil.Exchange;
import dev.antipode.controller.hil.TaskLink;
import dev.antipode.controller.hil.fault.FaultyLink;
import dev.antipode.controller.hil.fault.InjectedFault;
import dev.antipode.controller.loop.LoopMode;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sends a task's packets through every fault of the default plan, with the log written, until nothing is allocated for some rounds. */
final class FaultAllocationMain {
    private static final int QUIET_ROUNDS = 3;
    private static final int MOST_ROUNDS = 60;
    private static final int EPISODES = 40;

    private FaultAllocationMain() {}

    public static void main(String[] arguments) {
        TestPlan plan = Motor.reader().read(DefaultPlan.NAME, DefaultPlan.text());
        ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
        try (TaskLink link = Motor.link(1)) {
            int quiet = 0;
            for (int round = 0; round < MOST_ROUNDS && quiet < QUIET_ROUNDS; round++) {
                List<InjectedFault> faults = new ArrayList<>();
                for (PlanCase part : plan.cases()) {
                    if (!part.realTime()) {
                        part.faults().forEach(fault -> faults.add(fault.maker().get()));
                    }
                }
                try (CaseLog log = new CaseLog(link.signature(), EPISODES, plan.episodeTicks(), 1L << 26);
                        FaultyLink faulty = new FaultyLink(
                                link,
                                faults,
                                1,
                                1,
                                plan.cases().get(1).window(),
                                EPISODES,
                                plan.episodeTicks(),
                                log,
                                Optional.empty())) {
                    Exchange exchange = new Exchange(link.signature());
                    faulty.start(new Nobody());
                    long before = threads.getCurrentThreadAllocatedBytes();
                    run(faulty, exchange, EPISODES * plan.episodeTicks());
                    long bytes = threads.getCurrentThreadAllocatedBytes() - before;
                    quiet = bytes == 0 ? quiet + 1 : 0;
                    long struck = java.util.Arrays.stream(faulty.injected())
                            .filter(count -> count > 0)
                            .count();
                    System.out.println("round " + round + ": " + bytes + " bytes, " + struck + " faults struck, "
                            + log.episodes() + " episodes");
                }
            }
            System.out.println(quiet == QUIET_ROUNDS ? "quiet" : "loud");
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
