package dev.antipode.controller.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.controller.Antipode;
import dev.antipode.controller.TrainingOptions;
import dev.antipode.controller.policy.PolicyDesign;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.sim.Registry;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An estimator reads a setting if and only if a run with another value of it ends elsewhere. */
class EstimatorSettingTest {
    private static final Registry REGISTRY = Registry.load(EstimatorSettingTest.class.getClassLoader());

    /** The guard reads what evolution strategies do where these make an update, as in a task whose growth it refuses. */
    private static String task(String estimator) {
        return estimator.startsWith("guarded") ? "acrobot" : "dc-motor";
    }

    private static double[] end(String estimator, UnaryOperator<LearningSettings> other) {
        TrainingOptions options = TrainingOptions.of(REGISTRY.task(task(estimator)))
                .withPolicy(PolicyDesign.parse("linear"))
                .withExecution(
                        e -> e.withKernels(KernelMode.SCALAR).withThreads(1).withCheckpointInterval(0))
                .withEstimator(EstimatorChoice.parse(estimator))
                .withLearning(s -> other.apply(s.withPopulation(8)
                        .withEpisodes(4)
                        .withGenerations(3)
                        .withValidation(4, 3)
                        .withShaping(FitnessShaping.CENTRED_RANK)
                        .withGradientScale(GradientScale.UNIT)));
        return Antipode.train(options, _ -> {}).state().theta();
    }

    private static UnaryOperator<LearningSettings> other(EstimatorSetting setting) {
        return switch (setting) {
            case POPULATION -> s -> s.withPopulation(4);
            case SIGMA -> s -> s.withSigma(new Schedule.Constant(0.2));
            case SHAPING -> s -> s.withShaping(FitnessShaping.NONE);
            case GRADIENT_SCALE -> s -> s.withGradientScale(GradientScale.RAW);
            case TAPE -> throw new AssertionError("changes no bit");
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "es",
                "tbptt:20",
                "guarded:1:1.001",
                "forward:2",
                "snes",
                "ars:2",
                "guided:20",
                "mixed:20",
                "nres:20",
                "pes:20",
                "tes:20",
                "online:20"
            })
    void whatIsReadIsWhatMakesADifference(String estimator) {
        double[] end = end(estimator, s -> s);
        EstimatorChoice choice = EstimatorChoice.parse(estimator);
        for (EstimatorSetting setting : EstimatorSetting.values()) {
            if (setting != EstimatorSetting.TAPE) {
                boolean differs = !java.util.Arrays.equals(end, end(estimator, other(setting)));
                assertThat(differs).as("%s reads %s", estimator, setting).isEqualTo(choice.reads(setting));
            }
            String name = estimator.replaceFirst(":.*", "");
            assertThat(setting.readers().matches("(.*, )?" + name + "(,.*)?"))
                    .as("%s of %s", setting.readers(), setting)
                    .isEqualTo(choice.reads(setting));
        }
    }
}
