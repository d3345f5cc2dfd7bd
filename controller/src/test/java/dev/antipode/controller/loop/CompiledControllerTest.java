package dev.antipode.controller.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.controller.hil.LinkRequest;
import dev.antipode.controller.hil.TaskLink;
import dev.antipode.controller.law.Laws;
import dev.antipode.controller.policy.TrainablePolicy;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Workspace;
import dev.antipode.core.program.Engine;
import dev.antipode.core.program.Frame;
import dev.antipode.core.random.EpisodeSet;
import dev.antipode.sim.ParameterLayout;
import dev.antipode.sim.Registry;
import dev.antipode.sim.Rollout;
import dev.antipode.sim.TaskModel;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One sample at a time gives the bits of a rollout of many, episode after episode, through guard and limits. */
class CompiledControllerTest {
    private static final int LANES = 32;
    private static final ClassLoader LOADER = CompiledControllerTest.class.getClassLoader();
    private static final Registry REGISTRY = Registry.load(LOADER);

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "pendulum; mlp:64,64; F32; FUSED; SCALAR",
                "dc-motor; mlp:64,64; F32; FUSED; AUTO",
                "acrobot; mlp:17,5:relu; F64; UNFUSED; SCALAR",
                "thermal; mlp:24; F32; FUSED; SCALAR",
                "pendulum; gru:7; F32; FUSED; SCALAR",
                "dc-motor; linear; F32; FUSED; SCALAR",
                "dc-motor; law:dc-motor-pid; F32; FUSED; SCALAR",
                "dc-motor; residual:dc-motor-pid:0.3:mlp:8,8; F32; FUSED; SCALAR"
            })
    void theLoopHasTheBitsOfARollout(
            String name, String design, Precision precision, Arithmetic arithmetic, KernelMode kernels) {
        TaskModel task = REGISTRY.task(name);
        TrainablePolicy policy = Laws.policy(design, LOADER).forTask(task);
        SplittableRandom random = new SplittableRandom(11);
        double[] parameters = policy.initialParameters(3);
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] += 0.3 * (random.nextDouble() - 0.5);
        }
        int size = task.observations().size();
        double[] centre = random.doubles(size, -0.1, 0.1).toArray();
        double[] scale = random.doubles(size, 0.5, 1.5).toArray();
        int steps = Math.min(60, task.timing().horizonSteps());
        try (Engine engine = new Engine(precision, arithmetic, KernelMode.SCALAR);
                CompiledController compiled = new CompiledController(
                        policy,
                        task.observations(),
                        task.plant().inputs(),
                        precision,
                        arithmetic,
                        kernels,
                        1,
                        1L << 26);
                TaskLink link =
                        new TaskLink(task, request(task, precision, arithmetic), EpisodeSet.TEST, 5, 1L << 28)) {
            compiled.instance(0).load(parameters, centre, scale);
            if (kernels == KernelMode.AUTO) {
                compiled.awaitWarmUp(Duration.ofSeconds(20));
            }
            Rollout rollout = Rollout.compile(task, policy, LANES, engine);
            MemoryPlan.Builder plan = MemoryPlan.builder();
            long tile = plan.add("tile", "", rollout.tileBytes());
            long scratch = plan.add("scratch", "", rollout.scratchBytes());
            long vector = plan.add("parameters", "", (long) parameters.length * precision.bytes());
            try (Workspace workspace = Workspace.allocate(plan.build(), Long.MAX_VALUE)) {
                Frame frame = rollout.frame(workspace.block(), tile, scratch);
                frame.seed = 7;
                frame.episodeSet = EpisodeSet.TEST;
                frame.parametersOffset = vector;
                rollout.setNormalisation(frame, centre, scale);
                for (int i = 0; i < parameters.length; i++) {
                    precision.set(workspace.block(), vector + (long) i * precision.bytes(), parameters[i]);
                    if (policy.layout() == ParameterLayout.ROWS) {
                        for (int lane = 0; lane < LANES; lane++) {
                            rollout.set(frame, rollout.policyParameters().row(i), lane, parameters[i]);
                        }
                    }
                }
                rollout.reset(frame);
                for (int i = 0; i < steps; i++) {
                    rollout.step(frame);
                }
                GuardRules trusting = GuardRules.defaults().withRangeFactor(1e9);
                double[] safe = new double[task.plant().inputs().size()];
                // The safe command at the end is a step of its own: one less than the rollout, which is compared before
                // it.
                LoopOptions options = new LoopOptions(1_000_000, steps, 0, trusting, RealTime.none(), safe, precision);
                double[] states = new double[task.plant().states().size()];
                double[] cost = {0};
                ControlLoop loop = new ControlLoop(
                        new Snapshot(link, steps, states, cost),
                        compiled.instance(0),
                        Optional.empty(),
                        options,
                        new VirtualClock());
                loop.run();
                assertThat(cost[0]).isEqualTo(rollout.cost(frame, 5));
                for (int i = 0; i < states.length; i++) {
                    assertThat(states[i])
                            .as("state " + i)
                            .isEqualTo(rollout.get(frame, rollout.states().row(i), 5));
                }
            }
        }
    }

    /** Notes the plant's state after a number of commands. */
    private record Snapshot(TaskLink link, int steps, double[] states, double[] cost)
            implements dev.antipode.controller.hil.Link {
        @Override
        public dev.antipode.controller.hil.LinkSignature signature() {
            return link.signature();
        }

        @Override
        public dev.antipode.controller.hil.LinkStatus receive(dev.antipode.controller.hil.Exchange exchange) {
            return link.receive(exchange);
        }

        @Override
        public dev.antipode.controller.hil.LinkStatus send(dev.antipode.controller.hil.Exchange exchange) {
            var status = link.send(exchange);
            if (exchange.commandTick == steps - 1) {
                for (int i = 0; i < states.length; i++) {
                    states[i] = link.plant().state(i);
                }
                cost[0] = link.plant().cost();
            }
            return status;
        }

        @Override
        public void close() {}
    }

    private static LinkRequest request(TaskModel task, Precision precision, Arithmetic arithmetic) {
        return new LinkRequest(
                "",
                task,
                task.plant().inputs(),
                task.observations(),
                task.timing().periodSeconds(),
                0,
                7,
                precision,
                arithmetic,
                KernelMode.SCALAR,
                LOADER);
    }
}
