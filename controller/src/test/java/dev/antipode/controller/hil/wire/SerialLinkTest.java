package dev.antipode.controller.hil.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antipode.controller.hil.Exchange;
import dev.antipode.controller.hil.Link;
import dev.antipode.controller.hil.LinkSignature.Clock;
import dev.antipode.controller.hil.LinkStatus;
import dev.antipode.controller.hil.Links;
import dev.antipode.controller.hil.TaskLink;
import dev.antipode.sim.TaskModel;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The link over a serial line, on pseudo-terminals. */
class SerialLinkTest {
    private static final TaskModel TASK = Served.task("dc-motor");
    private static final long PATIENT = 1_000_000_000L;
    private static final int TICKS = 2000;

    private static Link open(String text, long timeoutNanos) throws Exception {
        return Links.provider(text, SerialLinkTest.class.getClassLoader())
                .open(Served.request(TASK, Links.address(text), timeoutNanos));
    }

    private static Served served(String device, Clock clock) {
        return Served.on(SerialAddress.of(device + ":921600").open(), TASK, clock);
    }

    /** With noise on the line now and then, which spoils frames: what comes is what the plant does in this process, to the bit. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void overALineWithNoiseNoTickIsLost() throws Throwable {
        Random random = new Random(8);
        try (PtyPair line = new PtyPair();
                Served served = served(line.first, Clock.LOCKSTEP);
                Link link = open("serial:" + line.second + ":921600:lockstep", PATIENT);
                TaskLink twin = Served.plant(TASK)) {
            Exchange there = new Exchange(link.signature());
            Exchange here = new Exchange(twin.signature());
            for (int tick = 0; tick < TICKS; tick++) {
                if (tick % 50 == 0) {
                    byte[] noise = new byte[random.nextInt(1, 200)];
                    random.nextBytes(noise);
                    line.noise(noise);
                }
                LinkStatus status = link.receive(there);
                for (int tries = 0; tries < 100 && status != LinkStatus.OK; tries++) {
                    status = link.receive(there);
                }
                twin.receive(here);
                assertThat(status).isEqualTo(LinkStatus.OK);
                assertThat(there.measurementTick).isEqualTo(tick);
                assertThat(there.measurement).isEqualTo(here.measurement);
                there.command[0] = here.command[0] = tick % 23 - 11;
                assertThat(link.send(there)).isEqualTo(LinkStatus.OK);
                twin.send(here);
            }
            FrameCounters counters = ((WireLink) link).counters();
            assertThat(counters.get(FrameCount.FOREIGN) + counters.get(FrameCount.CORRUPT))
                    .isGreaterThanOrEqualTo(TICKS / 50 / 2);
            assertThat(served.server.counters().get(FrameCount.FOREIGN)).isZero();
        }
    }

    /** Whoever sends does not wait for a side that does not read: frames are refused whole, and those that were taken arrive. */
    @Test
    @Timeout(60)
    @EnabledOnOs(OS.LINUX)
    void aSideThatDoesNotReadHoldsNobodyUp() throws Throwable {
        try (PtyPair line = new PtyPair();
                SerialTransport near = SerialTransport.open(line.first, 921_600);
                SerialTransport far = SerialTransport.open(line.second, 921_600)) {
            FrameCounters counters = new FrameCounters();
            FrameSender sender = new FrameSender(near, counters, LinkFrame.bytes(50));
            line.hold(true);
            List<Long> taken = new ArrayList<>();
            for (long tick = 0; tick < 1000; tick++) {
                sender.frame.tick = tick;
                if (sender.send(FrameKind.COMMAND, new double[50], new double[0])) {
                    taken.add(tick);
                }
            }
            assertThat(taken).isNotEmpty();
            assertThat(counters.get(FrameCount.NOT_SENT)).isEqualTo(1000 - taken.size());
            assertThat(taken.size()).isLessThan(200);
            line.hold(false);
            LinkFrame frame = new LinkFrame();
            ByteBuffer in = LinkFrame.buffer(LinkFrame.MOST_BYTES);
            for (long tick : taken) {
                assertThat(far.receive(in, System.nanoTime() + 10 * PATIENT)).isPositive();
                assertThat(frame.decode(in)).isEqualTo(FrameStatus.OK);
                assertThat(frame.tick).isEqualTo(tick);
            }
            assertThat(sender.send(FrameKind.PING)).isTrue();
            assertThat(far.receive(in, System.nanoTime() + 10 * PATIENT)).isPositive();
        }
    }

    /** Nor does it hold up the end. */
    @Test
    @Timeout(60)
    @EnabledOnOs(OS.LINUX)
    void aLineWithFramesOnTheWayCanBeClosed() throws Throwable {
        try (PtyPair line = new PtyPair()) {
            line.hold(true);
            try (SerialTransport near = SerialTransport.open(line.first, 921_600)) {
                FrameSender sender = new FrameSender(near, new FrameCounters(), LinkFrame.bytes(50));
                boolean refused = false;
                for (int i = 0; i < 1000; i++) {
                    refused |= !sender.send(FrameKind.COMMAND, new double[50], new double[0]);
                }
                assertThat(refused).isTrue();
            }
            // The device is free again.
            SerialTransport.open(line.first, 921_600).close();
        }
    }

    /** A line that is taken away is closed for both sides. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aLineThatIsGoneIsClosed() throws Throwable {
        PtyPair line = new PtyPair();
        try (Served served = served(line.first, Clock.LOCKSTEP);
                Link link = open("serial:" + line.second, 20_000_000L)) {
            Exchange exchange = new Exchange(link.signature());
            LinkStatus status = LinkStatus.MISSING;
            for (int tries = 0; tries < 100 && status != LinkStatus.OK; tries++) {
                status = link.receive(exchange);
            }
            assertThat(status).isEqualTo(LinkStatus.OK);
            line.close();
            for (int tries = 0; tries < 100 && status != LinkStatus.CLOSED; tries++) {
                link.send(exchange);
                status = link.receive(exchange);
            }
            assertThat(status).isEqualTo(LinkStatus.CLOSED);
            served.thread.join(10_000);
            assertThat(served.thread.isAlive()).isFalse();
        }
    }

    @Test
    void wrongDevicesAreRefused() {
        String[][] wrong = {
            {"serial:", "no serial device is named", "serial:DEVICE:BAUD"},
            {"serial:/dev/no-such-tty", "there is no serial device '/dev/no-such-tty'"},
            {"serial:/dev/no-such-tty:115200:free", "there is no serial device '/dev/no-such-tty'"},
            {"serial:/dev/null:0", "a rate of 0 baud must be at least 1"},
            {"serial:/dev/null:99999999999", "99999999999 baud is too high"},
            {"serial:/dev/null", "cannot be used at 115200 baud", "permission"},
        };
        for (String[] words : wrong) {
            assertThatThrownBy(() -> open(words[0], PATIENT).close())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll(java.util.Arrays.copyOfRange(words, 1, words.length));
        }
    }
}
