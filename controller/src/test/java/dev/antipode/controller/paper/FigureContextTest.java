package dev.antipode.controller.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.controller.train.ExecutionSettings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FigureContextTest {
    private final List<Double> told = new ArrayList<>();
    private int left = 40;

    /** However long the kernels take, whoever waits sees that something happens, and the rest goes on from there. */
    @Test
    void theWaitForKernelsIsAPartOfTheProgress() {
        FigureContext context = new FigureContext(1, ExecutionSettings.defaults(), told::add, () -> false);
        FigureContext rest = context.warm(() -> left-- == 0, 60);
        assertThat(told).hasSize(40).doesNotHaveDuplicates().isSorted();
        assertThat(told.getFirst()).isGreaterThan(0.01);
        assertThat(told.getLast()).isBetween(0.15, 0.25);
        rest.done(0);
        assertThat(told.getLast()).isCloseTo(0.25, within(1e-12));
        rest.part(0.5, 1).done(1);
        assertThat(told.getLast()).isCloseTo(1, within(1e-12));
    }
}
