package dev.antipode.controller.hil.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.controller.hil.Exchange;
import dev.antipode.controller.hil.LinkSignature.Clock;
import dev.antipode.controller.hil.LinkStatus;
import dev.antipode.controller.hil.TaskLink;
import dev.antipode.sim.TaskModel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A plant with a clock of its own. How late it is, is counted and never required. */
class UdpFreeRunningTest {
    private static final long PATIENT = 2_000_000_000L;

    /** Without a command it runs on the safe side, as the plant within the process does under the same command. */
    @Test
    void thePlantMovesByItself() throws Exception {
        TaskModel task = Served.task("dc-motor");
        List<double[]> seen = new ArrayList<>();
        List<Long> ticks = new ArrayList<>();
        try (Served served = Served.of(task, Clock.FREE_RUNNING);
                WireLink link = served.link(task, PATIENT)) {
            assertThat(link.signature().clock()).isEqualTo(Clock.FREE_RUNNING);
            assertThat(served.server.ticks()).isZero();
            Exchange exchange = new Exchange(link.signature());
            for (int i = 0; i < 20; i++) {
                assertThat(link.receive(exchange)).isEqualTo(LinkStatus.OK);
                seen.add(exchange.measurement.clone());
                ticks.add(exchange.measurementTick);
            }
        }
        assertThat(ticks).isSorted().doesNotHaveDuplicates();
        try (TaskLink twin = Served.plant(task)) {
            Exchange here = new Exchange(twin.signature());
            for (int tick = 0; tick <= ticks.getLast(); tick++) {
                twin.receive(here);
                if (ticks.contains((long) tick)) {
                    assertThat(seen.get(ticks.indexOf((long) tick))).isEqualTo(here.measurement);
                }
                twin.send(here);
            }
        }
    }

    /** A controller that dawdles gets the newest measurement; those that it overtook are counted. */
    @Test
    void theNewestMeasurementIsTaken() throws Exception {
        TaskModel task = Served.task("dc-motor");
        try (Served served = Served.of(task, Clock.FREE_RUNNING);
                WireLink link = served.link(task, PATIENT)) {
            Exchange exchange = new Exchange(link.signature());
            assertThat(link.receive(exchange)).isEqualTo(LinkStatus.OK);
            long reached = served.server.ticks() + 10;
            while (served.server.ticks() < reached) {
                Thread.sleep(1);
            }
            long taken = 1;
            for (int i = 0; i < 5; i++) {
                long before = exchange.measurementTick;
                assertThat(link.receive(exchange)).isEqualTo(LinkStatus.OK);
                assertThat(exchange.measurementTick).isGreaterThan(before);
                taken++;
            }
            assertThat(exchange.measurementTick).isGreaterThanOrEqualTo(reached);
            FrameCounters counters = link.counters();
            // Each measurement from 0 on was taken or overtaken; none was lost.
            assertThat(counters.get(FrameCount.LOST)).isZero();
            assertThat(taken + counters.get(FrameCount.STALE)).isEqualTo(exchange.measurementTick + 1);
        }
    }

    /** Commands of the controller's own ticks: the newest acts, and what it is can be seen in the plant. */
    @Test
    void theNewestCommandActs() throws Exception {
        TaskModel task = Served.task("dc-motor");
        Served served = Served.of(task, Clock.FREE_RUNNING);
        try (served;
                WireLink link = served.link(task, PATIENT)) {
            Exchange exchange = new Exchange(link.signature());
            for (int i = 0; i < 30; i++) {
                assertThat(link.receive(exchange)).isEqualTo(LinkStatus.OK);
                exchange.command[0] = 0.5 * (i + 1);
                assertThat(link.send(exchange)).isEqualTo(LinkStatus.OK);
            }
            // The last one is on its way, and nothing comes after it: some periods later it acts.
            long reached = served.server.ticks() + 10;
            while (served.server.ticks() < reached) {
                Thread.sleep(1);
            }
            served.end();
            assertThat(served.server.plant().plant().applied(0)).isEqualTo(15);
            assertThat(served.server.counters().get(FrameCount.FOREIGN)).isZero();
        }
    }

    /** With no time to wait there is nothing between two measurements; with some, it is missing. */
    @Test
    void whatIsNotThereIsStaleOrMissing() throws Exception {
        TaskModel task = Served.task("dc-motor");
        try (Served served = Served.of(task, Clock.FREE_RUNNING);
                WireLink link = served.link(task, 0)) {
            Exchange exchange = new Exchange(link.signature());
            LinkStatus first = link.receive(exchange);
            for (int i = 0; i < 100_000 && first != LinkStatus.OK; i++) {
                first = link.receive(exchange);
            }
            assertThat(first).isEqualTo(LinkStatus.OK);
            served.die();
            LinkStatus status = LinkStatus.OK;
            for (int i = 0; i < 100 && status == LinkStatus.OK; i++) {
                status = link.receive(exchange);
            }
            assertThat(status).isEqualTo(LinkStatus.STALE);
        }
    }
}
