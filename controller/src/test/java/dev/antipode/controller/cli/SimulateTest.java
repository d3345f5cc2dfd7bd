package dev.antipode.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code simulate}: from CSV to CSV. */
class SimulateTest {
    @TempDir
    Path folder;

    /** x' = r x (1 - x), computed here. */
    @Test
    void aMapIsIterated() throws IOException {
        Path initial = file("initial.csv", "x\n0.3\n0.6\n");
        List<String[]> rows = rows(
                CommandLineRun.of("simulate", "logistic", "--initial", initial, "--steps", 20, "--parameter", "r=3.7")
                        .done()
                        .out());
        assertThat(rows.get(0)).startsWith("episode", "step", "time", "x");
        assertThat(rows).hasSize(1 + 2 * 21);
        for (int episode = 0; episode < 2; episode++) {
            double x = episode == 0 ? 0.3 : 0.6;
            for (int step = 0; step <= 20; step++) {
                String[] row = rows.get(1 + 21 * episode + step);
                assertThat(row[0]).isEqualTo(Integer.toString(episode));
                assertThat(row[1]).isEqualTo(Integer.toString(step));
                assertThat(Double.parseDouble(row[3])).isCloseTo(x, within(1e-10));
                x = 3.7 * x * (1 - x);
            }
        }
    }

    /** The Lorenz system by the classical Runge-Kutta method, computed here. */
    @Test
    void anIntegratorAndAStepCanBeChosen() throws IOException {
        Path initial = file("initial.csv", "z,y,x\n20,2,1\n");
        List<String[]> rows = rows(CommandLineRun.of(
                        "simulate", "lorenz", "--initial", initial, "--steps", 50, "--dt", 0.002, "--integrator", "rk4")
                .done()
                .out());
        double[] x = {1, 2, 20};
        double h = 0.002;
        for (int step = 0; step < 50; step++) {
            double[] k1 = lorenz(x);
            double[] k2 = lorenz(add(x, h / 2, k1));
            double[] k3 = lorenz(add(x, h / 2, k2));
            double[] k4 = lorenz(add(x, h, k3));
            for (int i = 0; i < 3; i++) {
                x[i] += h / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
            }
        }
        String[] last = rows.get(51);
        assertThat(Double.parseDouble(last[2])).isCloseTo(0.1, within(1e-15));
        for (int i = 0; i < 3; i++) {
            assertThat(Double.parseDouble(last[3 + i])).isCloseTo(x[i], within(1e-10));
        }
        String euler = CommandLineRun.of(
                        "simulate",
                        "lorenz",
                        "--initial",
                        initial,
                        "--steps",
                        1,
                        "--dt",
                        0.002,
                        "--integrator",
                        "euler")
                .done()
                .out();
        assertThat(Double.parseDouble(rows(euler).get(2)[3]))
                .isCloseTo(1 + h * lorenz(new double[] {1, 2, 20})[0], within(1e-15));
    }

    private static double[] lorenz(double[] x) {
        return new double[] {10 * (x[1] - x[0]), x[0] * (28 - x[2]) - x[1], x[0] * x[1] - 8.0 / 3 * x[2]};
    }

    private static double[] add(double[] x, double h, double[] k) {
        return new double[] {x[0] + h * k[0], x[1] + h * k[1], x[2] + h * k[2]};
    }

    @Test
    void aMissingStepHoldsTheLastInput() throws IOException {
        Path inputs = file("inputs.csv", "step,force\n0,1\n3,-2\n");
        List<String[]> rows = rows(CommandLineRun.of("simulate", "cart-pole", "--inputs", inputs, "--steps", 6)
                .done()
                .out());
        int column = List.of(rows.get(0)).indexOf("force");
        assertThat(rows.stream().skip(1).map(row -> row[column]))
                .containsExactly("", "1.0", "1.0", "1.0", "-2.0", "-2.0", "-2.0");
        int failed = List.of(rows.get(0)).indexOf("failed");
        assertThat(rows.get(0)[failed - 1]).isEqualTo("cost");
        assertThat(rows.get(1)[failed]).isEmpty();
        assertThat(rows.get(2)[failed]).isEqualTo("0");
    }

    @Test
    void withoutStepsTheInputsDecide() throws IOException {
        Path inputs = file("inputs.csv", "episode,step,force\n0,0,1\n0,4,2\n");
        assertThat(rows(CommandLineRun.of("simulate", "cart-pole", "--inputs", inputs)
                        .done()
                        .out()))
                .hasSize(1 + 6);
    }

    @Test
    void inputsAreClampedToTheirRange() throws IOException {
        Path inputs = file("inputs.csv", "step,force\n0,1000\n");
        CommandLineRun run =
                CommandLineRun.of("simulate", "cart-pole", "--inputs", inputs).done();
        String applied = rows(run.out()).get(2)[7];
        assertThat(Double.parseDouble(applied)).isEqualTo(10);
        assertThat(run.err()).contains("1 input value");
    }

    @Test
    void whatIsNotFiniteIsNamedWithItsPlace() throws IOException {
        CommandLineRun.of("simulate", "lorenz", "--steps", 2, "--initial", file("x.csv", "x,y,z\n1,2,3\n1,NaN,3\n"))
                .refused(2, "x.csv has NaN in line 3, column 'y'", "finite number");
        CommandLineRun.of("simulate", "cart-pole", "--inputs", file("u.csv", "step,force\n0,1\n1,-Infinity\n"))
                .refused(2, "u.csv has -Infinity in line 3, column 'force'", "finite number");
    }

    @Test
    void theFileReadsBack() throws IOException {
        Path out = folder.resolve("out.csv");
        CommandLineRun run = CommandLineRun.of("simulate", "rossler", "--steps", 5, "--out", out, "--json")
                .done();
        assertThat(run.out()).isEqualTo("{\"out\":\"" + out + "\",\"episodes\":1,\"steps\":5,\"nonFinite\":0}\n");
        assertThat(dev.antipode.controller.store.CsvTable.read(out).rows()).hasSize(6);
    }

    @Test
    void bothPrecisionsRun() throws IOException {
        String wide = rows(CommandLineRun.of("simulate", "lorenz", "--steps", 3)
                        .done()
                        .out())
                .get(4)[3];
        String narrow = rows(CommandLineRun.of("simulate", "lorenz", "--steps", 3, "--precision", "f32")
                        .done()
                        .out())
                .get(4)[3];
        assertThat(Double.parseDouble(narrow)).isEqualTo((float) Double.parseDouble(narrow));
        assertThat(Double.parseDouble(narrow)).isCloseTo(Double.parseDouble(wide), within(1e-4));
    }

    @Test
    void wrongRequestsAreNamed() throws IOException {
        CommandLineRun.of("simulate", "lorentz", "--steps", 5)
                .refused(2, "there is no plant 'lorentz'", "did you mean 'lorenz'");
        CommandLineRun.of("simulate", "lorenz").refused(2, "give --steps or --inputs");
        CommandLineRun.of("simulate", "lorenz", "--steps", 0).refused(2, "--steps 0 must be at least 1");
        CommandLineRun.of("simulate", "lorenz", "--steps", 5, "--dt", 0).refused(2, "step 0.0 s must be above 0");
        CommandLineRun.of("simulate", "lorenz", "--steps", 5, "--dt", "NaN").refused(2, "step NaN s must be above 0");
        CommandLineRun.of("simulate", "lorenz", "--steps", 5, "--integrator", "rk5")
                .refused(2, "there is no integrator 'rk5'", "semi-implicit-euler");
        CommandLineRun.of("simulate", "henon", "--steps", 5, "--dt", 1).refused(2, "discrete time", "takes no --dt");
        CommandLineRun.of("simulate", "henon", "--steps", 5, "--integrator", "rk4")
                .refused(2, "discrete time", "takes no --integrator");
        CommandLineRun.of("simulate", "hopper", "--steps", 5, "--parameter", "friction=3")
                .refused(2, "parameter 'friction' cannot be 3.0", "range is [0.0, 2.0]");
        CommandLineRun.of("simulate", "lorenz", "--steps", 5, "--parameter", "q=1")
                .refused(2, "has no parameter 'q'", "rho");
        CommandLineRun.of("simulate", "lorenz", "--steps", 5, "--initial", folder.resolve("absent.csv"))
                .refused(2, "absent.csv cannot be read: no such file or folder");
        CommandLineRun.of("simulate", "lorenz", "--steps", 5, "--initial", file("a.csv", "x,y\n1,2\n"))
                .refused(2, "a.csv has no column 'z'");
        CommandLineRun.of("simulate", "lorenz", "--steps", 5, "--initial", file("a.csv", "x,y,z,w\n1,2,3,4\n"))
                .refused(2, "unknown columns [w]");
        CommandLineRun.of("simulate", "lorenz", "--steps", 5, "--initial", file("a.csv", "x,y,z\n"))
                .refused(2, "has no row");
        CommandLineRun.of("simulate", "cart-pole", "--inputs", file("a.csv", "force\n1\n"))
                .refused(2, "has no column 'step'");
        CommandLineRun.of("simulate", "cart-pole", "--inputs", file("a.csv", "step,force\n1,1\n1,2\n"))
                .refused(2, "gives step 1 a second time in line 3");
        CommandLineRun.of("simulate", "cart-pole", "--inputs", file("e.csv", "episode,step,force\n0,0,1\n1,0,2\n"))
                .refused(2, "e.csv gives inputs of episode 1 in line 3, but there is 1 episode");
        CommandLineRun.of("simulate", "cart-pole", "--inputs", file("a.csv", "step,force\n-1,1\n"))
                .refused(2, "has step -1.0 in line 2");
        CommandLineRun.of("simulate", "lorenz", "--steps", 5, "--out", folder.resolve("absent/out.csv"))
                .refused(2, "there is no folder", "make it first");
        Path before = file("before.csv", "x\n1\n");
        CommandLineRun.of("simulate", "logistic", "--steps", 5, "--initial", before, "--out", before)
                .refused(2, before + " is read by the same command; name another file for --out");
        assertThat(before).hasContent("x\n1\n");
        CommandLineRun.of("simulate", "lorenz", "--steps", 5, "--out", folder).refused(2, "is a folder");
        Path older = file("older.csv", "x\n1\n");
        CommandLineRun.of("simulate", "lorenz", "--steps", 5, "--out", older).done();
        assertThat(older).content().startsWith("episode,step,");
    }

    @Test
    void aPlantThatLeavesTheNumbersIsReported() throws IOException {
        Path initial = file("initial.csv", "x\n1e200\n");
        CommandLineRun run = CommandLineRun.of("simulate", "logistic", "--initial", initial, "--steps", 3);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("antipode: the state became non-finite in 1 of 1 episodes, first in episode 0");
        assertThat(rows(run.out())).hasSize(5);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static List<String[]> rows(String csv) {
        return csv.lines().map(line -> line.split(",", -1)).toList();
    }
}
