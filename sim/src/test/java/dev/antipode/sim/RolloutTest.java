package dev.antipode.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.random.EpisodeSet;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Rollouts against the same episodes in plain Java. */
class RolloutTest {
    private static final long SEED = 0x1234_5678_9abc_def0L;

    static Stream<Timing> timings() {
        return Stream.of(
                new Timing(0.05, 1, 0, 40),
                new Timing(0.05, 5, 0, 40),
                new Timing(0.05, 5, 0.03, 40),
                new Timing(0.05, 1, 0.05, 40),
                new Timing(0.04, 2, 0.06, 40));
    }

    @ParameterizedTest
    @MethodSource("timings")
    void equalsPlainJava(Timing timing) {
        DelayedMassTask task = new DelayedMassTask(timing, 1e9);
        try (ClosedLoop loop = new ClosedLoop(TaskModel.of("mass", task), 16, Precision.F64, KernelMode.SCALAR)) {
            loop.frame.seed = SEED;
            loop.frame.generation = 3;
            loop.frame.firstEpisode = 7;
            loop.rollout.run(loop.frame);
            for (int lane = 0; lane < 16; lane++) {
                int here = lane;
                var plain = new PlainRollout<>(task);
                plain.run((step, o) -> loop.command(here, step), SEED, EpisodeSet.TRAINING, 3, 7 + lane);
                assertThat(loop.read(loop.rollout.states(), lane))
                        .containsExactly(plain.states.getLast(), within(1e-11));
                assertThat(loop.read(loop.rollout.observations(), lane))
                        .containsExactly(plain.observations.getLast(), within(1e-11));
                assertThat(loop.rollout.cost(loop.frame, lane)).isCloseTo(plain.cost, within(1e-9));
                assertThat(loop.rollout.success(loop.frame, lane)).isEqualTo(plain.success);
                assertThat(loop.rollout.failed(loop.frame, lane)).isFalse();
            }
        }
    }

    @Test
    void chargesFailedEpisodesAndFreezesThem() {
        DelayedMassTask task = new DelayedMassTask(new Timing(0.05, 2, 0.025, 80), 0.5);
        try (ClosedLoop loop = new ClosedLoop(TaskModel.of("mass", task), 32, Precision.F64, KernelMode.SCALAR)) {
            loop.frame.seed = SEED;
            loop.frame.episodeSet = EpisodeSet.TEST;
            loop.rollout.run(loop.frame);
            int failures = 0;
            for (int lane = 0; lane < 32; lane++) {
                int here = lane;
                var plain = new PlainRollout<>(task);
                plain.run((step, o) -> loop.command(here, step), SEED, EpisodeSet.TEST, 0, lane);
                assertThat(loop.rollout.failed(loop.frame, lane)).isEqualTo(plain.failed);
                assertThat(loop.rollout.cost(loop.frame, lane)).isCloseTo(plain.cost, within(1e-9));
                assertThat(loop.rollout.success(loop.frame, lane)).isEqualTo(plain.success);
                assertThat(loop.read(loop.rollout.states(), lane))
                        .containsExactly(plain.states.getLast(), within(1e-11));
                failures += plain.failed ? 1 : 0;
            }
            assertThat(failures).isBetween(1, 31);
        }
    }

    @Test
    void freezesCountsAndChargesNonFiniteLanesAlone() {
        DelayedMassTask task = new DelayedMassTask(new Timing(0.05, 1, 0, 40), 1e9);
        try (ClosedLoop loop = new ClosedLoop(TaskModel.of("mass", task), 16, Precision.F64, KernelMode.SCALAR)) {
            loop.rollout.run(loop.frame);
            double[] undisturbed = loop.read(loop.rollout.states(), 4);
            loop.rollout.set(loop.frame, loop.rollout.policyParameters().row(0), 5, Double.NaN);
            loop.rollout.run(loop.frame);
            assertThat(loop.rollout.nonFinite(loop.frame, 5)).isTrue();
            assertThat(loop.rollout.failed(loop.frame, 5)).isTrue();
            // Forty steps and the terminal cost, each charged as failed.
            assertThat(loop.rollout.cost(loop.frame, 5)).isEqualTo(41 * task.failureCost());
            assertThat(loop.read(loop.rollout.states(), 5)).doesNotContain(Double.NaN);
            assertThat(loop.rollout.nonFinite(loop.frame, 4)).isFalse();
            assertThat(loop.read(loop.rollout.states(), 4)).containsExactly(undisturbed);
        }
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void whatIsLeftOfALostTileIsChargedToTheSameBits(Precision precision) {
        DelayedMassTask task = new DelayedMassTask(new Timing(0.05, 2, 0.025, 200), 0.1);
        TaskModel model = TaskModel.of("mass", task);
        try (ClosedLoop whole = new ClosedLoop(model, 16, precision, KernelMode.SCALAR);
                ClosedLoop each = new ClosedLoop(model, 16, precision, KernelMode.SCALAR)) {
            whole.rollout.run(whole.frame);
            int lost = Integer.MAX_VALUE;
            each.rollout.reset(each.frame);
            for (int step = 0; step < 200; step++) {
                each.rollout.step(each.frame);
                lost = allFailed(each) ? Math.min(lost, step) : lost;
            }
            each.rollout.finish(each.frame);
            assertThat(lost).as("steps until every lane was lost").isBetween(LostEpisodes.INTERVAL_STEPS, 150);
            for (int lane = 0; lane < 16; lane++) {
                assertThat(outcome(whole, lane)).containsExactly(outcome(each, lane));
            }
            assertThat(whole.frame.step).isEqualTo(each.frame.step);
        }
    }

    private static boolean allFailed(ClosedLoop loop) {
        return IntStream.range(0, 16).allMatch(lane -> loop.rollout.failed(loop.frame, lane));
    }

    private static double[] outcome(ClosedLoop loop, int lane) {
        Rollout rollout = loop.rollout;
        return Stream.of(
                        DoubleStream.of(
                                rollout.cost(loop.frame, lane),
                                rollout.nonFinite(loop.frame, lane) ? 1 : 0,
                                rollout.success(loop.frame, lane) ? 1 : 0),
                        DoubleStream.of(loop.read(rollout.states(), lane)),
                        DoubleStream.of(loop.read(rollout.references(), lane)),
                        DoubleStream.of(loop.read(rollout.liveSteps(), lane)),
                        DoubleStream.of(loop.read(rollout.observationSums(), lane)),
                        DoubleStream.of(loop.read(rollout.observationSquares(), lane)))
                .flatMapToDouble(values -> values)
                .toArray();
    }

    @Test
    void repeatsEpisodesAcrossCandidates() {
        DelayedMassTask task = new DelayedMassTask(new Timing(0.05, 1, 0, 10), 1e9);
        try (ClosedLoop loop = new ClosedLoop(TaskModel.of("mass", task), 32, Precision.F32, KernelMode.SCALAR)) {
            loop.rollout.setEpisodes(loop.frame, 16);
            loop.rollout.reset(loop.frame);
            for (int lane = 0; lane < 16; lane++) {
                assertThat(loop.read(loop.rollout.states(), lane))
                        .containsExactly(loop.read(loop.rollout.states(), lane + 16));
                assertThat(loop.read(loop.rollout.states(), lane))
                        .isNotEqualTo(loop.read(loop.rollout.states(), (lane + 1) % 16));
            }
        }
    }

    @Test
    void sumsObservationsOfLiveSteps() {
        DelayedMassTask task = new DelayedMassTask(new Timing(0.05, 1, 0, 25), 1e9);
        try (ClosedLoop loop = new ClosedLoop(TaskModel.of("mass", task), 16, Precision.F64, KernelMode.SCALAR)) {
            loop.rollout.run(loop.frame);
            var plain = new PlainRollout<>(task);
            plain.run((step, o) -> loop.command(2, step), 0, EpisodeSet.TRAINING, 0, 2);
            double sum = 0;
            double squares = 0;
            for (double[] o : plain.observations) {
                sum += o[1];
                squares += o[1] * o[1];
            }
            assertThat(loop.read(loop.rollout.observationSums(), 2)[1]).isCloseTo(sum, within(1e-10));
            assertThat(loop.read(loop.rollout.observationSquares(), 2)[1]).isCloseTo(squares, within(1e-10));
            assertThat(loop.read(loop.rollout.liveSteps(), 2)).containsExactly(25);
        }
    }
}
