package dev.antipode.controller.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.controller.policy.ConstantPolicy;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.Precision;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** New parameters on their way into a loop on a clock that a test moves: what is commanded at which tick. */
class ParameterGateTest {
    private static final long MS = 1_000_000;
    private static final double[] CENTRE = {0};
    private static final double[] SCALE = {1};

    private final VirtualClock clock = new VirtualClock();
    private final ScriptedLink link = new ScriptedLink(clock);
    private final CompiledController controller = new CompiledController(
            new ConstantPolicy(List.of(ScriptedLink.FORCE), List.of(1.0)),
            List.of(ScriptedLink.POSITION),
            List.of(ScriptedLink.FORCE),
            Precision.F64,
            Arithmetic.FUSED,
            KernelMode.SCALAR,
            2,
            1L << 20);
    private final ParameterGate gate =
            new ParameterGate(controller.instance(0), controller.instance(1), 1, new GateRules(5, 20, 10, 1.5, 0, 0));
    private int blendTicks;

    @AfterEach
    void close() {
        controller.close();
    }

    private LoopResult run(long ticks) {
        controller.instance(0).load(new double[] {1}, CENTRE, SCALE);
        LoopOptions options = new LoopOptions(
                MS,
                ticks,
                0,
                GuardRules.defaults().withBlendTicks(blendTicks),
                RealTime.none(),
                new double[] {0},
                Precision.F64);
        LoopExtras extras = new LoopExtras(Optional.empty(), Optional.empty(), Optional.of(gate));
        return new ControlLoop(link, controller.instance(0), Optional.empty(), options, clock, extras).run();
    }

    private void offerAt(int tick, double value) {
        link.actions.put(
                tick,
                () -> assertThat(gate.offer(tick, new double[] {value}, CENTRE, SCALE))
                        .isTrue());
    }

    @Test
    void parametersGoLiveAfterTheirShadowAndStayAfterTheirProbation() {
        offerAt(10, 2);
        run(60);
        // Shadow in ticks 10 to 14, live from 15 on.
        assertThat(link.sent.subList(0, 15)).containsOnly(1.0);
        assertThat(link.sent.subList(15, 60)).containsOnly(2.0);
        assertThat(gate.wentLive()).isEqualTo(1);
        assertThat(gate.accepted()).isEqualTo(1);
        assertThat(gate.acceptedId()).isEqualTo(10);
        assertThat(gate.idle()).isTrue();
    }

    @Test
    void theTakeOverIsWithoutABump() {
        blendTicks = 4;
        offerAt(10, 2);
        run(30);
        assertThat(link.sent.subList(14, 20)).containsExactly(1.0, 1.0, 1.25, 1.5, 1.75, 2.0);
    }

    @Test
    void parametersThatCostMoreAreTakenBack() {
        offerAt(10, 2);
        for (int tick = 15; tick < 60; tick++) {
            link.costs.put(tick, 1.6);
        }
        run(60);
        // Judged after ten ticks, the old ones are back in the tick after that.
        assertThat(link.sent.subList(15, 25)).containsOnly(2.0);
        assertThat(link.sent.subList(25, 60)).containsOnly(1.0);
        assertThat(gate.rolledBack()).isEqualTo(1);
        assertThat(gate.accepted()).isZero();
        assertThat(gate.acceptedId()).isEqualTo(-1);
    }

    @Test
    void aLittleMoreIsToleratedAsTheRulesSay() {
        offerAt(10, 2);
        for (int tick = 15; tick < 60; tick++) {
            link.costs.put(tick, 1.4);
        }
        run(60);
        assertThat(gate.accepted()).isEqualTo(1);
    }

    @Test
    void aViolationTakesThemBackAtOnce() {
        offerAt(10, 2);
        // Far out of range, for one tick: held, and the next command is of the old parameters.
        link.positions.put(18, 1000.0);
        run(40);
        assertThat(link.sent.subList(15, 19)).containsOnly(2.0);
        assertThat(link.sent.subList(19, 40)).containsOnly(1.0);
        assertThat(gate.rolledBack()).isEqualTo(1);
    }

    @Test
    void parametersThatGiveNoNumberNeverLeaveTheShadow() {
        offerAt(10, Double.NaN);
        run(40);
        assertThat(link.sent.subList(0, 40)).containsOnly(1.0);
        assertThat(gate.rejected()).isEqualTo(1);
        assertThat(gate.wentLive()).isZero();
    }

    @Test
    void othersWaitUntilTheWayIsFree() {
        offerAt(10, 2);
        boolean[] taken = new boolean[2];
        link.actions.put(20, () -> taken[0] = gate.offer(20, new double[] {-1}, CENTRE, SCALE));
        link.actions.put(40, () -> taken[1] = gate.offer(40, new double[] {-1}, CENTRE, SCALE));
        run(90);
        assertThat(taken).containsExactly(false, true);
        assertThat(link.sent.get(89)).isEqualTo(-1.0);
        assertThat(gate.acceptedId()).isEqualTo(40);
    }
}
