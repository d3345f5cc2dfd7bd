package dev.antipode.controller.hil;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antipode.controller.policy.ConstantPolicy;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Workspace;
import dev.antipode.core.program.Engine;
import dev.antipode.core.program.Frame;
import dev.antipode.core.random.EpisodeSet;
import dev.antipode.sim.Registry;
import dev.antipode.sim.Rollout;
import dev.antipode.sim.Signal;
import dev.antipode.sim.TaskModel;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskLinkTest {
    private static final Registry REGISTRY = Registry.load(TaskLinkTest.class.getClassLoader());
    private static final int STEPS = 25;

    /** Each task, each step: what comes over the link is what a rollout of the same episode and commands sees, to the bit. */
    @Test
    void theLinkIsTheRolloutStepByStep() {
        for (String name : REGISTRY.taskNames()) {
            TaskModel task = REGISTRY.task(name);
            List<Signal> inputs = task.plant().inputs();
            // Off the middle of each range, so that the command matters.
            double[] command = inputs.stream()
                    .mapToDouble(s -> s.middle() + s.halfWidth() / 4)
                    .toArray();
            ConstantPolicy policy =
                    new ConstantPolicy(inputs, Arrays.stream(command).boxed().toList());
            try (Engine engine = new Engine(Precision.F32, Arithmetic.FUSED, KernelMode.SCALAR)) {
                Rollout rollout = Rollout.compile(task, policy, 16, engine);
                MemoryPlan.Builder plan = MemoryPlan.builder();
                long tile = plan.add("tile", "", rollout.tileBytes());
                long scratch = plan.add("scratch", "", rollout.scratchBytes());
                try (Workspace workspace = Workspace.allocate(plan.build(), Long.MAX_VALUE);
                        TaskLink link = new TaskLink(
                                task, request(task, "", task.observations()), EpisodeSet.TEST, 3, 1L << 28)) {
                    Frame frame = rollout.frame(workspace.block(), tile, scratch);
                    frame.seed = 7;
                    frame.episodeSet = EpisodeSet.TEST;
                    frame.firstEpisode = 3;
                    double[] parameters = policy.initialParameters(1);
                    for (int i = 0; i < parameters.length; i++) {
                        rollout.set(frame, rollout.policyParameters().row(i), 0, parameters[i]);
                    }
                    rollout.reset(frame);
                    Exchange exchange = new Exchange(link.signature());
                    double cost = 0;
                    for (int step = 0; step < STEPS && !rollout.failed(frame, 0); step++) {
                        rollout.step(frame);
                        assertThat(link.receive(exchange)).isEqualTo(LinkStatus.OK);
                        assertThat(exchange.measurementTick).isEqualTo(step);
                        for (int i = 0; i < exchange.measurement.length; i++) {
                            assertThat(exchange.measurement[i])
                                    .as(name + " step " + step + " observation " + i)
                                    .isEqualTo(rollout.get(
                                            frame, rollout.observations().row(i), 0));
                        }
                        for (int i = 0; i < exchange.reference.length; i++) {
                            assertThat(exchange.reference[i])
                                    .isEqualTo(rollout.get(
                                            frame, rollout.references().row(i), 0));
                        }
                        assertThat(link.receive(exchange)).isEqualTo(LinkStatus.STALE);
                        System.arraycopy(command, 0, exchange.command, 0, command.length);
                        assertThat(link.send(exchange)).isEqualTo(LinkStatus.OK);
                        cost = link.plant().cost();
                        if (!rollout.failed(frame, 0)) {
                            assertThat(cost).as(name).isEqualTo(rollout.cost(frame, 0));
                        }
                    }
                }
            }
        }
    }

    @Test
    void episodesFollowOneAnother() {
        TaskModel task = REGISTRY.task("pendulum");
        int horizon = task.timing().horizonSteps();
        try (TaskLink link = new TaskLink(task, request(task, "", task.observations()), EpisodeSet.TEST, 0, 1L << 28)) {
            Exchange exchange = new Exchange(link.signature());
            for (int i = 0; i < 2 * horizon; i++) {
                link.receive(exchange);
                assertThat(exchange.episode).isEqualTo(i / horizon);
                link.send(exchange);
            }
            assertThat(link.episodes()).isEqualTo(2);
            assertThat(link.meanCost()).isPositive();
        }
    }

    @Test
    void aPlantWithOtherSignalsIsRefusedByName() {
        TaskModel task = REGISTRY.task("pendulum");
        assertThatThrownBy(() -> open(request(task, "cart-pole", task.observations())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("command 1 of the controller is 'torque'")
                .hasMessageContaining("'force'");
        Signal first = task.observations().get(0);
        Signal other = new Signal(first.name(), "mm", 0, 1, 1, false, 0);
        assertThatThrownBy(() -> open(request(task, "", List.of(other))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is in mm for the controller");
    }

    @Test
    void anUnknownKindOfLinkIsRefusedWithThoseThereAre() {
        assertThatThrownBy(() -> Links.provider("telepathy:1", TaskLinkTest.class.getClassLoader()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("telepathy:1")
                .hasMessageContaining("task:NAME");
    }

    private static void open(LinkRequest request) throws java.io.IOException {
        Links.provider("task:", TaskLinkTest.class.getClassLoader())
                .open(request)
                .close();
    }

    private static LinkRequest request(TaskModel task, String address, List<Signal> measurements) {
        return new LinkRequest(
                address,
                task,
                task.plant().inputs(),
                measurements,
                task.timing().periodSeconds(),
                0,
                7,
                Precision.F32,
                Arithmetic.FUSED,
                KernelMode.SCALAR,
                TaskLinkTest.class.getClassLoader());
    }
}
