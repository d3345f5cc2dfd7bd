package dev.antipode.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.antipode.controller.train.EsChoice;
import dev.antipode.core.kernel.KernelMode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is measured runs and does something; how fast is not a test's business. */
class BenchmarksRunTest {
    @ParameterizedTest
    @EnumSource
    void aBatchMoves(StepPlant plant) {
        try (StepBatch batch = new StepBatch(plant, 32, KernelMode.SCALAR)) {
            assertThat(StepPlant.of(plant.label())).isEqualTo(plant);
            double[][] next = batch.next();
            batch.run();
            // The batch stands one step further on than the fill's own step that these were the results of.
            assertThat(batch.next()).isNotEqualTo(next);
            double[][] again = batch.next();
            batch.run();
            assertThat(batch.next()).isEqualTo(again);
        }
    }

    /** The three ways to a derivative agree before any is timed. */
    @Test
    void derivativesAgreeAndAreMeasured() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        for (StepPlant plant : StepPlant.values()) {
            try (DerivativeBatches batches = new DerivativeBatches(plant, 32, KernelMode.SCALAR)) {
                assertThat(batches.difference()).isPositive().isLessThan(DerivativeBatches.BOUND);
                DerivativeTimingFork.measure(plant, batches, 1, out);
            }
        }
        var timings = bytes.toString(StandardCharsets.UTF_8)
                .lines()
                .map(DerivativeTiming::parse)
                .toList();
        assertThat(timings).hasSize(4 * StepPlant.values().length).allSatisfy(timing -> {
            assertThat(timing.line())
                    .isEqualTo(DerivativeTiming.parse(timing.line()).line());
            assertThat(timing.nanos()).isPositive();
        });
        assertThat(DerivativesTable.of(timings)).contains("acrobot", "JVP", "VJP", "Jacobian");
    }

    @Test
    void trainingGoesFromGenerationToGeneration() throws InterruptedException {
        try (RunningTraining training = new RunningTraining("dc-motor", new EsChoice(), KernelMode.SCALAR)) {
            long first = training.next().simulatorSteps();
            long second = training.next().simulatorSteps();
            assertThat(first).isPositive();
            assertThat(second - first).isBetween(1L, training.mostSteps());
        }
    }

    @Test
    void theComparisonMeasuresAndPrints() throws IOException {
        assumeTrue(Compiler.missing().isEmpty(), "gcc for x86-64 is not on the PATH");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StepTimingFork.measure(
                1, new int[] {64}, KernelMode.SCALAR, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        var timings = bytes.toString(StandardCharsets.UTF_8)
                .lines()
                .map(StepTiming::parse)
                .toList();
        assertThat(timings).hasSize(StepPlant.values().length).allSatisfy(timing -> {
            assertThat(timing.line()).isEqualTo(StepTiming.parse(timing.line()).line());
            assertThat(timing.ours()).isPositive();
            assertThat(timing.c512()).isPositive();
            assertThat(timing.difference()).isLessThan(AnswerCheck.BOUND);
        });
        assertThat(ComparisonTable.of(timings)).contains("cart-pole", "acrobot", "quadrotor");
    }
}
