package dev.antipode.controller.hil.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.controller.hil.Exchange;
import dev.antipode.controller.hil.LinkSignature.Clock;
import dev.antipode.controller.hil.LinkStatus;
import dev.antipode.controller.hil.TaskLink;
import dev.antipode.controller.hil.TestablePlant;
import dev.antipode.sim.Signal;
import dev.antipode.sim.TaskModel;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UdpLockstepTest {
    private static final int TICKS = 30_000;
    private static final TransportFaults BAD = new TransportFaults(0.01, 0.01, 0.01, 0.01);

    /** What comes over a network that drops, doubles, swaps and damages frames is what the plant does in this process, to the bit. */
    @Test
    void noTickIsLostAndEveryFaultIsCounted() throws Exception {
        LossyRun run = LossyRun.of(TICKS, BAD);
        assertThat(run.different()).isZero();
        assertThat(run.actedTicks()).isEqualTo(TICKS);
        run.requireEveryFaultCounted();
        assertThat(run.plantSide().get("dropped")).isPositive();
    }

    @Test
    void oneEpisodeFollowsTheOther() throws Exception {
        TaskModel task = Served.task("pendulum");
        int horizon = task.timing().horizonSteps();
        try (Served served = Served.of(task, Clock.LOCKSTEP);
                WireLink link = served.link(task, 2_000_000_000L)) {
            Exchange exchange = new Exchange(link.signature());
            for (int i = 0; i < 2 * horizon + 1; i++) {
                assertThat(link.receive(exchange)).isEqualTo(LinkStatus.OK);
                assertThat(exchange.episode).isEqualTo(i / horizon);
                assertThat(exchange.measurementTick).isEqualTo(i);
                assertThat(exchange.plantNanos)
                        .isEqualTo(Math.round(i * task.timing().periodSeconds() * 1e9));
                assertThat(exchange.stageCost == exchange.stageCost).isEqualTo(i > 0);
                assertThat(link.receive(exchange)).isEqualTo(LinkStatus.STALE);
                assertThat(link.send(exchange)).isEqualTo(LinkStatus.OK);
                assertThat(exchange.sentNanos).isPositive();
            }
        }
    }

    /** An answer that comes while the loop has nothing else to do is not taken for one of when the next tick looked. */
    @Test
    void theTimeOfArrivalIsThatOfTheAnswer() throws Exception {
        TaskModel task = Served.task("dc-motor");
        try (Served served = Served.of(task, Clock.LOCKSTEP);
                WireLink link = served.link(task, 2_000_000_000L)) {
            Exchange exchange = new Exchange(link.signature());
            for (int i = 0; i < 20; i++) {
                assertThat(link.receive(exchange)).isEqualTo(LinkStatus.OK);
                assertThat(exchange.measurementTick).isEqualTo(i);
                assertThat(link.send(exchange)).isEqualTo(LinkStatus.OK);
                long sent = exchange.sentNanos;
                link.attend(System.nanoTime() + 2_000_000_000L);
                long attended = System.nanoTime();
                // What has come is not looked for again.
                link.attend(System.nanoTime() + 1_000_000_000_000L);
                Thread.sleep(2);
                assertThat(link.receive(exchange)).isEqualTo(LinkStatus.OK);
                assertThat(exchange.receivedNanos - sent).isPositive();
                assertThat(exchange.receivedNanos - attended).isNotPositive();
                assertThat(link.send(exchange)).isEqualTo(LinkStatus.OK);
                i++;
            }
            link.attend(System.nanoTime());
            assertThat(link.receive(exchange)).isEqualTo(LinkStatus.OK);
            assertThat(exchange.measurementTick).isEqualTo(20);
        }
    }

    /** The next controller finds the plant at its first episode. */
    @Test
    void eachControllerBeginsAfresh() throws Exception {
        TaskModel task = Served.task("dc-motor");
        try (Served served = Served.of(task, Clock.LOCKSTEP)) {
            double[] firsts = new double[3];
            for (int i = 0; i < firsts.length; i++) {
                try (WireLink link = served.link(task, 2_000_000_000L)) {
                    Exchange exchange = new Exchange(link.signature());
                    for (int k = 0; k < 5; k++) {
                        assertThat(link.receive(exchange)).isEqualTo(LinkStatus.OK);
                        firsts[i] = k == 0 ? exchange.measurement[0] : firsts[i];
                        link.send(exchange);
                    }
                }
            }
            assertThat(firsts[1]).isEqualTo(firsts[0]);
            assertThat(firsts[2]).isEqualTo(firsts[0]);
            assertThat(served.server.sessions()).isEqualTo(3);
        }
    }

    @Test
    void aPlantThatEndsClosesTheLink() throws Exception {
        TaskModel task = Served.task("dc-motor");
        try (Served served = Served.at(0, task, Clock.LOCKSTEP, Served.CALM, new ServeBounds(0, 1));
                WireLink link = served.link(task, 2_000_000_000L)) {
            Exchange exchange = new Exchange(link.signature());
            int ticks = 0;
            while (link.receive(exchange) == LinkStatus.OK && link.send(exchange) == LinkStatus.OK) {
                ticks++;
            }
            assertThat(ticks).isGreaterThanOrEqualTo(task.timing().horizonSteps());
            assertThat(link.receive(exchange)).isEqualTo(LinkStatus.CLOSED);
            assertThat(link.send(exchange)).isEqualTo(LinkStatus.CLOSED);
            assertThat(served.server.plant().episodes()).isEqualTo(1);
        }
    }

    /** The process of the plant dies and another one takes its place: missing measurements meanwhile, then a new episode. */
    @Test
    void aPlantThatComesBackGoesOn() throws Exception {
        TaskModel task = Served.task("dc-motor");
        try (Served first = Served.of(task, Clock.LOCKSTEP);
                WireLink link = first.link(task, 20_000_000L)) {
            Exchange exchange = new Exchange(link.signature());
            for (int k = 0; k < 5; k++) {
                assertThat(link.receive(exchange)).isEqualTo(LinkStatus.OK);
                link.send(exchange);
            }
            double[] start = {Double.NaN};
            first.die();
            assertThat(link.receive(exchange)).isIn(LinkStatus.OK, LinkStatus.MISSING);
            link.send(exchange);
            assertThat(link.receive(exchange)).isEqualTo(LinkStatus.MISSING);
            try (Served second = Served.at(first.port, task, Clock.LOCKSTEP, Served.CALM, new ServeBounds(0, 0))) {
                LinkStatus status = LinkStatus.MISSING;
                for (int tries = 0; tries < 500 && status != LinkStatus.OK; tries++) {
                    link.send(exchange);
                    status = link.receive(exchange);
                }
                assertThat(status).isEqualTo(LinkStatus.OK);
                assertThat(exchange.measurementTick).isZero();
                assertThat(exchange.episode).isEqualTo(1);
                start[0] = exchange.measurement[0];
                link.send(exchange);
                assertThat(link.receive(exchange)).isEqualTo(LinkStatus.OK);
                assertThat(second.server.sessions()).isEqualTo(1);
            }
            try (TaskLink twin = Served.plant(task)) {
                twin.receive(exchange);
                assertThat(start[0]).isEqualTo(exchange.measurement[0]);
            }
        }
    }

    /** A twin of the plant that measures other things answers in its place: that is the end. */
    @Test
    void anotherPlantInItsPlaceClosesTheLink() throws Exception {
        TaskModel task = Served.task("dc-motor");
        try (Served first = Served.of(task, Clock.LOCKSTEP);
                WireLink link = first.link(task, 20_000_000L)) {
            Exchange exchange = new Exchange(link.signature());
            assertThat(link.receive(exchange)).isEqualTo(LinkStatus.OK);
            first.die();
            try (Served other = Served.at(
                    first.port, Served.task("pendulum"), Clock.LOCKSTEP, Served.CALM, new ServeBounds(0, 0))) {
                LinkStatus status = LinkStatus.MISSING;
                for (int tries = 0; tries < 500 && status != LinkStatus.CLOSED; tries++) {
                    link.send(exchange);
                    status = link.receive(exchange);
                }
                assertThat(status).isEqualTo(LinkStatus.CLOSED);
                assertThat(other.server.ticks()).isZero();
            }
        }
    }

    /** Any episode may be asked for, also while an answer is on its way: it is that of the plant within this process. */
    @Test
    void theControllerAsksForEpisodes() throws Exception {
        TaskModel task = Served.task("dc-motor");
        try (Served served = Served.of(task, Clock.LOCKSTEP);
                WireLink link = served.link(task, 2_000_000_000L);
                TaskLink twin = Served.plant(task)) {
            assertThat(served.server.sessions()).isEqualTo(1);
            TestablePlant plant = (TestablePlant) link;
            assertThat(plant.plantParameters())
                    .extracting(Signal::name)
                    .isEqualTo(twin.plantParameters().stream().map(Signal::name).toList());
            Exchange there = new Exchange(link.signature());
            Exchange here = new Exchange(twin.signature());
            long before = -1;
            for (int episode : new int[] {3, 0, 5, 5, 1}) {
                plant.restart(episode);
                twin.restart(episode);
                for (int k = 0; k < 10; k++) {
                    assertThat(link.receive(there)).isEqualTo(LinkStatus.OK);
                    twin.receive(here);
                    assertThat(there.measurement).isEqualTo(here.measurement);
                    assertThat(Double.compare(there.stageCost, here.stageCost)).isZero();
                    assertThat(there.episode > before).isEqualTo(k == 0);
                    before = there.episode;
                    there.command[0] = here.command[0] = episode - k;
                    link.send(there);
                    twin.send(here);
                }
            }
            // To the end of an episode: whether it succeeded is told.
            for (int k = 10; k < task.timing().horizonSteps(); k++) {
                assertThat(link.receive(there)).isEqualTo(LinkStatus.OK);
                twin.receive(here);
                there.command[0] = here.command[0] = 0;
                link.send(there);
                twin.send(here);
            }
            assertThat(link.receive(there)).isEqualTo(LinkStatus.OK);
            assertThat(plant.lastEpisodeSucceeded()).isEqualTo(twin.lastEpisodeSucceeded());
        }
    }

    /** Over a bad network, a parameter changes in the tick in which it would in this process, and is its own in the next episode. */
    @Test
    void parametersAreScaledFromTheNextCommandOn() throws Exception {
        TaskModel task = Served.task("dc-motor");
        int horizon = task.timing().horizonSteps();
        try (Served served = Served.at(0, task, Clock.LOCKSTEP, BAD, new ServeBounds(0, 0));
                WireLink link = served.link(task, 2_000_000_000L);
                TaskLink twin = Served.plant(task)) {
            served.transport.calm(false);
            TestablePlant plant = (TestablePlant) link;
            Exchange there = new Exchange(link.signature());
            Exchange here = new Exchange(twin.signature());
            double own = twin.plant().parameter(0);
            for (int tick = 0; tick < 3 * horizon; tick++) {
                LinkStatus status = link.receive(there);
                for (int tries = 0; tries < 100 && status != LinkStatus.OK; tries++) {
                    status = link.receive(there);
                }
                twin.receive(here);
                assertThat(status).isEqualTo(LinkStatus.OK);
                assertThat(there.measurement).isEqualTo(here.measurement);
                assertThat(Double.compare(there.stageCost, here.stageCost)).isZero();
                if (tick == 10 || tick == horizon + 10) {
                    plant.scalePlantParameter(0, 3);
                    twin.scalePlantParameter(0, 3);
                    assertThat(twin.plant().parameter(0)).isNotEqualTo(own);
                } else if (tick == 40) {
                    plant.scalePlantParameter(0, 1);
                    twin.scalePlantParameter(0, 1);
                    assertThat(twin.plant().parameter(0)).isEqualTo(own);
                }
                there.command[0] = here.command[0] = tick % 23 - 11;
                link.send(there);
                twin.send(here);
            }
        }
    }

    /** A controller of before parameters were told gets the greeting that it knows. */
    @Test
    void whoeverDoesNotAskForParametersIsToldNone() throws Exception {
        TaskModel task = Served.task("dc-motor");
        try (Served served = Served.of(task, Clock.LOCKSTEP);
                UdpTransport caller = served.call()) {
            FrameSender sender = new FrameSender(caller, new FrameCounters(), LinkFrame.bytes(0));
            ByteBuffer in = LinkFrame.buffer(LinkFrame.MOST_BYTES);
            for (int flags : new int[] {0, LinkFrame.PARAMETERS}) {
                sender.greet(FrameKind.HELLO, 5, flags, new byte[0]);
                assertThat(caller.receive(in, System.nanoTime() + 2_000_000_000L))
                        .isPositive();
                LinkFrame frame = new LinkFrame();
                assertThat(frame.decode(in)).isEqualTo(FrameStatus.OK);
                byte[] payload = new byte[frame.payloadBytes];
                in.get(LinkFrame.HEADER_BYTES, payload);
                assertThat(Greeting.decode(payload).parameters().isEmpty()).isEqualTo(flags == 0);
            }
        }
    }

    @Test
    void countersTellTheirNumbersByName() {
        FrameCounters counters = new FrameCounters();
        counters.add(FrameCount.SENT, 2);
        counters.add(FrameCount.NOT_SENT, 1);
        assertThat(counters.text()).isEqualTo("2 sent, 1 not sent, 0 received");
        assertThat(counters.object()).containsAllEntriesOf(Map.of("sent", 2L, "notSent", 1L, "stale", 0L));
        assertThat(Optional.of(TransportFaults.none()))
                .hasValueSatisfying(f -> assertThat(f.any()).isFalse());
    }
}
