package dev.antipode.controller.hil.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.controller.hil.Exchange;
import dev.antipode.controller.hil.Link;
import dev.antipode.controller.hil.LinkSignature;
import dev.antipode.controller.hil.LinkStatus;
import dev.antipode.controller.loop.LoopMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Plants that cannot be told to start: those with episodes of their own are waited for, others are cut into pieces. */
class EpisodeSourceTest {
    private static final int LENGTH = 50;

    /** Measures the tick of its episode. */
    private static final class Independent implements Link {
        private final int length;
        private long ticks;
        private boolean fresh = true;
        private long damagedAt = -1;
        private long attendedUntil = -1;

        Independent(int length, int already) {
            this.length = length;
            this.ticks = already;
        }

        @Override
        public LinkSignature signature() {
            return new LinkSignature(
                    "independent",
                    List.of(CountingPlant.FORCE),
                    List.of(CountingPlant.COUNT),
                    List.of(),
                    CountingPlant.PERIOD,
                    LinkSignature.Clock.LOCKSTEP);
        }

        @Override
        public LinkStatus receive(Exchange exchange) {
            if (!fresh) {
                return LinkStatus.STALE;
            }
            fresh = false;
            exchange.measurement[0] = ticks % length;
            exchange.measurementTick = ticks;
            exchange.episode = ticks / length;
            exchange.stageCost = ticks % length;
            exchange.failed = exchange.episode == 2;
            return ticks == damagedAt ? LinkStatus.CORRUPT : LinkStatus.OK;
        }

        @Override
        public LinkStatus send(Exchange exchange) {
            ticks++;
            fresh = true;
            return LinkStatus.OK;
        }

        @Override
        public void attend(long untilNanos) {
            assertThat(untilNanos).isEqualTo(attendedUntil + 1);
            attendedUntil = untilNanos;
        }

        @Override
        public void close() {}
    }

    /** For each episode, what was measured at its ticks; and whether it was lost. */
    private static final class Notes implements TruthLog {
        final List<List<Double>> truth = new ArrayList<>();
        final List<Boolean> lost = new ArrayList<>();
        /** Of the first tick of each episode. */
        final List<LinkStatus> first = new ArrayList<>();

        private boolean open;

        @Override
        public void tick(
                int episode,
                LinkStatus status,
                boolean active,
                double[] reference,
                double[] values,
                double[] measured) {
            if (!open) {
                truth.add(new ArrayList<>());
                first.add(status);
                open = true;
            }
            truth.getLast().add(values[0]);
        }

        @Override
        public void command(double[] commanded, double[] delivered) {}

        @Override
        public void mode(LoopMode mode) {}

        @Override
        public void cost(double stageCost) {}

        @Override
        public void ended(int episode, boolean wasLost, boolean succeeded) {
            lost.add(wasLost);
            open = false;
        }
    }

    private static Notes run(Link plant, String fault, int episodes) {
        return run(plant, fault, new FaultWindow(10, 30), episodes);
    }

    private static Notes run(Link plant, String fault, FaultWindow window, int episodes) {
        Notes notes = new Notes();
        boolean[] stopped = new boolean[1];
        try (FaultyLink link = new FaultyLink(
                plant,
                List.of(FaultDrive.fault(fault, LENGTH)),
                1,
                1,
                window,
                episodes,
                LENGTH,
                notes,
                Optional.empty())) {
            link.start(new FaultyLink.Running() {
                @Override
                public LoopMode mode() {
                    return LoopMode.CONTROL;
                }

                @Override
                public void stop() {
                    stopped[0] = true;
                }
            });
            Exchange exchange = new Exchange(link.signature());
            for (int tick = 0; tick < 100 * LENGTH && !stopped[0]; tick++) {
                link.receive(exchange);
                link.send(exchange);
                link.attend(tick);
            }
        }
        assertThat(stopped[0]).isTrue();
        return notes;
    }

    @Test
    void aTestsEpisodesAreThePlants() {
        Independent plant = new Independent(LENGTH, 20);
        Notes notes = run(plant, "drop: {p: 50 %}", 3);
        assertThat(plant.attendedUntil).isGreaterThan(3 * LENGTH);
        assertThat(notes.truth).hasSize(3).allSatisfy(episode -> {
            assertThat(episode).hasSize(LENGTH).first().isEqualTo(0.0);
            assertThat(episode).last().isEqualTo(LENGTH - 1.0);
        });
        // The plant's episodes 1 to 3; that after it the third one has begun tells that the second was lost.
        assertThat(notes.lost).containsExactly(true, false, false);
    }

    /** Slower than the test's ticks: what is left of an episode belongs to nobody, and the next one is whole. */
    @Test
    void whatIsLeftOfAnEpisodeIsWaitedFor() {
        Notes notes = run(new Independent(LENGTH, 1), "peer-restart: {for: 5 ticks}", 4);
        assertThat(notes.truth)
                .hasSize(4)
                .allSatisfy(
                        episode -> assertThat(episode).hasSize(LENGTH).first().isEqualTo(0.0));
    }

    @Test
    void aPlantWithoutEpisodesIsCutIntoPieces() {
        Notes notes = run(new Independent(Integer.MAX_VALUE, 7), "drop: {p: 50 %}", 3);
        assertThat(notes.truth)
                .hasSize(3)
                .allSatisfy(episode -> assertThat(episode).hasSize(LENGTH));
        assertThat(notes.truth.get(1).getFirst()).isEqualTo(notes.truth.get(0).getLast() + 1);
        assertThat(notes.lost).containsOnly(false);
    }

    /** The plant has two periods a tick in the window: its second one in tick 49 is the first one of the next episode, and is damaged. */
    @Test
    void aMeasurementThatIsTakenEarlyIsToldAsItWas() {
        FaultWindow last = new FaultWindow(40, LENGTH);
        Independent plant = new Independent(Integer.MAX_VALUE, 0);
        plant.damagedAt = 40 + 2 * 9 + 1;
        assertThat(run(plant, "clock-drift: {by: -50 %}", last, 2).first)
                .containsExactly(LinkStatus.OK, LinkStatus.CORRUPT);
        Independent sound = new Independent(Integer.MAX_VALUE, 0);
        Notes notes = run(sound, "clock-drift: {by: -50 %}", last, 2);
        assertThat(notes.first).containsOnly(LinkStatus.OK);
        assertThat(notes.truth.get(1).getFirst()).isEqualTo(59);
    }
}
