package dev.antipode.controller.hil.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antipode.controller.hil.Exchange;
import dev.antipode.controller.hil.Link;
import dev.antipode.controller.hil.LinkRequest;
import dev.antipode.controller.hil.LinkSignature.Clock;
import dev.antipode.controller.hil.LinkStatus;
import dev.antipode.controller.hil.Links;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.Precision;
import dev.antipode.sim.Signal;
import dev.antipode.sim.TaskModel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is refused when a link is opened, in one sentence. */
class UdpOpeningTest {
    private static final TaskModel TASK = Served.task("dc-motor");
    private static final List<Signal> COMMANDS = TASK.plant().inputs();
    private static final List<Signal> MEASUREMENTS = TASK.observations();

    private static Link open(String text, List<Signal> commands, List<Signal> measurements, double period)
            throws IOException {
        ClassLoader loader = UdpOpeningTest.class.getClassLoader();
        return Links.provider(text, loader)
                .open(new LinkRequest(
                        Links.address(text),
                        TASK,
                        commands,
                        measurements,
                        period,
                        0,
                        1,
                        Precision.F32,
                        Arithmetic.FUSED,
                        KernelMode.SCALAR,
                        loader));
    }

    private static void refused(String text, String... parts) {
        assertThatThrownBy(() -> open(text, COMMANDS, MEASUREMENTS, 0.01).close())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(parts);
    }

    @Test
    void addressesThatAreNone() {
        refused("udp:", "names no host and port", "udp:HOST:PORT");
        refused("udp:9100", "'9100' names no host and port");
        refused("udp:localhost:http", "'http' is no port");
        refused("udp:localhost:0", "port 0 must be from 1 to 65535");
        refused("udp:localhost:65536", "port 65536");
        refused("udp:no.such.host.invalid:9100", "host 'no.such.host.invalid' is unknown");
    }

    @Test
    void otherSignalsAreRefusedByNameWithTheNearest() throws Exception {
        try (Served served = Served.of(TASK, Clock.LOCKSTEP)) {
            String text = "udp:localhost:" + served.port;
            Signal first = MEASUREMENTS.getFirst();
            Signal typo = new Signal("spede", "rad/s", -1, 1, 1, false, 0);
            Signal unit = new Signal(first.name(), "mm", -1, 1, 1, false, 0);
            assertThatThrownBy(() -> open(text, COMMANDS, List.of(typo), 0.01))
                    .hasMessageContainingAll(
                            "plant 'dc-motor' at localhost:" + served.port + " has no measurement 'spede'",
                            "did you mean 'speed'?");
            assertThatThrownBy(() -> open(text, COMMANDS, List.of(unit), 0.01))
                    .hasMessageContainingAll(
                            "'" + first.name() + "' is in mm for the controller, but in " + first.unit());
            assertThatThrownBy(() -> open(text, List.of(typo), MEASUREMENTS, 0.01))
                    .hasMessageContaining("has no command 'spede'");
            List<Signal> more = new ArrayList<>(COMMANDS);
            more.add(typo);
            assertThatThrownBy(() -> open(text, more, MEASUREMENTS, 0.01))
                    .hasMessageContaining("has no command 'spede'");
            assertThatThrownBy(() -> open(text, COMMANDS, MEASUREMENTS, 0.02))
                    .hasMessageContainingAll("0.01", "0.02", "same period");
            assertThatThrownBy(() -> open(text + ":free", COMMANDS, MEASUREMENTS, 0.01))
                    .hasMessageContainingAll("lockstep", "leave ':free' out");
            // The plant is none the worse for it.
            open(text + ":lockstep", COMMANDS, MEASUREMENTS, 0.01).close();
        }
    }

    @Test
    void anotherClockIsRefused() throws Exception {
        try (Served served = Served.of(TASK, Clock.FREE_RUNNING)) {
            String text = "udp:localhost:" + served.port;
            assertThatThrownBy(() -> open(text + ":lockstep", COMMANDS, MEASUREMENTS, 0.01))
                    .hasMessageContaining("leave ':lockstep' out");
            assertThatThrownBy(() -> open(text, COMMANDS, MEASUREMENTS, 0.005)).hasMessageContaining("same period");
            // A loop that is slower than the plant takes the newest.
            open(text + ":free", COMMANDS, MEASUREMENTS, 0.05).close();
        }
    }

    /** A controller that wants less, in another order, gets its own numbers. */
    @Test
    void measurementsAreFoundByName() throws Exception {
        List<Signal> backwards = new ArrayList<>(MEASUREMENTS);
        Collections.reverse(backwards);
        try (Served served = Served.of(TASK, Clock.LOCKSTEP)) {
            double[] first = firstMeasurement(served, MEASUREMENTS);
            double[] reversed = firstMeasurement(served, backwards);
            double[] one = firstMeasurement(served, backwards.subList(0, 1));
            for (int i = 0; i < first.length; i++) {
                assertThat(reversed[first.length - 1 - i]).isEqualTo(first[i]);
            }
            assertThat(one).containsExactly(first[first.length - 1]);
        }
    }

    private static double[] firstMeasurement(Served served, List<Signal> wanted) throws IOException {
        try (Link link = open("udp:localhost:" + served.port, COMMANDS, wanted, 0.01)) {
            Exchange exchange = new Exchange(link.signature());
            for (int i = 0; i < 100_000 && link.receive(exchange) != LinkStatus.OK; i++) {
                Thread.onSpinWait();
            }
            return exchange.measurement;
        }
    }

    private static void call(int port) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        UdpTransport transport = UdpTransport.to(address, "localhost:" + port);
        WireOpening.open(transport, Served.request(TASK, "", 0), Optional.empty(), 300_000_000L)
                .close();
    }

    @Test
    void nobodyAnswers() throws Exception {
        try (DatagramChannel mute = DatagramChannel.open()) {
            mute.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            int port = ((InetSocketAddress) mute.getLocalAddress()).getPort();
            assertThatThrownBy(() -> call(port))
                    .isInstanceOf(IOException.class)
                    .hasMessageContainingAll("no plant answers at localhost:" + port + " within 0.3 s", "hil serve");
        }
    }

    @Test
    void nonsenseIsAnswered() throws Exception {
        Thread thread;
        try (DatagramChannel fool = DatagramChannel.open()) {
            fool.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            int port = ((InetSocketAddress) fool.getLocalAddress()).getPort();
            thread = Thread.ofPlatform().start(() -> answerNonsense(fool));
            assertThatThrownBy(() -> call(port))
                    .isInstanceOf(IOException.class)
                    .hasMessageContainingAll("localhost:" + port + " answered", "no frame of Antipode");
        }
        thread.join();
    }

    private static void answerNonsense(DatagramChannel channel) {
        ByteBuffer buffer = ByteBuffer.allocate(1000);
        try {
            while (true) {
                buffer.clear();
                var caller = channel.receive(buffer);
                channel.send(ByteBuffer.wrap("what?".getBytes(java.nio.charset.StandardCharsets.US_ASCII)), caller);
            }
        } catch (IOException e) {
            // The test is over.
            assertThat(channel.isOpen()).isFalse();
        }
    }
}
