package dev.antipode.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.random.EpisodeSet;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every task in the registry: adding one is enough to have it tested. */
class EveryTaskTest {
    /** Chaotic tasks tell rounding apart from error for this long only. */
    private static final int COMPARED_STEPS = 40;

    static Stream<String> tasks() {
        return Registry.load(EveryTaskTest.class.getClassLoader()).taskNames().stream();
    }

    private static Task<?, ?, ?, ?, ?> task(String name) {
        Map<String, Supplier<Task<?, ?, ?, ?, ?>>> all = new TreeMap<>();
        ServiceLoader.load(TaskProvider.class).forEach(provider -> all.putAll(provider.tasks()));
        return all.get(name).get();
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void passesTheTaskChecker(String name) {
        assertThatCode(() -> TaskChecker.check(TaskModel.of(name, task(name)))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void kernelsFollowPlainJava(String name) {
        compare(name, task(name));
    }

    private static <X extends Record, U extends Record, P extends Record, R extends Record, O extends Record>
            void compare(String name, Task<X, U, P, R, O> task) {
        try (ClosedLoop loop = new ClosedLoop(TaskModel.of(name, task), 16, Precision.F64, KernelMode.SCALAR)) {
            loop.frame.seed = 5;
            loop.rollout.reset(loop.frame);
            int steps = Math.min(COMPARED_STEPS, task.timing().horizonSteps());
            double[][][] states = new double[steps][16][];
            for (int step = 0; step < steps; step++) {
                loop.rollout.step(loop.frame);
                for (int lane = 0; lane < 16; lane++) {
                    states[step][lane] = loop.read(loop.rollout.states(), lane);
                }
            }
            // Plain Java is slow where there are many stages.
            boolean composed = task.plant() instanceof ComposedPlant<?, ?, ?>;
            for (int lane = 0; lane < (composed ? 1 : 16); lane++) {
                int here = lane;
                PlainRollout<X, U, P, R, O> plain = new PlainRollout<>(task);
                plain.run((step, o) -> loop.command(here, step), 5, EpisodeSet.TRAINING, 0, lane);
                for (int step = 0; step < Math.min(steps, plain.states.size()); step++) {
                    double[] expected = plain.states.get(step);
                    for (int i = 0; i < expected.length; i++) {
                        assertThat(states[step][lane][i])
                                .as("%s: state %d of lane %d after step %d", name, i, lane, step)
                                .isCloseTo(expected[i], within(1e-7 * Math.max(1, Math.abs(expected[i]))));
                    }
                }
            }
        }
    }
}
