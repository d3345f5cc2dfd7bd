package dev.antipode.controller.hil.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.controller.hil.Link;
import dev.antipode.controller.hil.LinkRequest;
import dev.antipode.controller.hil.LinkSignature;
import dev.antipode.controller.hil.Links;
import dev.antipode.controller.hil.TaskLink;
import dev.antipode.controller.hil.TestablePlant;
import dev.antipode.controller.hil.wire.PlantServer;
import dev.antipode.controller.hil.wire.ServeBounds;
import dev.antipode.controller.hil.wire.ServedAddress;
import dev.antipode.controller.hil.wire.TransportFaults;
import dev.antipode.controller.train.GenerationReport;
import dev.antipode.controller.train.LearningSettings;
import dev.antipode.core.random.EpisodeSet;
import dev.antipode.sim.TaskModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class HardwareOverUdpTest {
    private static final TaskModel TASK = RoughPlant.task("dc-motor");
    private static final long PATIENCE_NANOS = 500_000_000L;

    private static LearningSettings learning() {
        return Bench.learning(TASK)
                .withGenerations(1)
                .withPopulation(4)
                .withEpisodes(1)
                .withValidation(1, 1);
    }

    private static double[] trained(Link link) {
        try (HardwareTrainer trainer =
                Bench.trainer(TASK, "linear", learning(), Bench.settings(TASK), link, System::nanoTime)) {
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
        TransportFaults bad = new TransportFaults(0.01, 0.01, 0, 0.01);
        assertThat(overUdp(TASK, "udp:127.0.0.1:0", bad, HardwareOverUdpTest::trained))
                .isEqualTo(here);
    }

    /**
     * A plant in real time, which begins its episodes itself. What is lost when this machine is busy is lost pairs; the run gets to its
     * end within its budget, and its best parameters have a cost.
     */
    @Test
    void aPlantThatRunsByItselfIsTrainedOn() throws Exception {
        TaskModel brief = TaskModel.of("dc-motor", new ShortMotor());
        overUdp(brief, "udp:127.0.0.1:0:free", TransportFaults.none(), link -> {
            assertThat(link.signature().clock()).isEqualTo(LinkSignature.Clock.FREE_RUNNING);
            assertThat(link).isNotInstanceOf(TestablePlant.class);
            List<HardwareGeneration> told = new ArrayList<>();
            try (HardwareTrainer trainer = Bench.trainer(
                    brief, "linear", learning().withPopulation(2), Bench.settings(brief), link, System::nanoTime)) {
                HardwareOutcome outcome = trainer.run(new HardwareListener() {
                    @Override
                    public void generation(GenerationReport report, HardwareGeneration onPlant) {
                        told.add(onPlant);
                    }
                });
                assertThat(outcome.reason()).as(outcome.sentence()).isEqualTo(HardwareOutcome.Reason.COMPLETED);
                assertThat(trainer.best().validationCost()).isPositive();
                assertThat(trainer.progress().lostPairs() + told.getFirst().keptPairs())
                        .isEqualTo(1);
            }
            assertThat(told).hasSize(1);
            return new double[0];
        });
    }

    private static double[] overUdp(
            TaskModel task, String address, TransportFaults faults, Function<Link, double[]> training)
            throws Exception {
        try (TaskLink plant = new TaskLink(task, RoughPlant.request(task), EpisodeSet.TEST, 0, 1L << 28);
                PlantServer server =
                        PlantServer.open(ServedAddress.of(address), plant, new ServeBounds(0, 0), faults, 7)) {
            Thread thread = Thread.ofPlatform().name("served").start(server::run);
            LinkRequest near = RoughPlant.request(task);
            LinkRequest request = new LinkRequest(
                    server.place(),
                    task,
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
                return training.apply(link);
            } finally {
                server.stop();
                thread.join();
            }
        }
    }
}
