package dev.antipode.controller.train;

import com.sun.management.ThreadMXBean;
import dev.antipode.controller.Antipode;
import dev.antipode.controller.TrainingOptions;
import dev.antipode.controller.policy.PolicyDesign;
import dev.antipode.sim.Registry;
import dev.antipode.sim.Tape;
import dev.antipode.sim.TaskModel;
import dev.antipode.sim.tasks.PendulumSwingUp;
import java.lang.management.ManagementFactory;

/** Trains until the workers have allocated nothing for many generations, and says so. */
final class AllocationMain {
    private static final int QUIET = 40;

    private AllocationMain() {}

    private static TaskModel task(String[] arguments) {
        return arguments.length < 4
                ? TaskModel.of("pendulum", new PendulumSwingUp())
                : Registry.load(AllocationMain.class.getClassLoader()).task(arguments[3]);
    }

    public static void main(String[] arguments) {
        TrainingOptions options = TrainingOptions.of(task(arguments))
                .withPolicy(PolicyDesign.parse(arguments[0]))
                .withLearning(s -> s.withEstimator(EstimatorChoice.parse(arguments[1]))
                        .withPopulation(16)
                        .withEpisodes(16)
                        .withGenerations(20_000)
                        .withNormalisation(Normalisation.RUNNING)
                        .withValidation(32, 3))
                .withExecution(e -> e.withThreads(2)
                        .withCheckpointInterval(0)
                        .withTape(arguments.length < 3 ? Tape.FULL : Tape.valueOf(arguments[2])));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long[] last = {-1};
        int[] quiet = {0};
        try (Trainer trainer = Antipode.trainer(options, options.policy().forTask(options.task()))) {
            trainer.run(report -> {
                long bytes = 0;
                int workers = 0;
                for (Thread thread : Thread.getAllStackTraces().keySet()) {
                    if (thread.getName().startsWith("antipode-worker")) {
                        bytes += threads.getThreadAllocatedBytes(thread.threadId());
                        workers++;
                    }
                }
                quiet[0] = workers == 2 && bytes == last[0] ? quiet[0] + 1 : 0;
                last[0] = bytes;
                if (quiet[0] == QUIET) {
                    System.out.println("quiet after generation " + report.generation());
                    trainer.cancel();
                }
            });
        }
    }
}
