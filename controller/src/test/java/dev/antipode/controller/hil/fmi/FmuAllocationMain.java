package dev.antipode.controller.hil.fmi;

import com.sun.management.ThreadMXBean;
import dev.antipode.controller.hil.Exchange;
import dev.antipode.controller.hil.Link;
import dev.antipode.controller.hil.LinkRequest;
import dev.antipode.controller.hil.Links;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.Precision;
import dev.antipode.sim.Registry;
import dev.antipode.sim.TaskModel;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;

/** Drives an FMU again and again until a round has allocated nothing for some rounds in a row, and says so. */
final class FmuAllocationMain {
    private static final int QUIET_ROUNDS = 3;
    private static final int MOST_ROUNDS = 60;
    private static final int STEPS = 10_000;
    /** Each takes two processes in turn, which may share a processor with others. */
    private static final int ISOLATED_STEPS = 1000;

    private FmuAllocationMain() {}

    public static void main(String[] arguments) throws Exception {
        for (String address : arguments) {
            if (!link(address) || !address.endsWith(":isolated") && !instance(Path.of(address))) {
                return;
            }
        }
        System.out.println("quiet");
    }

    private static boolean link(String address) throws Exception {
        ClassLoader loader = FmuAllocationMain.class.getClassLoader();
        TaskModel task = Registry.load(loader).task("pendulum");
        LinkRequest request = new LinkRequest(
                address,
                task,
                task.plant().inputs(),
                task.observations(),
                task.timing().periodSeconds(),
                20_000_000_000L,
                1,
                Precision.F32,
                Arithmetic.FUSED,
                KernelMode.SCALAR,
                loader);
        try (Link link = Links.provider("fmu:", loader).open(request)) {
            Exchange exchange = new Exchange(link.signature());
            int steps = address.endsWith(":isolated") ? ISOLATED_STEPS : STEPS;
            return quiet(address, () -> {
                for (int i = 0; i < steps; i++) {
                    exchange.command[0] = i % 3 - 1;
                    link.exchange(exchange);
                }
            });
        }
    }

    private static boolean instance(Path file) throws Exception {
        try (Fmu fmu = Fmu.open(file)) {
            FmuInstance instance = fmu.instantiate("one");
            instance.enterInitialization(0);
            instance.exitInitialization();
            List<FmuVariable> states = List.of(
                    fmu.description().require("theta", "test"),
                    fmu.description().require("thetaDot", "test"));
            FmuDirection direction = instance.direction(states, states);
            FmuState state = instance.state();
            return quiet("instance of " + file, () -> {
                for (int i = 0; i < STEPS; i++) {
                    instance.saveState(state);
                    instance.step(0, 0.05);
                    instance.differentiate(direction);
                    instance.restoreState(state);
                    if (i % 100 == 0) {
                        instance.reset();
                        instance.enterInitialization(0);
                        instance.exitInitialization();
                    }
                }
            });
        }
    }

    private static boolean quiet(String what, Runnable round) {
        ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
        int quiet = 0;
        for (int i = 0; i < MOST_ROUNDS && quiet < QUIET_ROUNDS; i++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            round.run();
            long bytes = threads.getCurrentThreadAllocatedBytes() - before;
            quiet = bytes == 0 ? quiet + 1 : 0;
            System.out.println(what + ": " + bytes + " bytes");
        }
        return quiet == QUIET_ROUNDS;
    }
}
