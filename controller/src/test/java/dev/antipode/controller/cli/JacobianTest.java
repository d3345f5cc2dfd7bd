package dev.antipode.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.sim.Registry;
import dev.antipode.sim.TaskModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code jacobian}: from a CSV of states to Jacobians. */
class JacobianTest {
    private static final Offset<Double> CLOSE = within(1e-14);

    @TempDir
    Path folder;

    /** x' = 1 - a x^2 + y, y' = b x: differentiated by hand. */
    @Test
    void henonsMapIsDifferentiated() throws IOException {
        Path at = file("at.csv", "x,y\n0.5,0.25\n-1.25,0.125\n");
        List<JsonNode> lines = json(CommandLineRun.of("jacobian", "henon", "--at", at, "--parameter", "a=1.5", "--json")
                .done());
        assertThat(lines).hasSize(2);
        double[][] points = {{0.5, 0.25}, {-1.25, 0.125}};
        for (int row = 0; row < 2; row++) {
            double x = points[row][0];
            double y = points[row][1];
            JsonNode line = lines.get(row);
            assertThat(line.get("row").intValue()).isEqualTo(row);
            assertThat(numbers(line.get("value"))).containsExactly(new double[] {1 - 1.5 * x * x + y, 0.3 * x}, CLOSE);
            assertMatrix(line, "A", new double[][] {{-3 * x, 1}, {0.3, 0}});
            assertMatrix(line, "P", new double[][] {{-x * x, 0}, {0, x}});
            assertMatrix(line, "B", new double[][] {{}, {}});
        }
    }

    /** Gymnasium's pendulum: theta'[k+1] = clamp(theta' + h (3 g / (2 l) sin theta + 3 u / (m l^2))), then theta. */
    @Test
    void thePendulumIsDifferentiated() throws IOException {
        double theta = 0.7;
        double torque = 1.5;
        double g = 9.5;
        double m = 1.25;
        double l = 0.8;
        double h = 0.05;
        Path at = file("at.csv", "thetaDot,theta\n-1,0.7\n7.9999,1.2\n");
        Map<String, Double> entries = csv(CommandLineRun.of(
                        "jacobian",
                        "pendulum",
                        "--at",
                        at,
                        "--inputs",
                        file("inputs.csv", "step,torque\n0,1.5\n1,0.5\n"),
                        "--parameter",
                        "gravity=9.5",
                        "--parameter",
                        "mass=1.25",
                        "--parameter",
                        "length=0.8")
                .done());
        assertThat(entries).hasSize(2 * 2 * (1 + 2 + 1 + 3));
        double fall = 3 * g / (2 * l);
        double drive = 3 / (m * l * l);
        double speed = -1 + h * (fall * StrictMath.sin(theta) + drive * torque);
        Map<String, Double> speedRow = new HashMap<>();
        speedRow.put("value,", speed);
        speedRow.put("A,theta", h * fall * StrictMath.cos(theta));
        speedRow.put("A,thetaDot", 1.0);
        speedRow.put("B,torque", h * drive);
        speedRow.put("P,gravity", h * 3 / (2 * l) * StrictMath.sin(theta));
        speedRow.put("P,mass", -h * drive * torque / m);
        speedRow.put("P,length", -h * (fall * StrictMath.sin(theta) / l + 2 * drive * torque / l));
        speedRow.forEach((key, value) -> {
            assertThat(entries.get("0,thetaDot," + key)).as(key).isCloseTo(value, within(1e-14));
            double before = key.equals("value,") || key.equals("A,theta") ? 1 : 0;
            double angle = before * (key.equals("value,") ? theta : 1) + h * value;
            assertThat(entries.get("0,theta," + key)).as(key).isCloseTo(angle, within(1e-14));
            // At its limit the speed is a constant.
            assertThat(entries.get("1,thetaDot," + key)).isEqualTo(key.equals("value,") ? 8 : 0);
        });
    }

    /** Lorenz (1963), equations (25) to (27). */
    @Test
    void theDerivativeIsDifferentiated() throws IOException {
        Path at = file("at.csv", "x,y,z\n1.5,-2,20\n");
        JsonNode line = json(CommandLineRun.of("jacobian", "lorenz", "--at", at, "--continuous", "--json")
                        .done())
                .getFirst();
        double beta = 8.0 / 3;
        assertThat(numbers(line.get("value")))
                .containsExactly(new double[] {10 * -3.5, 1.5 * 8 + 2, -3 - beta * 20}, within(1e-12));
        assertMatrix(line, "A", new double[][] {{-10, 10, 0}, {28 - 20, -1, -1.5}, {-2, 1.5, -beta}});
        assertMatrix(line, "P", new double[][] {{-3.5, 0, 0}, {0, 1.5, 0}, {0, 0, -20}});
    }

    /** Euler's step is x + h f(x): its Jacobian is 1 + h df/dx. */
    @Test
    void anIntegratorAndAStepCanBeChosen() throws IOException {
        Map<String, Double> entries =
                csv(CommandLineRun.of("jacobian", "lorenz", "--dt", 0.125, "--integrator", "euler")
                        .done());
        assertThat(entries.get("0,x,A,x")).isEqualTo(1 - 1.25);
        assertThat(entries.get("0,x,A,y")).isEqualTo(1.25);
        assertThat(entries.get("0,y,A,y")).isEqualTo(1 - 0.125);
    }

    @Test
    void aTaskStandsForItsPlantAtItsOwnStep() throws IOException {
        TaskModel task = Registry.load(JacobianTest.class.getClassLoader()).task("cart-pole-swing-up");
        String own = CommandLineRun.of("jacobian", "cart-pole-swing-up").done().out();
        assertThat(own)
                .isEqualTo(CommandLineRun.of(
                                "jacobian",
                                "cart-pole-swing-up",
                                "--dt",
                                task.timing().stepSeconds())
                        .done()
                        .out());
    }

    @Test
    void inputsOfOneRowServeAllPointsAndAreClamped() throws IOException {
        Path at = file("at.csv", "position,velocity\n-0.5,0\n-0.4,0.01\n");
        CommandLineRun all = CommandLineRun.of(
                        "jacobian", "mountain-car", "--at", at, "--inputs", file("all.csv", "step,throttle\n0,5\n"))
                .done();
        assertThat(all.err())
                .contains(
                        "2 input values were outside their range or between their levels, and the nearest possible one was taken");
        Path each = file("each.csv", "episode,step,throttle\n1,0,1\n0,0,1\n");
        assertThat(all.out())
                .isEqualTo(CommandLineRun.of("jacobian", "mountain-car", "--at", at, "--inputs", each)
                        .done()
                        .out());
        // Without a row for its episode a point has the declared default.
        Path one = file("one.csv", "episode,step,throttle\n1,0,1\n");
        Map<String, Double> some = csv(CommandLineRun.of("jacobian", "mountain-car", "--at", at, "--inputs", one)
                .done());
        assertThat(some.get("0,velocity,P,power")).isZero();
        assertThat(some.get("1,velocity,P,power")).isEqualTo(1);
    }

    @Test
    void theFileReadsBack() throws IOException {
        Path out = folder.resolve("out.csv");
        CommandLineRun run =
                CommandLineRun.of("jacobian", "rossler", "--out", out, "--json").done();
        assertThat(run.out()).isEqualTo("{\"out\":\"" + out + "\",\"rows\":1,\"nonFinite\":0}\n");
        assertThat(Files.readString(out))
                .isEqualTo(CommandLineRun.of("jacobian", "rossler").done().out())
                .startsWith("row,output,matrix,wrt,value\n0,x,value,,");
    }

    @Test
    void bothPrecisionsRun() throws IOException {
        Map<String, Double> wide =
                csv(CommandLineRun.of("jacobian", "cart-pole", "--continuous").done());
        Map<String, Double> narrow =
                csv(CommandLineRun.of("jacobian", "cart-pole", "--continuous", "--precision", "f32")
                        .done());
        assertThat(narrow).hasSameSizeAs(wide);
        narrow.forEach((key, value) -> {
            assertThat(value).isEqualTo(value.floatValue());
            assertThat(value).isCloseTo(wide.get(key), within(1e-5));
        });
    }

    @Test
    void whatIsNotFiniteIsNamed() throws IOException {
        Path at = file("at.csv", "x\n0.5\n1e200\n");
        CommandLineRun some =
                CommandLineRun.of("jacobian", "logistic", "--at", at, "--json").done();
        assertThat(some.err())
                .contains("antipode: row 1 has 2 entries that are not finite, first the value of x, -Infinity");
        List<JsonNode> lines = json(some);
        assertThat(lines.get(1).get("value").get(0).isNull()).isTrue();
        assertThat(lines.get(1).get("A").get(0).get(0).doubleValue()).isCloseTo(-8e200, within(1e190));
        assertThat(lines.get(0).get("P").get(0).get(0).doubleValue()).isEqualTo(0.25);
        CommandLineRun all =
                CommandLineRun.of("jacobian", "logistic", "--at", file("bad.csv", "x\n" + "1e200\n".repeat(12)));
        assertThat(all.code()).isEqualTo(1);
        assertThat(all.err())
                .contains("antipode: row 9 has 2 entries")
                .contains("antipode: 2 more of 12 rows have entries that are not finite")
                .doesNotContain("row 10");
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    static List<JsonNode> json(CommandLineRun run) {
        JsonMapper mapper = JsonMapper.builder().build();
        return run.out().lines().map(mapper::readTree).toList();
    }

    static double[] numbers(JsonNode array) {
        double[] numbers = new double[array.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = array.get(i).doubleValue();
        }
        return numbers;
    }

    private static void assertMatrix(JsonNode line, String name, double[][] expected) {
        assertThat(line.get(name).size()).isEqualTo(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(numbers(line.get(name).get(i))).containsExactly(expected[i], CLOSE);
        }
    }

    /** By the first four cells of each row. */
    private static Map<String, Double> csv(CommandLineRun run) {
        List<String> lines = run.out().lines().toList();
        assertThat(lines.getFirst()).isEqualTo("row,output,matrix,wrt,value");
        Map<String, Double> entries = new HashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            int comma = line.lastIndexOf(',');
            entries.put(line.substring(0, comma), Double.parseDouble(line.substring(comma + 1)));
        }
        return entries;
    }
}
