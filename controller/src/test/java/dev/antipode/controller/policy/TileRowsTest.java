package dev.antipode.controller.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.program.Engine;
import dev.antipode.sim.Registry;
import dev.antipode.sim.Rollout;
import dev.antipode.sim.TaskModel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TileRowsTest {
    /** What is counted beforehand is most of what the compiled loop then has, and never more. */
    @ParameterizedTest
    @ValueSource(strings = {"linear", "mlp:16,16", "gru:8"})
    void theRowsOfALoopAreKnownBeforeItIsCompiled(String text) {
        TaskModel task = Registry.load(getClass().getClassLoader()).task("cart-pole-swing-up");
        TrainablePolicy policy = PolicyDesign.parse(text).forTask(task);
        int counted = Rollout.rows(task, policy) + policy.intermediateRows();
        try (Engine engine = new Engine(Precision.F32, Arithmetic.FUSED, KernelMode.SCALAR)) {
            String dimensions = Rollout.compile(task, policy, 16, engine).tileDimensions();
            int rows = Integer.parseInt(dimensions.substring(0, dimensions.indexOf(' ')));
            assertThat(counted).isBetween(rows / 2, rows);
        }
    }
}
