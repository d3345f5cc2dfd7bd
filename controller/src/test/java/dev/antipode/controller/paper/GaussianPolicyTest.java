package dev.antipode.controller.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.controller.inspect.NormalStream;
import dev.antipode.controller.inspect.PolicyPoint;
import dev.antipode.controller.train.ExecutionSettings;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.program.Engine;
import dev.antipode.core.random.Purpose;
import dev.antipode.sim.TaskModel;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The paper's policy on the hopper: its derivative along a direction against central differences, its initial parameters. */
class GaussianPolicyTest {
    private static final int STEPS = 6;
    private static final int LANES = 16;

    @Test
    void derivativesAlongADirectionAreTheSlopesOfTheCost() {
        TaskModel task = Runner.HOPPER.task(STEPS);
        PolicyPoint point = Runner.initial(task, 1, 1);
        NormalStream normal = new NormalStream(1, Purpose.INSPECTION);
        double[] direction = new double[point.parameters().length];
        Arrays.setAll(direction, i -> normal.get(0, i));
        FigureContext context =
                new FigureContext(1, ExecutionSettings.defaults().withKernels(KernelMode.SCALAR), _ -> {}, () -> false);
        double h = 1e-6;
        int[] horizon = {STEPS};
        try (Engine engine = context.engine();
                ShiftedLoop loop = new ShiftedLoop(task, point, direction, LANES, engine, context)) {
            double[][] exact = loop.derivatives(0.002, STEPS);
            double[][] above = loop.costs(0.002 + h, horizon);
            double[][] below = loop.costs(0.002 - h, horizon);
            for (int lane = 0; lane < LANES; lane++) {
                double difference = (above[0][lane] - below[0][lane]) / (2 * h);
                double one = exact[STEPS - 1][lane];
                assertThat(one).isNotZero();
                assertThat(one).as("lane %d", lane).isCloseTo(difference, within(1e-5 * Math.max(Math.abs(one), 1e-2)));
            }
            double[][] growth = loop.perturbations(0, STEPS);
            assertThat(growth[STEPS - 1]).doesNotContain(Double.NaN);
            // Lanes differ by their start and by the policy's noise.
            assertThat(Arrays.stream(above[0]).distinct().count()).isEqualTo(LANES);
        }
    }

    @Test
    void initialParametersAreUniformWithTheVarianceOfLeCun() {
        TaskModel task = Runner.HOPPER.task(STEPS);
        PolicyPoint point = Runner.initial(task, 1, 1);
        PolicyPoint small = Runner.initial(task, 0.01, 1);
        int observations = task.observations().size();
        double squares = 0;
        for (int i = 0; i < observations * 32; i++) {
            double weight = point.parameters()[32 + i];
            squares += weight * weight;
            assertThat(small.parameters()[32 + i]).isCloseTo(0.01 * weight, within(1e-15));
        }
        assertThat(squares / (observations * 32) * observations).isBetween(0.8, 1.2);
        int last = point.parameters().length - 1;
        assertThat(Math.abs(point.parameters()[last])).isLessThan(Math.sqrt(3.0 / 32));
    }
}
