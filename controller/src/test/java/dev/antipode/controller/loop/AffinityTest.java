package dev.antipode.controller.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.antipode.controller.Antipode;
import dev.antipode.controller.TrainingOptions;
import dev.antipode.controller.policy.TrainablePolicy;
import dev.antipode.controller.train.TrainedController;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.Precision;
import dev.antipode.sim.Registry;
import dev.antipode.sim.Signal;
import dev.antipode.sim.TaskModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which processors threads may run on, as the kernel tells it. */
class AffinityTest {
    private static final Path THREAD = Path.of("/proc/thread-self");
    private static final Path THREADS = Path.of("/proc/self/task");

    private String had;
    private int one;

    @BeforeEach
    void thereIsAChoice() {
        assumeTrue(LinuxCalls.available());
        had = allowed(THREAD);
        one = Integer.parseInt(had.split("[-,]")[0]);
        assumeTrue(!had.equals(Integer.toString(one)));
    }

    private static String allowed(Path thread) {
        try {
            return Files.readAllLines(thread.resolve("status")).stream()
                    .filter(line -> line.startsWith("Cpus_allowed_list:"))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aThreadIsKeptToProcessorsUntilItIsClosedAndThreadsOfItsOwnInheritThem() throws InterruptedException {
        AtomicReference<String> started = new AtomicReference<>();
        try (Affinity kept = Affinity.to(Set.of(one))) {
            assertThat(kept.granted()).isTrue();
            assertThat(allowed(THREAD)).isEqualTo(Integer.toString(one));
            Thread.ofPlatform().start(() -> started.set(allowed(THREAD))).join();
        }
        assertThat(started).hasValue(Integer.toString(one));
        assertThat(allowed(THREAD)).isEqualTo(had);
    }

    @Test
    void whereThereIsNoSuchProcessorEverythingStaysAsItIs() {
        for (Set<Integer> none : List.of(Set.<Integer>of(), Set.of(1023), Set.of(100_000))) {
            try (Affinity kept = Affinity.to(none)) {
                assertThat(kept.granted()).isFalse();
                assertThat(allowed(THREAD)).isEqualTo(had);
            }
        }
    }

    /** The first worker trains on a thread of its own, the others are there before it. */
    @Test
    void everyWorkerOfATrainingBesideTheLoopKeepsToItsProcessors() throws Exception {
        ClassLoader loader = AffinityTest.class.getClassLoader();
        TaskModel task = Registry.load(loader).task("dc-motor");
        TrainablePolicy policy = Antipode.policy("linear", loader).forTask(task);
        double[] centre =
                task.observations().stream().mapToDouble(Signal::middle).toArray();
        double[] scale =
                task.observations().stream().mapToDouble(o -> 1 / o.halfWidth()).toArray();
        TrainedController live = new TrainedController(
                task.name(),
                task.fingerprint(),
                task.timing(),
                task.observations(),
                task.plant().inputs(),
                policy.text(),
                policy.fingerprint(),
                policy.tensors(),
                Precision.F32,
                Arithmetic.FUSED,
                policy.initialParameters(1),
                centre,
                scale);
        TrainingOptions options = TrainingOptions.of(task)
                .withPolicy(Antipode.policy("linear", loader))
                .withExecution(e -> e.withThreads(3).withKernels(KernelMode.SCALAR))
                .withStart(live);
        try (CompiledController controller = new CompiledController(
                policy,
                task.observations(),
                task.plant().inputs(),
                Precision.F32,
                Arithmetic.FUSED,
                KernelMode.SCALAR,
                2,
                1L << 26)) {
            ParameterGate gate =
                    new ParameterGate(controller.instance(0), controller.instance(1), 1, GateRules.forHorizon(50));
            List<String> before = workers();
            try (SideTraining training = new SideTraining(options, policy, gate, Set.of(one), _ -> {})) {
                training.start();
                while (training.generations() == 0 && training.failure().isEmpty()) {
                    Thread.sleep(10);
                }
                List<String> after = workers();
                before.forEach(after::remove);
                assertThat(after).hasSize(3).containsOnly(Integer.toString(one));
            }
        }
        assertThat(allowed(THREAD)).isEqualTo(had);
    }

    /** What each thread of this process that is called a worker may run on. */
    private static List<String> workers() throws IOException {
        List<String> workers = new ArrayList<>();
        try (var threads = Files.list(THREADS)) {
            for (Path thread : threads.toList()) {
                if (Files.exists(thread)
                        && Files.readString(thread.resolve("comm")).startsWith("antipode-worker")) {
                    workers.add(allowed(thread));
                }
            }
        }
        return workers;
    }
}
