package dev.antipode.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.memory.Precision;
import dev.antipode.sim.OpenLoop;
import dev.antipode.sim.PlantModel;
import dev.antipode.sim.Registry;
import dev.antipode.sim.Signal;
import dev.antipode.sim.TaskModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** {@code jacobian} against differences of the steps of {@code simulate}. */
class JacobianDifferencesTest {
    @TempDir
    Path folder;

    /** More points than one batch holds, on tasks with their own steps, inputs for each point. */
    @ParameterizedTest
    @ValueSource(strings = {"cart-pole-swing-up", "acrobot", "quadrotor", "thermal"})
    void everyMatrixAgreesWithCentralDifferencesOfSimulatedSteps(String name) throws IOException {
        TaskModel task =
                Registry.load(JacobianDifferencesTest.class.getClassLoader()).task(name);
        PlantModel plant = task.plant();
        SplittableRandom random = new SplittableRandom(3);
        List<double[]> states = rows(18, plant.states(), random);
        List<double[]> inputs = rows(18, plant.inputs(), random);
        double[] parameters =
                plant.parameters().stream().mapToDouble(Signal::defaultValue).toArray();
        List<JsonNode> lines = JacobianTest.json(CommandLineRun.of(
                        "jacobian",
                        name,
                        "--at",
                        file("at.csv", csv("", plant.states(), states)),
                        "--inputs",
                        file("inputs.csv", csv("episode,step,", plant.inputs(), inputs)),
                        "--json")
                .done());
        assertThat(lines).hasSize(18);
        try (OpenLoop loop = OpenLoop.of(
                plant,
                plant.integrator().orElseThrow(),
                task.timing().stepSeconds(),
                Precision.F64,
                Arithmetic.FUSED)) {
            for (int row : new int[] {0, 7, 15, 16, 17}) {
                double[] x = states.get(row);
                double[] u = inputs.get(row);
                JsonNode line = lines.get(row);
                double[] value = JacobianTest.numbers(line.get("value"));
                assertThat(value).containsExactly(next(loop, x, u, parameters));
                compare(line.get("A"), value, x, () -> next(loop, x, u, parameters));
                compare(line.get("B"), value, u, () -> next(loop, x, u, parameters));
                compare(line.get("P"), value, parameters, () -> next(loop, x, u, parameters));
            }
        }
    }

    private static double[] next(OpenLoop loop, double[] x, double[] u, double[] parameters) {
        loop.start(x, parameters, 1, 0);
        loop.step(u);
        double[] next = new double[x.length];
        for (int i = 0; i < next.length; i++) {
            next[i] = loop.state(i);
        }
        return next;
    }

    /** Moves each of the numbers that a matrix is the slope for, and puts it back. */
    private static void compare(JsonNode matrix, double[] value, double[] moved, Supplier<double[]> step) {
        for (int j = 0; j < moved.length; j++) {
            double at = moved[j];
            double h = 1e-5 * (at == 0 ? 1 : Math.abs(at));
            moved[j] = at + h;
            double[] above = step.get();
            moved[j] = at - h;
            double[] below = step.get();
            moved[j] = at;
            for (int i = 0; i < value.length; i++) {
                double slope = (above[i] - below[i]) / (2 * h);
                double rounding = 1e-13 * (1 + Math.abs(value[i])) / h;
                assertThat(matrix.get(i).get(j).doubleValue())
                        .isCloseTo(slope, within(1e-6 * Math.abs(slope) + rounding));
            }
        }
    }

    private static List<double[]> rows(int count, List<Signal> signals, SplittableRandom random) {
        List<double[]> rows = new ArrayList<>();
        for (int row = 0; row < count; row++) {
            rows.add(signals.stream()
                    .mapToDouble(s ->
                            (s.bounded() ? s.middle() : s.defaultValue()) + 0.3 * s.halfWidth() * random.nextDouble())
                    .toArray());
        }
        return rows;
    }

    private static String csv(String numbered, List<Signal> signals, List<double[]> rows) {
        StringBuilder text = new StringBuilder(numbered)
                .append(signals.stream().map(Signal::name).collect(Collectors.joining(",")))
                .append('\n');
        for (int row = 0; row < rows.size(); row++) {
            text.append(numbered.isEmpty() ? "" : row + ",0,")
                    .append(Arrays.stream(rows.get(row))
                            .mapToObj(Double::toString)
                            .collect(Collectors.joining(",")))
                    .append('\n');
        }
        return text.toString();
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
