package dev.antipode.controller.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antipode.controller.Antipode;
import dev.antipode.controller.TrainingOptions;
import dev.antipode.controller.law.DcMotorPid;
import dev.antipode.controller.law.LawPolicy;
import dev.antipode.controller.policy.PolicyDesign;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.Precision;
import dev.antipode.sim.Registry;
import dev.antipode.sim.TaskModel;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Forward-mode gradients against reverse mode, and their training in threads and lanes. */
class ForwardGradientTest {
    private static final Registry REGISTRY = Registry.load(ForwardGradientTest.class.getClassLoader());

    private static TrainingOptions options(String task, PolicyDesign policy, String estimator, Precision precision) {
        TaskModel model = REGISTRY.task(task);
        return TrainingOptions.of(model)
                .withPolicy(policy)
                .withLearning(s -> s.withEstimator(EstimatorChoice.parse(estimator))
                        .withPrecision(precision)
                        .withEpisodes(20)
                        .withGenerations(2)
                        .withValidation(16, 1))
                .withExecution(e -> e.withKernels(KernelMode.SCALAR)
                        .withThreads(2)
                        .withLanes(64)
                        .withCheckpointInterval(0));
    }

    private static TrainingState train(TrainingOptions options) {
        return Antipode.train(options, ProgressListener.silent()).state();
    }

    /** Plain steps along the gradient: the same to rounding, whichever way it was found. */
    @Test
    void theExactGradientIsThatOfReverseMode() {
        for (PolicyDesign policy :
                List.of(PolicyDesign.linear(), PolicyDesign.parse("mlp:3:tanh"), LawPolicy.design(new DcMotorPid()))) {
            TrainingOptions forward = options("dc-motor", policy, "forward", Precision.F64)
                    .withLearning(s -> s.withOptimizer(Optimizer.parse("sgd")));
            TrainingOptions reverse = forward.withLearning(s -> s.withEstimator(EstimatorChoice.parse("tbptt:full")));
            double[] expected = train(reverse).theta();
            double[] actual = train(forward).theta();
            assertThat(actual).hasSameSizeAs(expected);
            for (int i = 0; i < actual.length; i++) {
                assertThat(actual[i]).isCloseTo(expected[i], org.assertj.core.api.Assertions.within(1e-8));
            }
        }
    }

    @Test
    void threadsLanesAndKernelsDoNotChangeABit() {
        for (String estimator : List.of("forward", "forward:6")) {
            for (PolicyDesign policy : List.of(PolicyDesign.linear(), PolicyDesign.parse("mlp:4:tanh"))) {
                TrainingOptions options = options("pendulum", policy, estimator, Precision.F32);
                TrainingState expected = train(options);
                assertThat(expected.update()).isEqualTo(2);
                for (TrainingOptions other : List.of(
                        options.withExecution(e -> e.withThreads(3).withLanes(16)),
                        options.withExecution(
                                e -> e.withThreads(1).withLanes(128).withKernels(KernelMode.AUTO)))) {
                    assertThat(train(other))
                            .usingRecursiveComparison()
                            .ignoringFields("elapsedSeconds")
                            .isEqualTo(expected);
                }
            }
        }
    }

    /** Many random directions point where the gradient does. */
    @Test
    void randomDirectionsAgreeInTheMean() {
        TrainingOptions exact = options("dc-motor", PolicyDesign.linear(), "forward", Precision.F64)
                .withLearning(s -> s.withOptimizer(Optimizer.parse("sgd")).withGenerations(1));
        TrainingOptions random = exact.withLearning(s -> s.withEstimator(EstimatorChoice.parse("forward:4000")));
        double[] start = PolicyDesign.linear().forTask(exact.task()).initialParameters(1);
        double[] a = train(exact).theta();
        double[] b = train(random).theta();
        double product = 0;
        double lengths = 0;
        double other = 0;
        for (int i = 0; i < a.length; i++) {
            product += (a[i] - start[i]) * (b[i] - start[i]);
            lengths += (a[i] - start[i]) * (a[i] - start[i]);
            other += (b[i] - start[i]) * (b[i] - start[i]);
        }
        assertThat(product / Math.sqrt(lengths * other)).isGreaterThan(0.99);
    }

    @Test
    void choicesAreWrittenAsTheyAreRead() {
        assertThat(EstimatorChoice.parse("forward")).hasToString("forward");
        assertThat(EstimatorChoice.parse("forward:32")).hasToString("forward:32");
        assertThatThrownBy(() -> EstimatorChoice.parse("forward:0")).hasMessageContaining("'0'");
    }
}
