package dev.antipode.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.controller.hil.fmi.FmiVersion;
import dev.antipode.controller.hil.fmi.TestFmu;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** FMUs on the command line: {@code run --link fmu:FILE} and {@code jacobian fmu:FILE}. */
class FmuCommandsTest {
    @TempDir
    static Path folder;

    private static Path fmu;
    private static Path controller;

    @BeforeAll
    static void build() throws IOException {
        fmu = TestFmu.build(folder, FmiVersion.FMI_3);
        controller = RunTest.controller(folder, "pendulum", "linear");
    }

    private static CommandLineRun run(String link) {
        return CommandLineRun.of(
                "run",
                controller,
                "--link",
                link,
                "--rate",
                "200",
                "--other-rate",
                "--seconds",
                "1",
                "--kernels",
                "scalar",
                "--miss-limit",
                "0",
                "--watchdog",
                "0",
                "--json",
                "--quiet");
    }

    @Test
    void aControllerRunsAnFmu() {
        JsonNode result =
                JsonMapper.builder().build().readTree(run("fmu:" + fmu).done().out());
        assertThat(result.get("outcome").stringValue()).isEqualTo("completed");
        assertThat(result.get("ticks").longValue() + result.get("skipped").longValue())
                .isEqualTo(200);
        assertThat(result.get("faultyTicks").longValue()).isZero();
    }

    @Test
    void aLoopWhoseFmuCrashesEndsSafelyAndSaysSo() {
        CommandLineRun crashed = run("fmu:" + fmu + ":isolated:defect=2:defectStep=120");
        assertThat(crashed.code()).isEqualTo(1);
        assertThat(crashed.err())
                .contains("the plant is gone", "the FMU's code crashed by SIGSEGV in pendulum.so", "safe action")
                .doesNotContain("\tat ");
        run("fmu:" + folder.resolve("none.fmu")).refused(2, "none.fmu is no file");
        run("fmu:" + fmu + ":torque=tork").refused(2, "no variable 'tork' for the command");
    }

    @Test
    void jacobiansOfAnFmu() throws IOException {
        Path at = Files.writeString(folder.resolve("at.csv"), "theta,thetaDot\n0,1\n1.5,-2\n");
        CommandLineRun run = CommandLineRun.of(
                        "jacobian", "fmu:" + fmu + ":length=2", "--at", at, "--parameter", "gravity=9", "--json")
                .done();
        List<JsonNode> rows = run.out()
                .lines()
                .map(line -> JsonMapper.builder().build().readTree(line))
                .toList();
        assertThat(rows).hasSize(2);
        JsonNode second = rows.get(1);
        assertThat(second.get("row").intValue()).isEqualTo(1);
        assertThat(second.get("value").get(1).doubleValue()).isCloseTo(6.75 * StrictMath.sin(1.5), within(1e-12));
        assertThat(second.get("A").get(1).get(0).doubleValue()).isCloseTo(6.75 * StrictMath.cos(1.5), within(1e-12));
        assertThat(second.get("B").get(1).get(0).doubleValue()).isEqualTo(0.75);
        assertThat(second.get("C").get(2).get(0).doubleValue()).isCloseTo(-StrictMath.sin(1.5), within(1e-15));
        assertThat(second.get("D").get(0).get(0).doubleValue()).isZero();
        assertThat(run.err()).contains("FMI 3.0", "states [theta, thetaDot]", "inputs [torque]");
        String table =
                CommandLineRun.of("jacobian", "fmu:" + fmu, "--quiet").done().out();
        assertThat(table.lines())
                .startsWith("row,output,matrix,wrt,value", "0,theta,value,,0.0")
                .contains("0,thetaDot,B,torque,3.0");
    }

    /** Upright, the pendulum's eigenvalues are plus and minus the root of 3 g / (2 l); a conservative plant's exponents sum to 0. */
    @Test
    void anFmuIsInspected() throws IOException {
        Path at = Files.writeString(folder.resolve("upright.csv"), "theta,thetaDot\n0,0\n");
        JsonNode result = JsonMapper.builder()
                .build()
                .readTree(CommandLineRun.of(
                                "inspect",
                                "fmu:" + fmu + ":length=2",
                                "--initial",
                                at,
                                "--parameter",
                                "gravity=9",
                                "--dt",
                                "0.02",
                                "--horizon",
                                "50",
                                "--seconds",
                                "20",
                                "--kernels",
                                "scalar",
                                "--out",
                                folder.resolve("inspected"),
                                "--json",
                                "--quiet")
                        .done()
                        .out());
        double rate = StrictMath.sqrt(6.75);
        assertThat(result.get("kind").stringValue()).isEqualTo("plant");
        assertThat(result.get("name").stringValue()).isEqualTo("Pendulum");
        assertThat(result.get("stateSize").intValue()).isEqualTo(2);
        // Of the step by Runge and Kutta, which is exp to the fourth order.
        assertThat(result.get("spectralRadius").doubleValue()).isCloseTo(StrictMath.exp(0.02 * rate), within(1e-8));
        assertThat(result.get("lyapunov").get(0).get("perSecond").doubleValue()).isCloseTo(rate, within(1e-6));
        assertThat(result.get("lyapunov").get(1).get("perSecond").doubleValue()).isCloseTo(-rate, within(1e-6));
        assertThat(folder.resolve("inspected/inspect.html")).exists();
    }

    @Test
    void whatAnFmuHasNoJacobianForIsRefused() {
        String name = "fmu:" + fmu;
        CommandLineRun.of("jacobian", name, "--dt", "0.1").refused(2, "takes no --dt");
        CommandLineRun.of("jacobian", name, "--precision", "F32").refused(2, "computes in F64");
        CommandLineRun.of("inspect", name, "--integrator", "euler").refused(2, "stepped by rk4, not by euler");
        CommandLineRun.of("inspect", name, "--samples", 3).refused(2, "a plant alone takes no --samples");
        CommandLineRun.of("inspect", name, "--dt", 0).refused(2, "step 0.0 s must be above 0");
        CommandLineRun.of("jacobian", name + ":isolated").refused(2, "which is for links");
        CommandLineRun.of("jacobian", name, "--parameter", "masss=2").refused(2, "did you mean 'mass'?");
        CommandLineRun.of("jacobian", name, "--parameter", "defect=5").refused(1, "no consistent start was found");
    }
}
