package dev.antipode.controller.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antipode.core.memory.Precision;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LearningSettingsTest {
    @Test
    void settingsAreReadBackExactly() {
        LearningSettings settings = LearningSettings.defaults()
                .withSeed(Long.MIN_VALUE)
                .withPrecision(Precision.F64)
                .withSigma(new Schedule.Exponential(0.1, 0.013))
                .withOptimizer(new Adam(0.8, 0.95, 1e-5))
                .withWeightDecay(1e-7)
                .withShaping(FitnessShaping.STANDARDISED)
                .withNormalisation(Normalisation.RUNNING)
                .withPatience(4);
        assertThat(settings.weightDecay()).isEqualTo(1e-7);
        assertThat(LearningSettings.fromMap(settings.toMap())).isEqualTo(settings);
    }

    @Test
    void whatIsMissingStaysAtItsDefault() {
        assertThat(LearningSettings.fromMap(Map.of())).isEqualTo(LearningSettings.defaults());
    }

    @Test
    void wrongTextsAreRefused() {
        assertThatThrownBy(() -> LearningSettings.fromMap(Map.of("sgima", "1"))).hasMessageContaining("'sgima'");
        assertThatThrownBy(() -> LearningSettings.fromMap(Map.of("episodes", "many")))
                .hasMessageContaining("episodes 'many' is not a number");
        assertThatThrownBy(() -> LearningSettings.fromMap(Map.of("shaping", "round")))
                .hasMessageContaining("CENTRED_RANK");
        assertThatThrownBy(() -> LearningSettings.fromMap(Map.of("weightDecay", "-1")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
