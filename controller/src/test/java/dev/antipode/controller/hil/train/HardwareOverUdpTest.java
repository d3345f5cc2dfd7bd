package dev.antipode.controller.hil.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.controller.hil.Link;
import dev.antipode.controller.hil.LinkRequest;
import dev.antipode.controller.hil.Links;
import dev.antipode.controller.hil.TaskLink;
import dev.antipode.controller.hil.wire.PlantServer;
import dev.antipode.controller.hil.wire.ServeBounds;
import dev.antipode.controller.hil.wire.ServedAddress;
import dev.antipode.controller.hil.wire.TransportFaults;
import dev.antipode.controller.train.LearningSettings;
import dev.antipode.core.random.EpisodeSet;
import dev.antipode.sim.TaskModel;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HardwareOverUdpTest {
    private static final TaskModel TASK = RoughPlant.task("dc-motor");
    private static final long PATIENCE_NANOS = 500_000_000L;

    private static double[] trained(Link link) {
        LearningSettings learning = Bench.learning(TASK)
                .withGenerations(1)
                .withPopulation(4)
                .withEpisodes(1)
                .withValidation(1, 1);
        try (HardwareTrainer trainer =
                Bench.trainer(TASK, "linear", learning, Bench.settings(TASK), link, System::nanoTime)) {
            HardwareOutcome outcome = trainer.run(new HardwareListener() {});
            assertThat(outcome.reason()).as(outcome.sentence()).isEqualTo(HardwareOutcome.Reason.COMPLETED);
            assertThat(trainer.progress().lostPairs()).isZero();
            assertThat(trainer.progress().episodes()).isEqualTo(4 + 4 + 4);
            double[] theta = trainer.state().theta();
            double[] all = Arrays.copyOf(theta, theta.length + 1);
            all[theta.length] = trainer.best().validationCost();
            return all;
        }
    }

    /** In lockstep, frames that are lost on the way change no bit. */
    @Test
    void aPlantOverABadNetworkIsTrainedOnAsOneInThisProcess() throws Exception {
        double[] here;
        try (RoughPlant plant = new RoughPlant(TASK, 1, 0, 0, "torqueConstant")) {
            here = trained(plant);
        }
        try (TaskLink plant = new TaskLink(TASK, RoughPlant.request(TASK), EpisodeSet.TEST, 0, 1L << 28);
                PlantServer server = PlantServer.open(
                        ServedAddress.of("udp:127.0.0.1:0"),
                        plant,
                        new ServeBounds(0, 0),
                        new TransportFaults(0.01, 0.01, 0, 0.01),
                        7)) {
            Thread thread = Thread.ofPlatform().name("served").start(server::run);
            LinkRequest near = RoughPlant.request(TASK);
            LinkRequest request = new LinkRequest(
                    server.place(),
                    TASK,
                    near.commands(),
                    near.measurements(),
                    near.periodSeconds(),
                    PATIENCE_NANOS,
                    near.seed(),
                    near.precision(),
                    near.arithmetic(),
                    near.kernels(),
                    near.loader());
            try (Link link = Links.provider("udp:", near.loader()).open(request)) {
                assertThat(trained(link)).isEqualTo(here);
            } finally {
                server.stop();
                thread.join();
            }
        }
    }
}
