package dev.antipode.controller.loop;

import dev.antipode.controller.hil.LinkRequest;
import dev.antipode.controller.hil.TaskLink;
import dev.antipode.controller.law.FixedLaw;
import dev.antipode.controller.law.Laws;
import dev.antipode.controller.policy.TrainablePolicy;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.random.EpisodeSet;
import dev.antipode.sim.Policy;
import dev.antipode.sim.Registry;
import dev.antipode.sim.Signal;
import dev.antipode.sim.TaskModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Runs the whole loop again and again, with everything that can be around it, until it has allocated nothing for some runs in a row, and says so. */
final class LoopAllocationMain {
    private static final int QUIET_RUNS = 3;
    private static final int MOST_RUNS = 60;
    private static final int TICKS = 20_000;

    private LoopAllocationMain() {}

    public static void main(String[] arguments) throws Exception {
        ClassLoader loader = LoopAllocationMain.class.getClassLoader();
        TaskModel task = Registry.load(loader).task("dc-motor");
        TrainablePolicy policy = Laws.policy(arguments[0], loader).forTask(task);
        WaitStrategy strategy = WaitStrategy.valueOf(arguments[1]);
        boolean timed = strategy != WaitStrategy.SPIN;
        double[] parameters = policy.initialParameters(1);
        double[] centre =
                task.observations().stream().mapToDouble(Signal::middle).toArray();
        double[] scale =
                task.observations().stream().mapToDouble(o -> 1 / o.halfWidth()).toArray();
        LinkRequest request = new LinkRequest(
                "",
                task,
                task.plant().inputs(),
                task.observations(),
                task.timing().periodSeconds(),
                0,
                1,
                Precision.F32,
                Arithmetic.FUSED,
                KernelMode.AUTO,
                loader);
        Path file = Files.createTempFile("antipode-ticks", ".csv");
        try (TaskLink link = new TaskLink(task, request, EpisodeSet.TEST, 0, 1L << 28);
                CompiledController controller = controller(task, policy, 2);
                CompiledController law = controller(task, FixedLaw.of(Laws.law("dc-motor-pid", loader), task), 1);
                TickRing ring = new TickRing(link.signature(), 4096, 1L << 26);
                Recorder recorder = new Recorder(ring, List.of(new CsvSink(file, link.signature())))) {
            controller.instance(0).load(parameters, centre, scale);
            ParameterGate gate =
                    new ParameterGate(controller.instance(0), controller.instance(1), 1, GateRules.forHorizon(200));
            int ticks = timed ? 2000 : TICKS;
            int quiet = 0;
            for (int run = 0; run < MOST_RUNS && quiet < QUIET_RUNS; run++) {
                gate.offer(run, parameters, centre, scale);
                LoopExtras extras = new LoopExtras(
                        Optional.of(ring),
                        Optional.of(new Excitation(
                                Excitation.Kind.CHIRP, task.plant().inputs(), 0.1, 0.01, 1)),
                        Optional.of(gate));
                LoopOptions options = new LoopOptions(
                        timed ? 100_000 : 1000,
                        ticks,
                        100,
                        // Some measurements are out of this range: the guard and the fallback are at work.
                        GuardRules.defaults()
                                .withRangeFactor(0.9)
                                .withHoldTicks(1)
                                .withRecovery(3, 1_000_000),
                        RealTime.none(),
                        new double[1],
                        Precision.F32);
                LoopResult result = new ControlLoop(
                                link,
                                controller.instance(0),
                                Optional.of(law.instance(0)),
                                options,
                                timed ? strategy.clock() : new VirtualClock(),
                                extras)
                        .run();
                quiet = result.allocatedBytes() == 0 ? quiet + 1 : 0;
                System.out.println("run " + run + ": " + result.allocatedBytes() + " bytes, " + result.safeTicks()
                        + " safe ticks, " + gate.wentLive() + " new parameters, " + result.misses() + " misses");
            }
            recorder.end();
            if (recorder.failure() == null && quiet == QUIET_RUNS && gate.accepted() + gate.rolledBack() > 0) {
                System.out.println("quiet");
            }
        } finally {
            Files.delete(file);
        }
    }

    private static CompiledController controller(TaskModel task, Policy policy, int instances) {
        CompiledController compiled = new CompiledController(
                policy,
                task.observations(),
                task.plant().inputs(),
                Precision.F32,
                Arithmetic.FUSED,
                KernelMode.AUTO,
                instances,
                1L << 26);
        compiled.awaitWarmUp(java.time.Duration.ofSeconds(20));
        return compiled;
    }
}
