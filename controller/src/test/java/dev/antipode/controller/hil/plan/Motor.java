package dev.antipode.controller.hil.plan;

import dev.antipode.controller.hil.Link;
import dev.antipode.controller.hil.LinkRequest;
import dev.antipode.controller.hil.TaskLink;
import dev.antipode.controller.hil.fault.FaultContext;
import dev.antipode.controller.hil.fault.FaultKinds;
import dev.antipode.controller.loop.GuardRules;
import dev.antipode.controller.loop.Inference;
import dev.antipode.controller.loop.RealTime;
import dev.antipode.controller.loop.WaitStrategy;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.random.EpisodeSet;
import dev.antipode.sim.Registry;
import dev.antipode.sim.TaskModel;
import java.util.Optional;

/** The motor of task {@code dc-motor} under a proportional controller with damping, for tests of plans. */
final class Motor {
    static final ClassLoader LOADER = Motor.class.getClassLoader();
    static final TaskModel TASK = Registry.load(LOADER).task("dc-motor");

    private Motor() {}

    static TestPlan plan(String yaml) {
        return reader().read("plan.yaml", yaml);
    }

    static PlanReader reader() {
        FaultContext context = new FaultContext(
                TASK.observations(),
                TASK.plant().inputs(),
                TASK.plant().parameters(),
                TASK.timing().periodSeconds(),
                TASK.timing().horizonSteps());
        return new PlanReader(context, FaultKinds.all(LOADER));
    }

    static TaskLink link(long seed) {
        return new TaskLink(TASK, request("", seed), EpisodeSet.TEST, 0, 1L << 28);
    }

    static LinkRequest request(String address, long seed) {
        return new LinkRequest(
                address,
                TASK,
                TASK.plant().inputs(),
                TASK.observations(),
                TASK.timing().periodSeconds(),
                5_000_000,
                seed,
                Precision.F32,
                Arithmetic.FUSED,
                KernelMode.SCALAR,
                LOADER);
    }

    static Rig rig(Link link, Optional<TaskLink> simulator, long seed) {
        return rig(link, simulator, seed, 1L << 26);
    }

    static Rig rig(Link link, Optional<TaskLink> simulator, long seed, long budgetBytes) {
        return new Rig(
                link,
                simulator.map(same -> same),
                new Proportional(),
                Optional.empty(),
                GuardRules.defaults().withWatchdogNanos(0).withMissLimit(0),
                RealTime.none(),
                WaitStrategy.PARK,
                false,
                new double[1],
                Precision.F32,
                TASK.failureCost(),
                seed,
                budgetBytes);
    }

    static PlanResult run(String yaml, long seed) {
        try (TaskLink link = link(seed);
                TaskLink simulator = link(seed)) {
            return new PlanRunner(plan(yaml), rig(link, Optional.of(simulator), seed), new PlanProgress() {}).run();
        }
    }

    private static final class Proportional implements Inference {
        @Override
        public void reset() {}

        @Override
        public void command(double[] observation, double[] command) {
            command[0] = 20 * observation[0] - 0.5 * observation[1];
        }
    }
}
