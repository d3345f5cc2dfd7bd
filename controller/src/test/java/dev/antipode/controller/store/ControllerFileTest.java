package dev.antipode.controller.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antipode.controller.policy.TensorShape;
import dev.antipode.controller.train.LearningSettings;
import dev.antipode.controller.train.TrainedController;
import dev.antipode.controller.train.TrainingState;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.memory.Precision;
import dev.antipode.sim.Registry;
import dev.antipode.sim.Signal;
import dev.antipode.sim.TaskModel;
import dev.antipode.sim.Timing;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Controller and checkpoint files: everything comes back, and what belongs elsewhere is refused. */
class ControllerFileTest {
    private static final TaskModel TASK =
            Registry.load(ControllerFileTest.class.getClassLoader()).task("cart-pole");

    @TempDir
    Path folder;

    private static TrainedController controller(
            UnaryOperator<List<Signal>> observations, UnaryOperator<List<Signal>> inputs, Timing timing) {
        return new TrainedController(
                "cart-pole",
                TASK.fingerprint(),
                timing,
                observations.apply(new ArrayList<>(TASK.observations())),
                inputs.apply(new ArrayList<>(TASK.plant().inputs())),
                "linear",
                "linear 4 x 1",
                List.of(new TensorShape("bias", List.of(1)), new TensorShape("weight", List.of(2, 2))),
                Precision.F32,
                Arithmetic.UNFUSED,
                new double[] {0.5f, -0.0f, 1e-45f, 3.25f, (float) Math.PI},
                new double[TASK.observations().size()],
                new double[TASK.observations().size()]);
    }

    static TrainedController same() {
        return controller(UnaryOperator.identity(), UnaryOperator.identity(), TASK.timing());
    }

    @Test
    void aControllerComesBack() throws IOException {
        Path file = folder.resolve("c.safetensors");
        TrainingRecord training = new TrainingRecord(
                "1.2.3", LearningSettings.defaults().withSeed(-7).toMap(), 200, 195, 1L << 40, 12.5, 0.1, 1.0 / 3);
        new ControllerFile(same(), training).write(file);
        ControllerFile read = ControllerFile.read(file);
        assertThat(read.training()).isEqualTo(training);
        assertThat(values(read.controller())).isEqualTo(values(same()));
        assertThat(LearningSettings.fromMap(read.training().settings()).seed()).isEqualTo(-7);
        // Each part of the policy is a tensor of its own, in the run's precision.
        Safetensors content = SafetensorsReader.read(file, "controller", 1);
        assertThat(content.tensor("weight").shape()).containsExactly(2, 2);
        assertThat(content.tensor("weight").type()).isEqualTo(ElementType.F32);
    }

    static TrainingState state(LearningSettings settings) {
        double pi = settings.precision().round(Math.PI);
        return new TrainingState(
                settings,
                "task",
                "task's fingerprint",
                "mlp:2:tanh",
                "policy's fingerprint",
                Arithmetic.FUSED,
                17,
                16,
                15,
                1L << 50,
                1L << 49,
                1L << 48,
                0.1,
                new double[] {pi, -0.0},
                new double[] {1, 2},
                new double[] {3, 4},
                new double[] {5, Math.E, 7},
                new double[] {-0.0, 11},
                new TrainingState.Best(
                        -1, Double.NaN, 0.25, new double[] {pi, 1}, new double[] {Math.PI}, new double[] {-0.0}));
    }

    @Test
    void aCheckpointComesBack() throws IOException {
        for (Precision precision : Precision.values()) {
            TrainingState state =
                    state(LearningSettings.defaults().withPrecision(precision).withSeed(Long.MIN_VALUE));
            Path file = folder.resolve("checkpoint");
            CheckpointFile.write(file, state);
            assertThat(values(CheckpointFile.read(file))).isEqualTo(values(state));
        }
    }

    /** The components of a record, with arrays as lists, so that equality is of every bit. */
    private static List<Object> values(Record record) {
        List<Object> values = new ArrayList<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Object value;
            try {
                value = component.getAccessor().invoke(record);
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
            values.add(
                    switch (value) {
                        case double[] array -> Arrays.stream(array).boxed().toList();
                        case TrainingState.Best best -> values(best);
                        default -> value;
                    });
        }
        return values;
    }

    @Test
    void theHashIsOfTheBits() {
        // SHA-256 of eight zero bytes.
        assertThat(ControllerFile.parameterHash(new double[1]))
                .isEqualTo("af5570f5a1810b7af78caf4bc70a660f0df51e42baf91d4de5b2328de0e83dfc");
        assertThat(ControllerFile.parameterHash(new double[] {-0.0}))
                .isNotEqualTo(ControllerFile.parameterHash(new double[] {0.0}));
    }

    @Test
    void whatBelongsElsewhereIsRefused() {
        Path file = Path.of("c.safetensors");
        assertThatCode(() -> Fit.require(file, same(), TASK)).doesNotThrowAnyException();
        refused(
                controller(
                        with(s -> renamed(s, "somethingElse", s.unit(), s.max())),
                        UnaryOperator.identity(),
                        TASK.timing()),
                "has the observation 'somethingElse' where the task has '"
                        + TASK.observations().get(0).name() + "'");
        refused(
                controller(with(s -> renamed(s, s.name(), "km", s.max())), UnaryOperator.identity(), TASK.timing()),
                "in km, but the task has it in m");
        refused(
                controller(UnaryOperator.identity(), with(s -> renamed(s, s.name(), s.unit(), 99)), TASK.timing()),
                "has the input 'force' from -10.0 to 99.0");
        refused(
                controller(list -> list.subList(1, list.size()), UnaryOperator.identity(), TASK.timing()),
                "observations [");
        refused(
                controller(
                        UnaryOperator.identity(),
                        UnaryOperator.identity(),
                        TASK.timing().withLatency(TASK.timing().periodSeconds())),
                "was trained for the clock");
        TaskModel other =
                Registry.load(ControllerFileTest.class.getClassLoader()).task("pendulum");
        assertThatThrownBy(() -> Fit.require(file, same(), other))
                .isInstanceOf(RefusedFileException.class)
                .hasMessage("c.safetensors was trained for task 'cart-pole', not for 'pendulum'");
    }

    private static void refused(TrainedController controller, String part) {
        assertThatThrownBy(() -> Fit.require(Path.of("c.safetensors"), controller, TASK))
                .isInstanceOf(RefusedFileException.class)
                .hasMessageStartingWith("c.safetensors ")
                .hasMessageContaining(part);
    }

    private static UnaryOperator<List<Signal>> with(UnaryOperator<Signal> change) {
        return list -> {
            list.set(0, change.apply(list.get(0)));
            return list;
        };
    }

    private static Signal renamed(Signal s, String name, String unit, double max) {
        return new Signal(name, unit, s.min(), max, s.ratePerSecond(), s.angle(), s.defaultValue());
    }
}
