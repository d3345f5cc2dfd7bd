package dev.antipode.controller.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antipode.controller.policy.PolicyDesign;
import dev.antipode.controller.train.ExecutionSettings;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.BudgetExceededException;
import dev.antipode.sim.TaskModel;
import dev.antipode.sim.tasks.PendulumSwingUp;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** An inspection whose gradients do not find room for every state. */
class InspectionMemoryTest {
    private static final TaskModel TASK = TaskModel.of("pendulum", new PendulumSwingUp());

    private static Inspection inspection(long budget) {
        ExecutionSettings execution =
                ExecutionSettings.defaults().withKernels(KernelMode.SCALAR).withBudgetBytes(budget);
        InspectionOptions options = new InspectionOptions(
                1,
                OptionalInt.of(100),
                OptionalInt.empty(),
                OptionalInt.of(1),
                2,
                OptionalDouble.empty(),
                10,
                OptionalDouble.empty(),
                2,
                execution);
        PolicyPoint point =
                PolicyPoint.initial(TASK, PolicyDesign.parse("linear").forTask(TASK), 1);
        return Inspection.of(TASK, point, options);
    }

    @Test
    void checkpointsTakeLessToTheSameBits() {
        try (Inspection full = inspection(Long.MAX_VALUE)) {
            long enough = full.plan().totalBytes();
            try (Inspection less = inspection(enough - 1)) {
                long checkpoints = less.plan().totalBytes();
                assertThat(checkpoints).isLessThan(enough);
                assertThat(less.plan().table()).contains("10 checkpoints");
                GradientComparison expected =
                        full.run((stage, fraction) -> {}).gradients().orElseThrow();
                GradientComparison found =
                        less.run((stage, fraction) -> {}).gradients().orElseThrow();
                assertThat(found).isEqualTo(expected);
                assertThatThrownBy(() -> inspection(checkpoints - 1)).isInstanceOf(BudgetExceededException.class);
            }
            try (Inspection again = inspection(enough)) {
                assertThat(again.plan().table()).doesNotContain("checkpoints");
            }
        }
    }
}
