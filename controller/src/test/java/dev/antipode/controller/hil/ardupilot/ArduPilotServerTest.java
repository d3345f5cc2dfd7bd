package dev.antipode.controller.hil.ardupilot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antipode.controller.hil.wire.FrameCount;
import dev.antipode.controller.hil.wire.ServeBounds;
import dev.antipode.controller.hil.wire.ServedAddress;
import dev.antipode.controller.hil.wire.TransportFaults;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.sim.PlantModel;
import dev.antipode.sim.Registry;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Against a stand-in for the simulator: a socket that sends its packets and reads its answers. */
class ArduPilotServerTest {
    private static final int RATE = 400;
    private static final int PATIENCE_MILLIS = 10_000;

    private static final class Flight implements AutoCloseable {
        final ArduPilotServer server;
        final Thread thread;
        final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        final int port;

        Flight() throws IOException {
            PlantModel plant = Registry.load(Flight.class.getClassLoader()).plant("quadrotor");
            server = new ArduPilotServer(
                    plant,
                    ChannelMap.of(plant.inputs(), List.of(), 1000, 2000),
                    ServedAddress.of("ardupilot:0").open(TransportFaults.none(), 1),
                    new ServeBounds(0, 0),
                    Arithmetic.FUSED);
            port = Integer.parseInt(server.place().substring(server.place().indexOf(':') + 1));
            socket.setSoTimeout(PATIENCE_MILLIS);
            thread = Thread.ofPlatform().name("physics").start(server::run);
        }

        void send(byte[] bytes) throws IOException {
            socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), port));
        }

        void send(ByteBuffer packet) throws IOException {
            send(packet.array());
        }

        String answer() throws IOException {
            DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
            socket.receive(packet);
            return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.US_ASCII);
        }

        JsonNode fly(long frame, int pulse) throws IOException {
            send(ServoPacketTest.packet(16, RATE, frame, pulse, pulse, pulse, pulse));
            return json(answer());
        }

        long count(FrameCount count) {
            return server.counters().get(count);
        }

        @Override
        public void close() {
            server.stop();
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            server.close();
            socket.close();
        }
    }

    private static JsonNode json(String line) {
        assertThat(line).startsWith("\n{").endsWith("}\n");
        return new ObjectMapper().readTree(line);
    }

    private static double[] numbers(JsonNode array) {
        double[] numbers = new double[array.size()];
        Arrays.setAll(numbers, i -> array.get(i).doubleValue());
        return numbers;
    }

    /** Frame by frame to the field names and shapes of the interface's description. */
    @Test
    void everyPacketIsAnsweredByTheNextFrame() throws Exception {
        try (Flight flight = new Flight()) {
            JsonNode state = null;
            for (int frame = 0; frame < 200; frame++) {
                state = flight.fly(frame, 2000);
                assertThat(state.get("timestamp").doubleValue()).isEqualTo((frame + 1.0) / RATE);
            }
            assertThat(state.propertyNames())
                    .containsExactly("timestamp", "imu", "position", "attitude", "quaternion", "velocity");
            assertThat(numbers(state.get("imu").get("gyro"))).containsExactly(0, 0, 0);
            assertThat(numbers(state.get("imu").get("accel_body"))[2]).isLessThan(-9.81);
            assertThat(numbers(state.get("position"))[2]).isNegative();
            assertThat(numbers(state.get("velocity"))[2]).isNegative();
            assertThat(numbers(state.get("attitude"))).hasSize(3);
            assertThat(numbers(state.get("quaternion"))).containsExactly(1, 0, 0, 0);
            assertThat(flight.server.ticks()).isEqualTo(200);
            assertThat(flight.server.sessions()).isEqualTo(1);
            assertThat(flight.count(FrameCount.RECEIVED)).isEqualTo(200);
            assertThat(flight.count(FrameCount.SENT)).isEqualTo(200);
        }
    }

    /** A packet that is sent again moves nothing; an older one, late, is not even answered; a gap is counted. */
    @Test
    void duplicatesAreAnsweredFromTheLastAnswer() throws Exception {
        try (Flight flight = new Flight()) {
            for (int frame = 0; frame < 5; frame++) {
                flight.fly(frame, 2000);
            }
            JsonNode first = flight.fly(5, 2000);
            assertThat(flight.fly(5, 1000)).isEqualTo(first);
            flight.send(ServoPacketTest.packet(16, RATE, 4, 1000, 1000, 1000, 1000));
            JsonNode next = flight.fly(8, 2000);
            assertThat(next.get("timestamp").doubleValue()).isEqualTo(7.0 / RATE);
            assertThat(flight.count(FrameCount.DUPLICATE)).isEqualTo(2);
            assertThat(flight.count(FrameCount.LOST)).isEqualTo(2);
            assertThat(flight.server.ticks()).isEqualTo(7);
        }
    }

    @Test
    void aSimulatorThatStartsAgainFindsTheVehicleAtItsStart() throws Exception {
        try (Flight flight = new Flight()) {
            JsonNode first = flight.fly(0, 2000);
            for (int frame = 1; frame < 100; frame++) {
                flight.fly(frame, 2000);
            }
            assertThat(flight.fly(0, 2000)).isEqualTo(first);
            // At another rate, and with more channels.
            flight.fly(1, 2000);
            flight.send(ServoPacketTest.packet(32, 100, 0, 2000, 2000, 2000, 2000));
            assertThat(json(flight.answer()).get("timestamp").doubleValue()).isEqualTo(0.01);
            assertThat(flight.server.sessions()).isEqualTo(3);
        }
    }

    @Test
    void whatIsNoPacketIsCountedAndNotAnswered() throws Exception {
        try (Flight flight = new Flight()) {
            flight.fly(0, 1500);
            byte[] sound = ServoPacketTest.packet(16, RATE, 1, 1500).array();
            flight.send(new byte[] {1});
            flight.send(new byte[1500]);
            flight.send(Arrays.copyOf(sound, 39));
            flight.send(Arrays.copyOf(sound, 41));
            flight.send("{\"timestamp\":0}".getBytes(StandardCharsets.US_ASCII));
            flight.send(ServoPacketTest.packet(16, 0, 1, 1500));
            assertThat(flight.fly(1, 1500).get("timestamp").doubleValue()).isEqualTo(2.0 / RATE);
            assertThat(flight.count(FrameCount.FOREIGN)).isEqualTo(6);
            assertThat(flight.count(FrameCount.SENT)).isEqualTo(2);
        }
    }

    @Test
    void addressesThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> ServedAddress.of("ardupilot:9002:free")).hasMessageContaining("leave ':free' out");
        assertThatThrownBy(() -> ServedAddress.of("ardupilot:x"))
                .hasMessageContainingAll("'x' is no port", "ardupilot:9002");
        assertThatThrownBy(() -> ServedAddress.of("mavlink:9002")).hasMessageContaining("ardupilot:PORT");
    }
}
