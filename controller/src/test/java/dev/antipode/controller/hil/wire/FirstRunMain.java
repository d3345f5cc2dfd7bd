package dev.antipode.controller.hil.wire;

import dev.antipode.controller.hil.Link;
import dev.antipode.controller.hil.LinkSignature.Clock;
import dev.antipode.controller.loop.CompiledController;
import dev.antipode.controller.loop.ControlLoop;
import dev.antipode.controller.loop.GuardRules;
import dev.antipode.controller.loop.Inference;
import dev.antipode.controller.loop.LoopExtras;
import dev.antipode.controller.loop.LoopOptions;
import dev.antipode.controller.loop.LoopResult;
import dev.antipode.controller.loop.RealTime;
import dev.antipode.controller.loop.Rehearsal;
import dev.antipode.controller.loop.TickClock;
import dev.antipode.controller.loop.WaitStrategy;
import dev.antipode.controller.policy.PolicyDesign;
import dev.antipode.controller.policy.TrainablePolicy;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.Precision;
import dev.antipode.sim.Signal;
import dev.antipode.sim.TaskModel;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** The loop as {@code run} has it, made, rehearsed and run once; says what it allocated. */
final class FirstRunMain {
    /** More often than it takes to have a method compiled, whatever calls it in a tick. */
    private static final int TICKS = 30_000;

    private static final long PERIOD_NANOS = 100_000;

    private FirstRunMain() {}

    public static void main(String[] arguments) throws IOException {
        TaskModel task = Served.task("dc-motor");
        WaitStrategy wait = WaitStrategy.valueOf(arguments[1]);
        if (arguments[0].equals("task")) {
            run(task, Served.plant(task), wait);
        } else {
            try (Served served = Served.of(task, Clock.LOCKSTEP)) {
                run(
                        task,
                        WireOpening.open(
                                served.call(), Served.request(task, "", PERIOD_NANOS), Optional.of(Clock.LOCKSTEP)),
                        wait);
            }
        }
    }

    private static void run(TaskModel task, Link plant, WaitStrategy wait) {
        TrainablePolicy policy = PolicyDesign.parse("mlp:64,64:tanh").forTask(task);
        try (Link link = plant;
                CompiledController compiled = new CompiledController(
                        policy,
                        task.observations(),
                        task.plant().inputs(),
                        Precision.F32,
                        Arithmetic.FUSED,
                        KernelMode.AUTO,
                        1,
                        1L << 26)) {
            Inference controller = compiled.instance(0);
            compiled.instance(0)
                    .load(
                            policy.initialParameters(1),
                            task.observations().stream()
                                    .mapToDouble(Signal::middle)
                                    .toArray(),
                            task.observations().stream()
                                    .mapToDouble(o -> 1 / o.halfWidth())
                                    .toArray());
            compiled.awaitWarmUp(Duration.ofSeconds(20));
            LoopOptions options = new LoopOptions(
                    PERIOD_NANOS,
                    TICKS,
                    100,
                    GuardRules.defaults().withWatchdogNanos(0).withMissLimit(0),
                    RealTime.none(),
                    new double[1],
                    Precision.F32);
            TickClock clock = wait.clock();
            Rehearsal.run(link.signature(), controller, Optional.empty(), options, LoopExtras.none(), clock);
            LoopResult result = new ControlLoop(link, controller, Optional.empty(), options, clock).run();
            System.out.println(result.ticks() + result.skipped() + " ticks, " + result.allocatedBytes() + " bytes");
        }
    }
}
