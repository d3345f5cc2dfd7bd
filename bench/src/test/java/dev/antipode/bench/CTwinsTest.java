package dev.antipode.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.antipode.core.kernel.KernelMode;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The C twins compute what the plants compute; scalar kernels stand for the SIMD ones, whose bits are the same. */
class CTwinsTest {
    private static final int LANES = 272;

    @ParameterizedTest
    @ValueSource(ints = {256, 512})
    void stepLikeOurKernels(int vectorBits) throws IOException {
        assumeTrue(Compiler.missing().isEmpty(), "gcc for x86-64 is not on the PATH");
        try (CTwins twins = CTwins.compile(vectorBits)) {
            for (StepPlant plant : StepPlant.values()) {
                try (StepBatch batch = new StepBatch(plant, LANES, KernelMode.SCALAR)) {
                    batch.run();
                    double[][] ours = batch.next();
                    MemorySegment written = batch.written();
                    written.fill((byte) 0);
                    twins.run(plant, batch.read(), written, batch.strideFloats(), LANES, 2);
                    double[][] theirs = batch.next();
                    assertThat(theirs[0]).doesNotContain(0);
                    AnswerCheck check = AnswerCheck.of(batch.states(), ours, theirs);
                    assertThat(check.maxRelative())
                            .as(plant.label())
                            .isPositive()
                            .isLessThan(AnswerCheck.BOUND);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWrongOrUndefinedAnswerIsRefused(StepPlant plant) {
        try (StepBatch batch = new StepBatch(plant, 16, KernelMode.SCALAR)) {
            double[][] right = batch.next();
            double[][] wrong = batch.next();
            wrong[0][3] += 1e-3;
            assertThatIllegalStateException()
                    .isThrownBy(
                            () -> AnswerCheck.of(batch.states(), right, wrong).require(plant, "the other"))
                    .withMessageContaining(plant.label());
            wrong[0][3] = Double.NaN;
            assertThat(AnswerCheck.of(batch.states(), right, wrong).within()).isFalse();
            assertThat(AnswerCheck.of(batch.states(), wrong, right).within()).isFalse();
        }
    }

    @Test
    void anglesAreComparedAroundTheCircle() {
        try (StepBatch batch = new StepBatch(StepPlant.ACROBOT, 16, KernelMode.SCALAR)) {
            double[][] here = batch.next();
            double[][] there = batch.next();
            there[1][0] += 2 * Math.PI;
            assertThat(AnswerCheck.of(batch.states(), here, there).within()).isTrue();
        }
    }
}
