package dev.antipode.controller.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antipode.controller.train.ExecutionSettings;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.MemoryLedger;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** Figure 6 at a size that takes seconds. */
class TruncationFigureTest {
    private static final TruncationFigure SMALL = new TruncationFigure(
            TruncationTask.PENDULUM,
            new int[] {5},
            new double[] {0.1},
            100_000,
            1,
            new TruncationFigure.Sample(2, 8),
            new TruncationFigure.Sample(2, 8),
            0);

    private static FigureContext context(boolean cancelled) {
        return new FigureContext(
                1, ExecutionSettings.defaults().withKernels(KernelMode.SCALAR), _ -> {}, () -> cancelled);
    }

    @Test
    void everyEstimatorIsOnOneAxis() {
        MemoryLedger ledger = new MemoryLedger();
        FigureResult result = ScopedValue.where(MemoryLedger.IN_USE, ledger).call(() -> SMALL.measure(context(false)));
        Panel panel = result.panels().getFirst();
        assertThat(panel.curves())
                .extracting(Curve::name)
                .contains("truncated backpropagation", "evolution strategies", "guarded", "whole clipped at 0.1");
        // Windows, then the whole of 200 steps.
        assertThat(panel.curves().getFirst().x()).containsExactly(5, 200);
        // Gymnasium's cost of a step is at most pi^2 + 0.1 * 8^2 + 0.001 * 2^2.
        assertThat(panel.curves())
                .allSatisfy(curve -> assertThat(Arrays.stream(curve.y())).allMatch(cost -> cost > 0 && cost < 16.28));
        assertThat(result.findings()).hasSize(4);
        // Every training has its own memory: windows of 5 steps and whole episodes, plain and clipped, are one kind.
        assertThat(ledger.use().parts())
                .extracting(part -> part.plan().name())
                .containsExactlyInAnyOrder("training by tbptt", "training by es", "training by guarded");
    }

    @Test
    void stopsWhenTold() {
        assertThatThrownBy(() -> SMALL.measure(context(true))).isInstanceOf(CancellationException.class);
    }
}
