package dev.antipode.controller.hil.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antipode.controller.hil.Exchange;
import dev.antipode.controller.hil.LinkSignature;
import dev.antipode.controller.hil.LinkSignature.Clock;
import dev.antipode.controller.hil.LinkStatus;
import dev.antipode.controller.hil.TaskLink;
import dev.antipode.sim.TaskModel;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Frames with right checksums and any contents, by fixed seeds: neither side throws, and each frame is counted. */
class HostileFramesTest {
    private static final TaskModel TASK = Served.task("dc-motor");
    private static final int FRAMES = 100_000;

    @ParameterizedTest
    @EnumSource(Clock.class)
    void thePlantTakesNoHarm(Clock clock) {
        try (TaskLink plant = Served.plant(TASK)) {
            for (int seed = 0; seed < 4; seed++) {
                HostileTransport fool = new HostileTransport(seed, FRAMES / 4, 1, 0, FrameKind.HELLO, seed > 1);
                PlantServer server = new PlantServer(plant, fool, clock, new ServeBounds(0, 0));
                server.run();
                FrameCounters counters = server.counters();
                assertThat(fool.left()).isZero();
                assertThat(server.sessions()).isPositive();
                assertThat(counters.get(FrameCount.RECEIVED)).isPositive();
                assertThat(counters.get(FrameCount.RECEIVED)
                                + counters.get(FrameCount.REORDERED)
                                + counters.get(FrameCount.DUPLICATE)
                                + counters.get(FrameCount.CORRUPT)
                                + counters.get(FrameCount.FOREIGN))
                        // All but the greeting; of a fool who says farewell, also all but farewells that come again.
                        .isGreaterThanOrEqualTo(seed > 1 ? FRAMES / 8 : FRAMES / 4 - 1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Clock.class)
    void theControllerTakesNoHarm(Clock clock) {
        int measurements = TASK.observations().size();
        Agreement agreement = agreement(clock);
        Set<LinkStatus> seen = EnumSet.noneOf(LinkStatus.class);
        for (int seed = 0; seed < 100; seed++) {
            HostileTransport fool =
                    new HostileTransport(seed, FRAMES / 100, measurements, 1, FrameKind.MEASUREMENT, seed % 2 == 1);
            WireLink link = new WireLink(fool, agreement, HostileTransport.SESSION, 1000);
            Exchange exchange = new Exchange(link.signature());
            long last = -1;
            LinkStatus status = LinkStatus.MISSING;
            while (status != LinkStatus.CLOSED) {
                status = link.receive(exchange);
                seen.add(status);
                if (status == LinkStatus.OK) {
                    // Within an episode of the connection, time goes forward whatever is said.
                    assertThat(exchange.measurementTick).isGreaterThan(last);
                    last = exchange.measurementTick;
                }
                link.send(exchange);
            }
            assertThat(link.receive(exchange)).isEqualTo(LinkStatus.CLOSED);
            link.close();
        }
        assertThat(seen).contains(LinkStatus.OK, LinkStatus.CORRUPT, LinkStatus.CLOSED);
    }

    /** A fool who never stops talking, and never answers, is not listened to for longer than there is patience. */
    @Test
    void theOpeningTakesNoHarm() {
        HostileTransport fool = new HostileTransport(1, 20_000_000, 1, 1, FrameKind.MEASUREMENT, false);
        assertThatThrownBy(() -> WireOpening.open(fool, Served.request(TASK, "", 1000), Optional.empty(), 100_000_000L))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no plant answers at a fool within 0.1 s");
    }

    private static Agreement agreement(Clock clock) {
        try (TaskLink plant = Served.plant(TASK)) {
            var mine = plant.signature();
            byte[] greeting = new Greeting(
                            new LinkSignature(
                                    mine.plant(),
                                    mine.commands(),
                                    mine.measurements(),
                                    mine.references(),
                                    mine.periodSeconds(),
                                    clock),
                            true,
                            plant.plantParameters())
                    .encode(true);
            return Agreement.of("a fool", greeting, Served.request(TASK, "", 1000), Optional.empty());
        }
    }
}
