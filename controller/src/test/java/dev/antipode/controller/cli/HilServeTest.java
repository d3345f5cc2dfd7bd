package dev.antipode.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command {@code hil serve}, and the rehearsal of {@code run} against it. */
class HilServeTest {
    @TempDir
    Path folder;

    private static int freePort() throws IOException {
        try (DatagramChannel channel = DatagramChannel.open()) {
            channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            return ((InetSocketAddress) channel.getLocalAddress()).getPort();
        }
    }

    private static CompletableFuture<CommandLineRun> serving(Object... arguments) {
        List<Object> all = new ArrayList<>(List.of("hil", "serve"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--kernels", "scalar"));
        return CompletableFuture.supplyAsync(() -> CommandLineRun.of(all.toArray()));
    }

    private static JsonNode json(CommandLineRun run) {
        return JsonMapper.builder().build().readTree(run.out());
    }

    private static JsonNode rehearse(Path file, int port, String seconds) {
        return json(CommandLineRun.of(
                        "run",
                        file,
                        "--link",
                        "udp:localhost:" + port,
                        "--seconds",
                        seconds,
                        "--timeout",
                        "1000",
                        "--miss-limit",
                        "0",
                        "--watchdog",
                        "0",
                        "--kernels",
                        "scalar",
                        "--json",
                        "--quiet")
                .done());
    }

    /** Two shells: one serves the plant over a bad network, the other runs the controller; both tell the same of it. */
    @Test
    void aRehearsalWithoutHardware() throws Exception {
        Path file = RunTest.controller(folder, "dc-motor", "law:dc-motor-pid");
        int port = freePort();
        CompletableFuture<CommandLineRun> plant = serving(
                "dc-motor",
                "--link",
                "udp:" + port,
                "--episodes",
                "1",
                "--json",
                "--drop",
                "0.02",
                "--corrupt",
                "0.02");
        JsonNode run = rehearse(file, port, "0.5");
        assertThat(run.get("outcome").stringValue()).isEqualTo("completed");
        JsonNode second = rehearse(file, port, "0.3");
        assertThat(second.get("faults").has("missingMeasurement")).isFalse();
        // By the seed, the first answers that are spoiled are those of number 66 and 96: more than these come in both
        // runs.
        assertThat(run.get("frames").get("lost").longValue()
                        + second.get("frames").get("lost").longValue())
                .isPositive();
        assertThat(run.get("meanStageCost").doubleValue()).isBetween(0.0, 1.0);
        stop(port, file);
        JsonNode served = json(plant.get(60, TimeUnit.SECONDS).done());
        assertThat(served.get("clock").stringValue()).isEqualTo("lockstep");
        assertThat(served.get("episodes").longValue()).isEqualTo(1);
        assertThat(served.get("sessions").longValue()).isGreaterThanOrEqualTo(3);
        assertThat(served.get("ticks").longValue())
                .isGreaterThan(
                        run.get("ticks").longValue() + second.get("ticks").longValue());
        assertThat(served.get("frames").get("sent").longValue())
                .isGreaterThan(served.get("ticks").longValue());
    }

    /** Runs until the plant has had its one episode: then it says good-bye, and the loop tells that. */
    private static void stop(int port, Path file) {
        CommandLineRun last = CommandLineRun.of(
                "run",
                file,
                "--link",
                "udp:localhost:" + port,
                "--seconds",
                "60",
                "--timeout",
                "1000",
                "--kernels",
                "scalar",
                "--miss-limit",
                "0",
                "--watchdog",
                "0",
                "--quiet");
        assertThat(last.code()).isEqualTo(ExitCode.FAILED);
        assertThat(last.err()).contains("the plant is gone", "was closed by its other side");
    }

    @Test
    void aPlantInRealTimeEndsAfterItsSeconds() throws Exception {
        Path file = RunTest.controller(folder, "dc-motor", "law:dc-motor-pid");
        int port = freePort();
        CompletableFuture<CommandLineRun> plant =
                serving("dc-motor", "--link", "udp:" + port + ":free", "--seconds", "6");
        JsonNode run = rehearse(file, port, "0.5");
        assertThat(run.get("ticks").longValue()).isPositive();
        CommandLineRun served = plant.get(60, TimeUnit.SECONDS).done();
        assertThat(served.out())
                .contains("dc-motor on udp:" + port + ":free, free-running", "ticks late", "frames           ");
        assertThat(served.err()).contains("serving dc-motor on udp:127.0.0.1:" + port + ", free-running, 100.000 Hz");
    }

    @Test
    void wrongRequestsAreRefusedInOneSentence() throws Exception {
        try (DatagramChannel taken = DatagramChannel.open()) {
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            int port = ((InetSocketAddress) taken.getLocalAddress()).getPort();
            String[][] wrong = {
                {"dc-motor", "udp:" + port, "port " + port + " of 127.0.0.1 cannot be had", "take another"},
                {"dc-motor", "udp:http", "'http' is no port", "udp:9100"},
                {"dc-motor", "smoke:1", "cannot be served on 'smoke:1'", "udp:PORT"},
                {"dc-moter", "udp:0", "did you mean 'dc-motor'"},
                {"lorenz", "udp:0", "no task on 'lorenz'"},
                {"cart-pole", "ardupilot:0", "'cart-pole' has no state 'position.x'", "quadrotor"},
                {"quadrotor", "ardupilot:0:free", "wait for each other"},
            };
            for (String[] words : wrong) {
                CommandLineRun.of("hil", "serve", words[0], "--link", words[1], "--kernels", "scalar", "--quiet")
                        .refused(ExitCode.WRONG_REQUEST, java.util.Arrays.copyOfRange(words, 2, words.length));
            }
        }
        CommandLineRun.of("hil", "serve", "dc-motor", "--link", "udp:0", "--seconds", "-1")
                .refused(ExitCode.WRONG_REQUEST, "must be at least 0");
        CommandLineRun.of("hil", "serve", "dc-motor", "--link", "udp:0", "--drop", "0.6", "--corrupt", "0.6")
                .refused(ExitCode.WRONG_REQUEST, "together at most 1");
        CommandLineRun.of("hil", "serve", "dc-motor", "--link", "udp:0", "--pulses", "1000,2000")
                .refused(ExitCode.WRONG_REQUEST, "--pulses does nothing without --link ardupilot:PORT");
        CommandLineRun.of("hil", "serve", "dc-motor", "--link", "serial:/dev/none", "--channels", "1")
                .refused(ExitCode.WRONG_REQUEST, "--channels does nothing without --link ardupilot:PORT");
        CommandLineRun.of("hil", "serve", "quadrotor", "--link", "ardupilot:0", "--precision", "F32")
                .refused(ExitCode.WRONG_REQUEST, "in F64", "leave out --precision");
        CommandLineRun.of("hil", "serve", "dc-motor").refused(ExitCode.WRONG_REQUEST, "--link");
        CommandLineRun.of("hil").refused(ExitCode.WRONG_REQUEST, "hil needs to be told what to do", "serve");
    }

    /** A stand-in for ArduPilot's simulator flies a frame. */
    @Test
    void aQuadrotorIsServedToArduPilot() throws Exception {
        int port = freePort();
        CompletableFuture<CommandLineRun> plant = serving(
                "quadrotor", "--link", "ardupilot:" + port, "--seconds", "4", "--channels", "1,2,3,4", "--json");
        ByteBuffer packet = ByteBuffer.allocate(40).order(ByteOrder.LITTLE_ENDIAN);
        packet.putShort((short) 18_458).putShort((short) 400).putInt(7).putShort((short) 1500);
        String answer = "";
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.setSoTimeout(200);
            DatagramPacket got = new DatagramPacket(new byte[2000], 2000);
            for (int tries = 0; tries < 100 && answer.isEmpty() && !plant.isDone(); tries++) {
                socket.send(new DatagramPacket(packet.array(), 40, InetAddress.getLoopbackAddress(), port));
                try {
                    socket.receive(got);
                    answer = new String(got.getData(), 0, got.getLength(), StandardCharsets.US_ASCII);
                } catch (SocketTimeoutException e) {
                    // Not yet there.
                    assertThat(answer).isEmpty();
                }
            }
        }
        assertThat(JsonMapper.builder()
                        .build()
                        .readTree(answer)
                        .get("timestamp")
                        .doubleValue())
                .isEqualTo(1.0 / 400);
        JsonNode served = json(plant.get(60, TimeUnit.SECONDS).done());
        assertThat(served.get("plant").stringValue()).isEqualTo("quadrotor");
        assertThat(served.get("ticks").longValue()).isEqualTo(1);
        assertThat(served.has("episodes")).isFalse();
        CommandLineRun.of("hil", "serve", "quadrotor", "--link", "ardupilot:0", "--episodes", "1")
                .refused(ExitCode.WRONG_REQUEST, "has no episodes", "--seconds");
        CommandLineRun.of("hil", "serve", "quadrotor", "--link", "ardupilot:0", "--channels", "1,2")
                .refused(ExitCode.WRONG_REQUEST, "one from 1 to 32 for each");
        CommandLineRun.of("hil", "serve", "quadrotor", "--link", "ardupilot:0", "--pulses", "1000")
                .refused(ExitCode.WRONG_REQUEST, "give two, such as 1000,2000");
    }

    /** Ctrl-C ends it with its statistics. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aSignalEndsItCleanly() throws Exception {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "hil",
                        "serve",
                        "dc-motor",
                        "--link",
                        "udp:0",
                        "--kernels",
                        "scalar"))
                .start();
        var err = process.errorReader(StandardCharsets.UTF_8);
        String line = err.readLine();
        while (line != null && !line.startsWith("serving")) {
            line = err.readLine();
        }
        assertThat(line).contains("serving dc-motor on udp:127.0.0.1:");
        process.toHandle().destroy();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(128 + 15);
        assertThat(out).contains("plant            dc-motor on udp:0, lockstep", "ticks            0 in");
        assertThat(err.lines()).noneMatch(text -> text.contains("Exception"));
    }
}
