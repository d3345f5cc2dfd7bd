package dev.antipode.controller.hil.train;

import com.sun.management.ThreadMXBean;
import dev.antipode.controller.hil.Exchange;
import dev.antipode.controller.hil.Link;
import dev.antipode.controller.hil.LinkSignature;
import dev.antipode.controller.hil.LinkStatus;
import dev.antipode.controller.hil.TaskLink;
import dev.antipode.controller.loop.CompiledController;
import dev.antipode.controller.loop.WaitStrategy;
import dev.antipode.controller.policy.PolicyDesign;
import dev.antipode.controller.policy.TrainablePolicy;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.random.EpisodeSet;
import dev.antipode.sim.Signal;
import dev.antipode.sim.TaskModel;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/** Episodes of a candidate on a plant, whole and cut by the envelope, until none has allocated anything for some rounds, and says so. */
final class EpisodeAllocationMain {
    private static final int EPISODES = 20;
    private static final int QUIET_ROUNDS = 3;
    private static final int MOST_ROUNDS = 100;

    private EpisodeAllocationMain() {}

    /** Its own side begins episodes. */
    private record Plain(TaskLink plant) implements Link {
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

    public static void main(String[] arguments) {
        TaskModel task = RoughPlant.task("dc-motor");
        TrainablePolicy policy = PolicyDesign.parse("linear").forTask(task);
        try (TaskLink plant = new TaskLink(task, RoughPlant.request(task), EpisodeSet.TEST, 0, 1L << 28);
                CompiledController compiled = new CompiledController(
                        policy,
                        task.observations(),
                        task.plant().inputs(),
                        Precision.F32,
                        Arithmetic.FUSED,
                        KernelMode.SCALAR,
                        1,
                        1L << 28)) {
            boolean asked = arguments[0].equals("asked");
            Link link = asked ? plant : new Plain(plant);
            PlantPort port =
                    new PlantPort(link, new double[1], Optional.empty(), WaitStrategy.PARK.clock(), 20, Precision.F32);
            PlantReset reset = asked
                    ? new RestartReset(plant)
                    : new NextEpisodeReset(2L * task.timing().horizonSteps());
            PlantEpisode whole = episode(task, port, reset, "");
            PlantEpisode narrow = episode(task, port, reset, "speed=-60:60");
            CompiledController.Instance candidate = compiled.instance(0);
            double[] centre =
                    task.observations().stream().mapToDouble(Signal::middle).toArray();
            double[] scale = task.observations().stream()
                    .mapToDouble(o -> 1 / o.halfWidth())
                    .toArray();
            double[] theta = policy.initialParameters(1);
            run(whole, narrow, () -> candidate.load(theta, centre, scale), candidate);
        }
    }

    private static PlantEpisode episode(TaskModel task, PlantPort port, PlantReset reset, String envelope) {
        return new PlantEpisode(
                port,
                reset,
                new Envelope(Bands.parse(envelope, task.observations()), task.observations(), 2),
                new ToldCost(task.failureCost()),
                task.timing().horizonSteps(),
                2,
                () -> false);
    }

    private static void run(
            PlantEpisode whole, PlantEpisode narrow, Runnable load, CompiledController.Instance candidate) {
        ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
        int quiet = 0;
        for (int round = 0; round < MOST_ROUNDS && quiet < QUIET_ROUNDS; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            long ended = 0;
            for (int i = 0; i < EPISODES; i++) {
                load.run();
                ended += (i % 2 == 0 ? whole : narrow).run(candidate, i).counts() ? 1 : 0;
            }
            long bytes = threads.getCurrentThreadAllocatedBytes() - before;
            quiet = bytes == 0 && ended == EPISODES ? quiet + 1 : 0;
            System.out.println("round " + round + ": " + bytes + " bytes, " + ended + " episodes");
        }
        if (quiet == QUIET_ROUNDS) {
            System.out.println("quiet");
        }
    }
}
