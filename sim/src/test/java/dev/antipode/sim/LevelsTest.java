package dev.antipode.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelCompiler;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.kernel.KernelOptions;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.random.EpisodeSet;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Inputs that have only a few values. */
class LevelsTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private static Signal signal(double min, double max, double rate, Double... levels) {
        return new Signal("gear", "1", min, max, rate, false, 0, List.of(levels));
    }

    @Test
    void commandsGoToTheNearestLevelAndHalfWayToTheLowerOne() {
        Signal gear = signal(-1, 4, INFINITY, -1.0, 0.0, 4.0);
        assertThat(gear.stepped()).isTrue();
        assertThat(gear.levelsText()).isEqualTo("-1.0, 0.0, 4.0");
        assertThat(gear.limited(-9)).isEqualTo(-1);
        assertThat(gear.limited(-0.51)).isEqualTo(-1);
        assertThat(gear.limited(-0.5)).isEqualTo(-1);
        assertThat(gear.limited(-0.49)).isZero();
        assertThat(gear.limited(2)).isZero();
        assertThat(gear.limited(Math.nextUp(2.0))).isEqualTo(4);
        assertThat(gear.limited(INFINITY)).isEqualTo(4);
        assertThat(gear.limited(-INFINITY)).isEqualTo(-1);
        assertThat(gear.limited(Double.NaN)).isNaN();
        assertThat(signal(-1, 1, INFINITY).limited(0.3)).isEqualTo(0.3);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.02, 0.05, 0.08})
    void rolloutsEqualPlainJava(double latency) {
        SwitchedMassTask task = new SwitchedMassTask(new Timing(0.05, 5, latency, 40));
        TaskModel model = TaskModel.of("switched", task);
        assertThat(model.plant().inputs().getFirst().min()).isEqualTo(-2);
        assertThat(model.plant().inputs().getFirst().max()).isEqualTo(3);
        Set<Double> seen = new HashSet<>();
        try (ClosedLoop loop = new ClosedLoop(model, 16, Precision.F64, KernelMode.SCALAR)) {
            loop.rollout.run(loop.frame);
            for (int lane = 0; lane < 16; lane++) {
                int here = lane;
                var plain = new PlainRollout<>(task);
                plain.run((step, o) -> loop.command(here, step), 0, EpisodeSet.TRAINING, 0, lane);
                assertThat(loop.read(loop.rollout.states(), lane))
                        .containsExactly(plain.states.getLast(), within(1e-11));
                assertThat(loop.read(loop.rollout.observations(), lane))
                        .containsExactly(plain.observations.getLast(), within(1e-11));
                assertThat(loop.rollout.cost(loop.frame, lane)).isCloseTo(plain.cost, within(1e-9));
                seen.add(loop.read(loop.rollout.observations(), lane)[1]);
            }
        }
        assertThat(seen).isSubsetOf(-2.0, 0.5, 3.0).hasSizeGreaterThan(1);
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void fastKernelsGiveTheSameBits(Precision precision) {
        TaskModel model = TaskModel.of("switched", new SwitchedMassTask(new Timing(0.05, 2, 0.05, 40)));
        try (ClosedLoop scalar = new ClosedLoop(model, 48, precision, KernelMode.SCALAR);
                ClosedLoop fast = new ClosedLoop(model, 48, precision, KernelMode.AUTO)) {
            fast.engine().startWarmUp();
            fast.engine().awaitWarmUp(Duration.ofSeconds(30));
            scalar.rollout.run(scalar.frame);
            fast.rollout.run(fast.frame);
            for (int lane = 0; lane < 48; lane++) {
                assertThat(fast.read(fast.rollout.states(), lane))
                        .containsExactly(scalar.read(scalar.rollout.states(), lane));
                assertThat(fast.rollout.cost(fast.frame, lane)).isEqualTo(scalar.rollout.cost(scalar.frame, lane));
            }
        }
    }

    @Test
    void commandsThatAreNoNumbersAreStillFound() {
        TaskModel model = TaskModel.of("switched", new SwitchedMassTask(new Timing(0.05, 1, 0, 10)));
        try (ClosedLoop loop = new ClosedLoop(model, 16, Precision.F64, KernelMode.SCALAR)) {
            loop.rollout.set(loop.frame, loop.rollout.policyParameters().row(0), 5, Double.NaN);
            loop.rollout.run(loop.frame);
            assertThat(loop.rollout.nonFinite(loop.frame, 5)).isTrue();
            assertThat(loop.rollout.nonFinite(loop.frame, 4)).isFalse();
        }
    }

    @Test
    void openLoopsTakeTheNearestLevelAndCountIt() {
        PlantModel plant = TaskModel.of("switched", new SwitchedMassTask(new Timing(0.05, 1, 0, 10)))
                .plant();
        try (OpenLoop loop = OpenLoop.of(plant, Integrator.EXPLICIT_EULER, 0.5, Precision.F64, Arithmetic.FUSED)) {
            loop.start(new double[] {0, 0}, new double[0], 1, 0);
            loop.step(new double[] {2, 0});
            assertThat(loop.state(1)).isEqualTo(1.5);
            loop.step(new double[] {0.5, 0});
            assertThat(loop.state(1)).isEqualTo(1.75);
            assertThat(loop.clampedInputs()).isEqualTo(1);
        }
    }

    @Test
    void jacobiansAreThoseOfThePlantAtTheNearestLevel() {
        PlantModel plant = TaskModel.of("switched", new SwitchedMassTask(new Timing(0.05, 1, 0, 10)))
                .plant();
        try (KernelCompiler compiler = new KernelCompiler(
                        KernelOptions.forThisJvm(Precision.F64, Arithmetic.FUSED, KernelMode.SCALAR));
                PlantJacobian jacobian = PlantJacobian.ofDerivative(plant, Set.of(PlantJacobian.Matrix.B), compiler)) {
            jacobian.set(0, new double[] {0, 0}, new double[] {2, 0}, new double[0]);
            jacobian.evaluate();
            jacobian.differentiate(0);
            assertThat(jacobian.value(0, 1)).isEqualTo(3);
            assertThat(jacobian.get(PlantJacobian.Matrix.B, 1, 0)).isEqualTo(1);
            assertThat(jacobian.clampedInputs()).isEqualTo(1);
        }
    }

    @Test
    void refusesLevelsThatAreNone() {
        assertThatThrownBy(() -> signal(-1, 1, INFINITY, 0.0)).hasMessageContaining("two or more");
        assertThatThrownBy(() -> signal(-1, 1, INFINITY, 0.0, 0.0)).hasMessageContaining("above the one before");
        assertThatThrownBy(() -> signal(-1, 1, INFINITY, 0.0, Double.NaN)).hasMessageContaining("[0.0, NaN]");
        assertThatThrownBy(() -> signal(-1, 1, INFINITY, 0.0, 2.0)).hasMessageContaining("within its range");
        assertThatThrownBy(() -> signal(-INFINITY, INFINITY, INFINITY, 0.0, INFINITY))
                .hasMessageContaining("Infinity");
        assertThatThrownBy(() -> signal(-1, 1, 5, -1.0, 1.0)).hasMessageContaining("rate of 5.0");
    }

    record Stepped(@Levels({0, 1}) double x) {}

    /** A state is not what can be chosen. */
    static final class SteppedState implements Plant<Stepped, None, None> {
        @Override
        public Stepped next(Stepped state, None input, None parameters) {
            return state;
        }

        @Override
        public double period() {
            return 1;
        }
    }

    @Test
    void refusesLevelsOfAnythingButAnInput() {
        assertThatThrownBy(() -> PlantModel.of("stepped", new SteppedState()))
                .hasMessageContaining("'x' has @Levels")
                .hasMessageContaining("only an input");
    }
}
