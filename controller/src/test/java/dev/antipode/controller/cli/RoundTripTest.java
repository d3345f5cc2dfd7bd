package dev.antipode.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measure, identify, train, test, deploy: a motor that is weaker, carries more and acts later than the task thinks, behind a link.
 */
class RoundTripTest {
    private static final double TORQUE_CONSTANT = 0.025;
    private static final double INERTIA = 6e-4;
    private static final String TRUE_MOTOR = """
            kind: parameter-distribution
            version: 1
            plant: dc-motor
            delaySeconds: 0.004
            parameters:
              - {name: resistance, unit: Ohm, value: 2, deviation: 0}
              - {name: torqueConstant, unit: N*m/A, value: %s, deviation: 0}
              - {name: inertia, unit: kg*m^2, value: %s, deviation: 0}
              - {name: friction, unit: N*m*s/rad, value: 1e-4, deviation: 0}
            """.formatted(TORQUE_CONSTANT, INERTIA);
    private static final String PLAN = """
            version: 1
            nominal: {episodes: 2, require: {success: 100 %}}
            cases:
              - {name: lost frames, faults: [{drop: {p: 5 %}}], require: {success: 100 %}}
            """;

    @TempDir
    Path folder;

    private static int freePort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Each command on scalar kernels, which need no warming up. */
    private static CommandLineRun command(List<Object> first, Object... more) {
        return CommandLineRun.of(Stream.of(first.stream(), Stream.of(more), Stream.of("--kernels", "scalar", "--quiet"))
                .flatMap(part -> part)
                .toArray());
    }

    private static JsonNode json(CommandLineRun run) {
        return JsonMapper.builder()
                .build()
                .readTree(run.done().out().lines().toList().getLast());
    }

    private static CommandLineRun loop(Path controller, String link, double seconds, Object... more) {
        List<Object> run = List.of("run", controller, "--link", link, "--seconds", seconds, "--timeout", 1000);
        return command(
                run,
                Stream.concat(Stream.of("--miss-limit", 0, "--watchdog", 0, "--json"), Stream.of(more))
                        .toArray());
    }

    @Test
    void fromAPlantThatIsNotTheModelToAControllerInService() throws Exception {
        Path motor = Files.writeString(folder.resolve("true.yaml"), TRUE_MOTOR);
        int port = freePort();
        String link = "udp:localhost:" + port;
        AtomicReference<CommandLineRun> served = new AtomicReference<>();
        Thread plant = Thread.ofPlatform()
                .start(() -> served.set(
                        command(List.of("hil", "serve", "dc-motor", "--link", "udp:" + port, "--parameters", motor))));
        try {
            roundTrip(link, motor);
        } finally {
            plant.interrupt();
            plant.join();
        }
        assertThat(served.get().done().out()).contains("dc-motor on udp:" + port);
    }

    private void roundTrip(String link, Path motor) throws IOException {
        Path plan = Files.writeString(folder.resolve("plan.yaml"), PLAN);
        Path first = RunTest.controller(folder, "dc-motor", "law:dc-motor-pid");
        Path log = folder.resolve("log.csv");
        json(loop(first, link, 4, "--excite", "prbs", "--record", log));

        Path identified = folder.resolve("identified");
        JsonNode fit = json(CommandLineRun.of(
                "identify",
                "dc-motor",
                "--log",
                log,
                "--fit",
                "torqueConstant,inertia",
                "--starts",
                2,
                "--max-delay",
                5,
                "--out",
                identified,
                "--json",
                "--quiet"));
        assertThat(fit.get("delaySteps").intValue()).isEqualTo(2);
        // Wider than the 95 % interval, which one log in twenty misses.
        within(fit.get("parameters").get(0), TORQUE_CONSTANT);
        within(fit.get("parameters").get(1), INERTIA);

        Path known = identified.resolve("distribution.yaml");
        Path trained = folder.resolve("trained");
        JsonNode training = json(command(
                List.of("train", "dc-motor", "--parameters", known, "--out", trained, "--generations", 60),
                "--population",
                64,
                "--validation-episodes",
                64,
                "--json"));
        assertThat(training.get("success").doubleValue()).isGreaterThan(0.95);
        Path controller = trained.resolve("controller.safetensors");

        // On the true motor the controller of the model is worse than the one of the log.
        assertThat(cost(controller, motor)).isLessThan(0.8 * cost(first, motor));

        JsonNode test = json(command(
                List.of("hil", "test", controller, "--link", link, "--plan", plan),
                "--out",
                folder.resolve("test"),
                "--json"));
        assertThat(test.get("passed").booleanValue()).isTrue();

        assertThat(json(loop(controller, link, 1)).get("outcome").stringValue()).isEqualTo("completed");
    }

    private static double cost(Path controller, Path motor) {
        return json(command(List.of("evaluate", controller, "--parameters", motor, "--episodes", 64, "--json")))
                .get("meanCost")
                .doubleValue();
    }

    private static void within(JsonNode parameter, double truth) {
        double deviation = parameter.get("deviation").doubleValue();
        assertThat(parameter.get("value").doubleValue()).isBetween(truth - 5 * deviation, truth + 5 * deviation);
    }
}
