package dev.antipode.core.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What is allocated while a ledger is in use. */
class MemoryLedgerTest {
    private static MemoryPlan plan(String name, long bytes) {
        MemoryPlan.Builder plan = MemoryPlan.builder(name);
        plan.add("tile", "", bytes);
        return plan.build();
    }

    private static Workspace allocate(String name, long bytes) {
        return Workspace.allocate(plan(name, bytes), 1 << 20);
    }

    private static MemoryUse use(Runnable work) {
        MemoryLedger ledger = new MemoryLedger();
        ScopedValue.where(MemoryLedger.IN_USE, ledger).run(work);
        return ledger.use();
    }

    /** Two of 128 bytes one after another, then one of 64 with one of 256 bytes inside. */
    @Test
    void onlyWhatIsAllocatedAtATimeAddsUp() {
        MemoryUse use = use(() -> {
            allocate("first", 128).close();
            allocate("first", 128).close();
            try (Workspace outer = allocate("outer", 64);
                    Workspace inner = allocate("inner", 256)) {
                assertThat(outer.plan()).isNotEqualTo(inner.plan());
            }
        });
        assertThat(use.peakBytes()).isEqualTo(64 + 256);
        assertThat(use.parts()).extracting(part -> part.plan().name()).containsExactly("inner", "first", "outer");
        assertThat(use.parts()).extracting(MemoryUse.Part::times).containsExactly(1, 2, 1);
    }

    @Test
    void ofPlansOfOneNameTheLargestIsKept() {
        MemoryUse use = use(() -> {
            for (long bytes : new long[] {64, 192, 128}) {
                allocate("training", bytes).close();
            }
        });
        MemoryUse.Part part = use.parts().getFirst();
        assertThat(part.plan().totalBytes()).isEqualTo(192);
        assertThat(part.often()).isEqualTo(", the largest of 3");
        assertThat(part.plan().line()).isEqualTo("training 192 B (tile 192 B)");
    }

    @Test
    void whatWasRefusedOrAllocatedElsewhereIsNotThere() {
        allocate("before", 64).close();
        MemoryUse use = use(() -> assertThatThrownBy(() -> Workspace.allocate(plan("refused", 128), 64))
                .isInstanceOf(BudgetExceededException.class));
        assertThat(use).isEqualTo(new MemoryUse(0, java.util.List.of()));
    }
}
