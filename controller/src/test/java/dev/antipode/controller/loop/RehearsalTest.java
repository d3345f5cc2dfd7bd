package dev.antipode.controller.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.controller.hil.LinkRequest;
import dev.antipode.controller.hil.TaskLink;
import dev.antipode.controller.law.Laws;
import dev.antipode.controller.policy.TrainablePolicy;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.random.EpisodeSet;
import dev.antipode.sim.Registry;
import dev.antipode.sim.Signal;
import dev.antipode.sim.TaskModel;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A rehearsal meets new parameters, and leaves no trace of them. */
class RehearsalTest {
    private static final int HORIZON_TICKS = 50;

    @Test
    void theGateIsAsBeforeAndItsTicksAllocateNothing() throws Exception {
        ClassLoader loader = RehearsalTest.class.getClassLoader();
        TaskModel task = Registry.load(loader).task("dc-motor");
        TrainablePolicy policy = Laws.policy("mlp:8:relu", loader).forTask(task);
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
                KernelMode.SCALAR,
                loader);
        double[] parameters = policy.initialParameters(1);
        double[] centre =
                task.observations().stream().mapToDouble(Signal::middle).toArray();
        double[] scale =
                task.observations().stream().mapToDouble(o -> 1 / o.halfWidth()).toArray();
        try (TaskLink link = new TaskLink(task, request, EpisodeSet.TEST, 0, 1L << 28);
                CompiledController controller = new CompiledController(
                        policy,
                        task.observations(),
                        task.plant().inputs(),
                        Precision.F32,
                        Arithmetic.FUSED,
                        KernelMode.SCALAR,
                        2,
                        1L << 26)) {
            CompiledController.Instance first = controller.instance(0);
            first.load(parameters, centre, scale);
            ParameterGate gate =
                    new ParameterGate(first, controller.instance(1), 1, GateRules.forHorizon(HORIZON_TICKS));
            LoopExtras extras = new LoopExtras(Optional.empty(), Optional.empty(), Optional.of(gate));
            LoopOptions options = new LoopOptions(
                    1_000_000,
                    5 * HORIZON_TICKS,
                    0,
                    GuardRules.defaults(),
                    RealTime.none(),
                    new double[1],
                    Precision.F32);
            Rehearsal.run(link.signature(), first, Optional.empty(), options, extras, new VirtualClock());

            assertThat(gate.idle()).isTrue();
            assertThat(gate.wentLive() + gate.accepted() + gate.rejected() + gate.rolledBack())
                    .isZero();
            assertThat(gate.live()).isSameAs(first);

            gate.offer(1, parameters, centre, scale);
            LoopResult result =
                    new ControlLoop(link, first, Optional.empty(), options, new VirtualClock(), extras).run();
            assertThat(gate.wentLive()).isEqualTo(1);
            assertThat(result.allocatedBytes()).isZero();
        }
    }
}
