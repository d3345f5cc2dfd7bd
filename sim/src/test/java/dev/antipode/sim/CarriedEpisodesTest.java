package dev.antipode.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.program.CarriedRows;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Episodes that take turns on one tile, a few steps each, come out with the bits of those that run alone: every task. */
class CarriedEpisodesTest {
    private static final int LANES = 16;
    private static final int WINDOW = 7;
    private static final int STEPS = 40;

    static Stream<String> tasks() {
        return Registry.load(CarriedEpisodesTest.class.getClassLoader()).taskNames().stream();
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void takeTurnsOnOneTile(String name) {
        TaskModel task = Registry.load(getClass().getClassLoader()).task(name);
        int steps = Math.min(STEPS, task.timing().horizonSteps());
        try (ClosedLoop loop = new ClosedLoop(task, LANES, Precision.F64, KernelMode.SCALAR)) {
            double[][] alone = {alone(loop, 0, steps), alone(loop, 1, steps)};
            CarriedRows carried = loop.rollout.carried();
            for (int first = 0; first < steps; first += WINDOW) {
                for (int who = 0; who < 2; who++) {
                    select(loop, who);
                    begin(loop, carried, who, first);
                    for (int i = first; i < Math.min(first + WINDOW, steps); i++) {
                        loop.rollout.step(loop.frame);
                    }
                    if (first + WINDOW >= steps) {
                        loop.rollout.finish(loop.frame);
                        assertThat(outcome(loop)).as("turn %d", who).isEqualTo(alone[who]);
                    }
                    carried.save(loop.frame, loop.kept + who * loop.keptBytes);
                }
            }
        }
    }

    private static void begin(ClosedLoop loop, CarriedRows carried, int who, int first) {
        if (first == 0) {
            loop.rollout.reset(loop.frame);
        } else {
            carried.restore(loop.frame, loop.kept + who * loop.keptBytes);
            loop.frame.step = first;
        }
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void sumsBeginAgainAndNothingElseDoes(String name) {
        TaskModel task = Registry.load(getClass().getClassLoader()).task(name);
        try (ClosedLoop loop = new ClosedLoop(task, LANES, Precision.F64, KernelMode.SCALAR)) {
            Rollout rollout = loop.rollout;
            double[] last = alone(loop, 0, WINDOW + 1);
            select(loop, 0);
            rollout.reset(loop.frame);
            for (int i = 0; i < WINDOW; i++) {
                rollout.step(loop.frame);
            }
            rollout.clearSums(loop.frame);
            rollout.step(loop.frame);
            for (int lane = 0; lane < LANES; lane++) {
                double stage = rollout.get(loop.frame, rollout.stageCost().first(), lane);
                double live = rollout.get(loop.frame, rollout.liveSteps().first(), lane);
                assertThat(rollout.cost(loop.frame, lane)).isEqualTo(live == 1 ? stage : task.failureCost());
                for (int i = 0; i < rollout.observations().count(); i++) {
                    double seen = rollout.get(loop.frame, rollout.observations().row(i), lane);
                    double sum =
                            rollout.get(loop.frame, rollout.observationSums().row(i), lane);
                    assertThat(sum).isEqualTo(live * seen);
                }
                for (int i = 0; i < rollout.states().count(); i++) {
                    assertThat(rollout.get(loop.frame, rollout.states().row(i), lane))
                            .isEqualTo(last[at(loop, lane) + 3 + i]);
                }
            }
        }
    }

    private static int at(ClosedLoop loop, int lane) {
        return lane
                * (3
                        + loop.rollout.states().count()
                        + 2 * loop.rollout.observations().count());
    }

    private static void select(ClosedLoop loop, int who) {
        loop.frame.seed = 5;
        loop.frame.generation = 3 + who;
        loop.frame.firstEpisode = 100 * who;
    }

    private static double[] alone(ClosedLoop loop, int who, int steps) {
        select(loop, who);
        loop.rollout.reset(loop.frame);
        for (int i = 0; i < steps; i++) {
            loop.rollout.step(loop.frame);
        }
        loop.rollout.finish(loop.frame);
        return outcome(loop);
    }

    private static double[] outcome(ClosedLoop loop) {
        Rollout rollout = loop.rollout;
        int states = rollout.states().count();
        int observations = rollout.observations().count();
        double[] numbers = new double[LANES * (3 + states + 2 * observations)];
        int at = 0;
        for (int lane = 0; lane < LANES; lane++) {
            numbers[at++] = rollout.cost(loop.frame, lane);
            numbers[at++] = rollout.success(loop.frame, lane) ? 1 : 0;
            numbers[at++] = rollout.failed(loop.frame, lane) ? 1 : 0;
            for (int i = 0; i < states; i++) {
                numbers[at++] = rollout.get(loop.frame, rollout.states().row(i), lane);
            }
            for (int i = 0; i < observations; i++) {
                numbers[at++] = rollout.get(loop.frame, rollout.observations().row(i), lane);
                numbers[at++] =
                        rollout.get(loop.frame, rollout.observationSums().row(i), lane);
            }
        }
        return numbers;
    }
}
