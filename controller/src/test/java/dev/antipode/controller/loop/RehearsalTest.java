package dev.antipode.controller.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.controller.hil.Exchange;
import dev.antipode.controller.hil.Link;
import dev.antipode.controller.hil.LinkSignature;
import dev.antipode.controller.hil.LinkStatus;
import dev.antipode.controller.policy.ConstantPolicy;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.Precision;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A rehearsal meets new parameters, and leaves no trace of them. */
class RehearsalTest {
    private static final int HORIZON_TICKS = 50;
    private static final double[] PARAMETERS = {1};
    private static final double[] CENTRE = {0};
    private static final double[] SCALE = {1};

    @Test
    void theGateIsAsBeforeAndItsTicksAllocateNothing() {
        Link link = new StillPlant();
        try (CompiledController controller = new CompiledController(
                new ConstantPolicy(List.of(ScriptedLink.FORCE), List.of(1.0)),
                List.of(ScriptedLink.POSITION),
                List.of(ScriptedLink.FORCE),
                Precision.F32,
                Arithmetic.FUSED,
                KernelMode.SCALAR,
                2,
                1L << 20)) {
            CompiledController.Instance first = controller.instance(0);
            first.load(PARAMETERS, CENTRE, SCALE);
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

            gate.offer(1, PARAMETERS, CENTRE, SCALE);
            LoopResult result =
                    new ControlLoop(link, first, Optional.empty(), options, new VirtualClock(), extras).run();
            assertThat(gate.wentLive()).isEqualTo(1);
            assertThat(result.allocatedBytes()).isZero();
        }
    }

    /** Measures the same for ever, and writes nothing down: what is allocated is the loop's. */
    private static final class StillPlant implements Link {
        @Override
        public LinkSignature signature() {
            return new LinkSignature(
                    "still",
                    List.of(ScriptedLink.FORCE),
                    List.of(ScriptedLink.POSITION),
                    List.of(),
                    0.001,
                    LinkSignature.Clock.FREE_RUNNING);
        }

        @Override
        public LinkStatus receive(Exchange exchange) {
            exchange.measurementTick++;
            exchange.measurement[0] = 0.5;
            exchange.stageCost = 1;
            return LinkStatus.OK;
        }

        @Override
        public LinkStatus send(Exchange exchange) {
            return LinkStatus.OK;
        }

        @Override
        public void close() {}
    }
}
