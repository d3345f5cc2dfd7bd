package dev.antipode.controller.hil.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antipode.controller.hil.Exchange;
import dev.antipode.controller.hil.Link;
import dev.antipode.controller.hil.LinkSignature;
import dev.antipode.controller.hil.LinkStatus;
import dev.antipode.controller.loop.Inference;
import dev.antipode.controller.loop.WaitStrategy;
import dev.antipode.core.memory.Precision;
import dev.antipode.sim.TaskModel;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One episode on the plant: its envelope, its start, its end. */
class PlantEpisodeTest {
    private static final TaskModel TASK = RoughPlant.task("dc-motor");
    private static final int HORIZON = TASK.timing().horizonSteps();

    /** As much voltage as there is, so that the motor races. */
    private static final Inference FULL = new Inference() {
        @Override
        public void reset() {}

        @Override
        public void command(double[] observation, double[] command) {
            command[0] = 24;
        }
    };

    /** A plant without what a test may do to it: its own side begins episodes. */
    private record Plain(RoughPlant plant) implements Link {
        @Override
        public LinkSignature signature() {
            return plant.signature();
        }

        @Override
        public LinkStatus receive(Exchange exchange) {
            return plant.receive(exchange);
        }

        @Override
        public LinkStatus send(Exchange exchange) {
            return plant.send(exchange);
        }

        @Override
        public void close() {
            plant.close();
        }
    }

    private static PlantPort port(Link link, double safe) {
        return new PlantPort(link, new double[] {safe}, Optional.empty(), WaitStrategy.PARK.clock(), 20, Precision.F32);
    }

    private static PlantEpisode episode(PlantPort port, PlantReset reset, String envelope, double aheadTicks) {
        return new PlantEpisode(
                port,
                reset,
                new Envelope(Bands.parse(envelope, TASK.observations()), TASK.observations(), aheadTicks),
                new ToldCost(TASK.failureCost()),
                HORIZON,
                0,
                () -> false);
    }

    private static RoughPlant plant() {
        return new RoughPlant(TASK, 1, 0, 0, "torqueConstant");
    }

    @Test
    void theEnvelopeEndsAnEpisodeByTheSafeActionAndChargesTheRest() {
        long without;
        try (RoughPlant plant = plant()) {
            PlantPort port = port(plant, -3);
            PlantEpisode episode = episode(port, new RestartReset(plant), "speed=-20:20", 0);
            assertThat(episode.run(FULL, 1)).isEqualTo(EpisodeEnd.LEFT_ENVELOPE);
            without = episode.ticks();
            assertThat(without).isBetween(1L, HORIZON / 2L);
            assertThat(plant.commands).hasSize((int) without + 1);
            assertThat(plant.commands.subList(0, (int) without)).containsOnly(24.0);
            assertThat(plant.commands.getLast()).isEqualTo(-3);
            assertThat(TASK.observations().get(episode.left()).name()).isEqualTo("speed");
            // Never cheaper than to go on at what the failure costs.
            assertThat(episode.cost()).isGreaterThanOrEqualTo((HORIZON - without) * TASK.failureCost());
        }
        try (RoughPlant plant = plant()) {
            PlantPort port = port(plant, -3);
            PlantEpisode ahead = episode(port, new RestartReset(plant), "speed=-20:20", 3);
            assertThat(ahead.run(FULL, 1)).isEqualTo(EpisodeEnd.LEFT_ENVELOPE);
            assertThat(ahead.ticks()).isLessThan(without);
            assertThat(Math.abs(port.exchange.measurement[1])).isLessThan(20);
        }
    }

    @Test
    void anEpisodeWithinItsEnvelopeIsWholeAndCostsWhatThePlantTells() {
        try (RoughPlant plant = plant();
                RoughPlant twin = plant()) {
            PlantEpisode episode = episode(port(plant, 0), new RestartReset(plant), "", 0);
            assertThat(episode.run(FULL, 4)).isEqualTo(EpisodeEnd.COMPLETE);
            assertThat(episode.ticks()).isEqualTo(HORIZON);
            twin.restart(4);
            Exchange exchange = new Exchange(twin.signature());
            twin.receive(exchange);
            double cost = 0;
            for (int k = 0; k < HORIZON; k++) {
                exchange.command[0] = 24;
                twin.send(exchange);
                twin.receive(exchange);
                cost += exchange.stageCost;
            }
            assertThat(episode.cost()).isEqualTo(cost);
        }
    }

    @Test
    void aCandidateThatCommandsNoNumberIsCharged() {
        try (RoughPlant plant = plant()) {
            PlantEpisode episode = episode(port(plant, 0), new RestartReset(plant), "", 0);
            Inference mad = new Inference() {
                @Override
                public void reset() {}

                @Override
                public void command(double[] observation, double[] command) {
                    command[0] = Double.NaN;
                }
            };
            assertThat(episode.run(mad, 1)).isEqualTo(EpisodeEnd.NO_COMMAND);
            assertThat(episode.cost()).isEqualTo(HORIZON * TASK.failureCost());
            assertThat(plant.commands).containsExactly(0.0);
        }
    }

    /** Where the plant's side begins episodes, the safe action bridges what is left of one. */
    @Test
    void aPlantThatBeginsEpisodesItselfIsWaitedFor() {
        try (RoughPlant plant = plant()) {
            PlantPort port = port(new Plain(plant), 0);
            PlantEpisode episode = episode(port, new NextEpisodeReset(2L * HORIZON), "speed=-20:20", 0);
            assertThat(episode.run(FULL, 0)).isEqualTo(EpisodeEnd.LEFT_ENVELOPE);
            long first = episode.ticks();
            assertThat(episode.run(FULL, 0)).isEqualTo(EpisodeEnd.LEFT_ENVELOPE);
            // An episode of the plant lies before the second one of ours.
            assertThat(plant.commands).hasSize((int) (HORIZON + episode.ticks() + 1));
            assertThat(plant.commands.subList((int) first, HORIZON)).containsOnly(0.0);
            PlantEpisode whole = episode(port, new NextEpisodeReset(2L * HORIZON), "", 0);
            assertThat(whole.run(FULL, 0)).isEqualTo(EpisodeEnd.COMPLETE);
            assertThat(plant.commands).hasSize(3 * HORIZON);
            assertThat(episode(port, new NextEpisodeReset(0), "", 0).run(FULL, 0))
                    .isEqualTo(EpisodeEnd.COMPLETE);
            assertThat(episode(port, new NextEpisodeReset(10), "speed=-20:20", 0)
                            .run(FULL, 0))
                    .isEqualTo(EpisodeEnd.LEFT_ENVELOPE);
            assertThat(episode(port, new NextEpisodeReset(10), "", 0).run(FULL, 0))
                    .isEqualTo(EpisodeEnd.NOT_READY);
        }
    }

    /** Friction brings the motor to rest, which is its start. */
    @Test
    void aPlantSettlesBeforeAnEpisodeBegins() {
        try (RoughPlant plant = plant()) {
            PlantPort port = port(new Plain(plant), 0);
            Bands rest = Bands.parse("speed=-1:1", TASK.observations());
            PlantEpisode episode = episode(port, new SettlingReset(rest, 20, 5000), "speed=-20:20", 0);
            assertThat(episode.run(FULL, 0)).isEqualTo(EpisodeEnd.LEFT_ENVELOPE);
            // At rest from the beginning: so long had it to stay there.
            assertThat(plant.commands.subList(0, 20)).containsOnly(0.0);
            assertThat(plant.commands.get(20)).isEqualTo(24.0);
            assertThat(episode(port, new SettlingReset(rest, 20, 3), "", 0).run(FULL, 0))
                    .isEqualTo(EpisodeEnd.NOT_READY);
        }
    }

    @Test
    void aStartOutsideOfTheEnvelopeIsNobodysFault() {
        try (RoughPlant plant = plant()) {
            PlantEpisode episode = episode(port(plant, 0), new RestartReset(plant), "speed=100:200", 0);
            assertThat(episode.run(FULL, 0)).isEqualTo(EpisodeEnd.NOT_READY);
            assertThat(episode.left()).isEqualTo(1);
            assertThat(plant.commands).containsExactly(0.0);
        }
    }

    @Test
    void aMeasuredCostIsTheWeightedSquares() {
        MeasuredCost cost = MeasuredCost.parse(
                "error=2@0.5, voltage=0.25", TASK.observations(), TASK.plant().inputs());
        Exchange exchange = new Exchange(plant().signature());
        exchange.measurement[0] = -1;
        exchange.command[0] = 4;
        exchange.stageCost = Double.NaN;
        assertThat(cost.acted(exchange) + cost.told(exchange)).isEqualTo(2 * 1.5 * 1.5 + 0.25 * 16);
        double voltage = TASK.plant().inputs().getFirst().max();
        assertThat(cost.failureCost()).isEqualTo(2 * 2.5 * 2.5 + 0.25 * voltage * voltage);
        for (String[] bad : new String[][] {
            {"eror=1", "did you mean 'error'?"},
            {"error", "is no part of a cost"},
            {"error=-1", "must be at least 0"},
            {"error=1@x", "'x' in 'error=1@x' is not a finite number"}
        }) {
            assertThatThrownBy(() -> MeasuredCost.parse(
                            bad[0], TASK.observations(), TASK.plant().inputs()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(bad[1]);
        }
    }

    @Test
    void bandsAreRead() {
        Bands bands = Bands.parse("speed=:3", TASK.observations());
        assertThat(bands.open()).isFalse();
        assertThat(bands.outside(new double[] {1e9, 2})).isEqualTo(-1);
        assertThat(bands.outside(new double[] {0, 3.1})).isEqualTo(1);
        assertThat(bands.outside(new double[] {Double.NaN, 0})).isZero();
        assertThat(Bands.parse("", TASK.observations()).open()).isTrue();
        for (String bad : Arrays.asList("speed=1", "sped=1:2", "speed=2:1", "speed=a:b", "speed")) {
            assertThatThrownBy(() -> Bands.parse(bad, TASK.observations()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(bad.startsWith("sped") ? "did you mean 'speed'?" : "such as speed=-30:30");
        }
    }
}
