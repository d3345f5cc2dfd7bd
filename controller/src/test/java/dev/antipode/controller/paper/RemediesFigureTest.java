package dev.antipode.controller.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.antipode.controller.train.ExecutionSettings;
import dev.antipode.core.memory.MemoryLedger;
import dev.antipode.core.memory.MemoryUse;
import dev.antipode.sim.TaskModel;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table of remedies at a size at which nothing is chaotic yet. */
class RemediesFigureTest {
    @Test
    void everyListedRemedyWasMeasured() {
        FigureContext context = new FigureContext(1, ExecutionSettings.defaults(), _ -> {}, () -> false);
        RemediesFigure figure = new RemediesFigure(
                16,
                12,
                2,
                List.of(
                        new GatedCells(3, 1, 2, 20),
                        new ImplicitPacking(8, 16, 40, 20, 0.85),
                        new SpectralPenalty(3, 2, 2, 1, 20),
                        new CoarseToFine(11, 30)));
        MemoryLedger ledger = new MemoryLedger();
        FigureResult result = ScopedValue.where(MemoryLedger.IN_USE, ledger).call(() -> figure.measure(context));
        assertThat(result.findings())
                .hasSize(8)
                .allSatisfy(finding -> assertThat(finding.measured())
                        .doesNotContain("NaN", "Infinity")
                        .containsPattern(": it (helped|did not help)$"));
        Panel panel = result.panels().getFirst();
        // Where the loss is smooth, tiny perturbations leave the gradient's variance to the episodes: pairs add that of
        // the square
        // of a draw and no more.
        double exact = panel.curves().get(0).y()[0];
        double pairs = panel.curves().get(1).y()[0];
        assertThat(pairs - exact).isBetween(-1.0, 2.0);
        assertThat(ledger.use().parts())
                .extracting(part -> part.plan().name(), MemoryUse.Part::times)
                .containsExactlyInAnyOrder(
                        tuple("episodes of hopper", 1),
                        tuple("training of vanilla cells", 3),
                        tuple("training of GRU cells", 1),
                        tuple("training of LSTM cells", 1),
                        tuple("packing of 8 disks", 1),
                        tuple("response of 8 packed disks", 1));
    }

    /** The parameter that softens contacts is the one that is set. */
    @Test
    void softnessIsTheThirdParameterOfTheWorld() {
        TaskModel task = Runner.HOPPER.task(4);
        assertThat(task.plant().parameters().get(2).name()).isEqualTo("softness");
    }
}
