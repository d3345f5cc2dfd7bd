package dev.antipode.core.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MemoryPlanTest {
    private static MemoryPlan plan() {
        MemoryPlan.Builder plan = MemoryPlan.builder();
        plan.add("parameters", "10 x F32", 40);
        plan.add("tile", "96 rows x 64 lanes x F32", 24576);
        plan.add("moments", "2 x 10 x F32", 80);
        return plan.build();
    }

    @Test
    void consumersFollowOneAnotherAtCacheLines() {
        MemoryPlan plan = plan();
        assertThat(plan.offset("parameters")).isZero();
        assertThat(plan.offset("tile")).isEqualTo(64);
        assertThat(plan.offset("moments")).isEqualTo(64 + 24576);
        assertThat(plan.totalBytes()).isEqualTo(64 + 24576 + 128);
    }

    @Test
    void aPlanOverItsBudgetNamesTheLargestConsumersAndWhatWouldFit() {
        MemoryPlan plan = plan();
        assertThatCode(() -> plan.requireWithin(plan.totalBytes())).doesNotThrowAnyException();
        assertThatThrownBy(() -> Workspace.allocate(plan, plan.totalBytes() - 1))
                .isInstanceOf(BudgetExceededException.class)
                .hasMessageContaining("largest consumers are tile (96 rows x 64 lanes x F32, 24.0 KiB), moments")
                .hasMessageContaining(
                        "; use fewer threads, lanes or parameters, or a budget of at least " + plan.totalBytes());
        assertThatThrownBy(() -> Workspace.allocate(plan, plan.totalBytes() - 1, "half of it"))
                .isInstanceOf(BudgetExceededException.class)
                .hasMessageContaining(
                        "; use half of it, or fewer threads, lanes or parameters, or a budget of at least ");
    }

    @Test
    void theTableListsEveryConsumerAndTheTotal() {
        assertThat(plan().table().lines()).hasSize(4).last().asString().contains("total", "24768", "24.2 KiB");
        assertThat(plan().table()).contains("tile", "96 rows x 64 lanes x F32", "24576");
    }

    @Test
    void theTableIsAligned() {
        MemoryPlan.Builder builder = MemoryPlan.builder();
        builder.add("tile", "2 rows x 16 lanes x F32", 128);
        builder.add("a gigabyte", "", 1 << 30);
        assertThat(builder.build().table()).isEqualTo("""
                        tile        2 rows x 16 lanes x F32           128       128 B
                        a gigabyte                             1073741824     1.0 GiB
                        total                                  1073741952     1.0 GiB""");
    }

    @Test
    void bytesAreRoundedToATenth() {
        assertThat(MemoryPlan.readable(1023)).isEqualTo("1023 B");
        assertThat(MemoryPlan.readable(1024)).isEqualTo("1.0 KiB");
        assertThat(MemoryPlan.readable(1075)).isEqualTo("1.0 KiB");
        assertThat(MemoryPlan.readable(1076)).isEqualTo("1.1 KiB");
        assertThat(MemoryPlan.readable((1 << 20) - 1)).isEqualTo("1024.0 KiB");
        assertThat(MemoryPlan.readable(1 << 20)).isEqualTo("1.0 MiB");
        assertThat(MemoryPlan.readable(Long.MAX_VALUE)).isEqualTo("8589934592.0 GiB");
    }

    @Test
    void namesAreUniqueAndKnown() {
        MemoryPlan.Builder twice = MemoryPlan.builder();
        twice.add("tile", "", 1);
        assertThatThrownBy(() -> twice.add("tile", "", 1)).hasMessageContaining("'tile' already");
        assertThatThrownBy(() -> twice.add("less", "", -1)).hasMessageContaining("-1 bytes");
        assertThatThrownBy(() -> plan().offset("tyle")).hasMessageContaining("no entry 'tyle'");
    }

    @Test
    void theWorkspaceIsZeroedAlignedAndGoneAfterClosing() {
        Workspace workspace = Workspace.allocate(plan(), 1 << 20);
        assertThat(workspace.block().address() % 4096).isZero();
        assertThat(workspace.block().byteSize()).isEqualTo(plan().totalBytes());
        assertThat(Precision.F64.get(workspace.block(), plan().offset("moments")))
                .isZero();
        workspace.close();
        assertThatThrownBy(() -> Precision.F32.get(workspace.block(), 0)).isInstanceOf(IllegalStateException.class);
    }
}
