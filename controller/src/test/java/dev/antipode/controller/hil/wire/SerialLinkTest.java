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
import java.util.Random;
import org.junit.jupiter.api.Test;
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
