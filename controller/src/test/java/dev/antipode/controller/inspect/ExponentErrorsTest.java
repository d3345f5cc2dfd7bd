package dev.antipode.controller.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.controller.train.ExecutionSettings;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.sim.Registry;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Standard errors of Lyapunov exponents, at the length that is followed by default, against what the exponents truly miss. */
class ExponentErrorsTest {
    private static final Registry REGISTRY = Registry.load(ExponentErrorsTest.class.getClassLoader());

    /** Sprott, "Chaos and Time-Series Analysis" (2003), appendix A.4 and A.5. */
    private static final double[] LORENZ = {0.9056, 0, -14.5723};

    private static final double[] ROSSLER = {0.0714, 0, -5.3943};
    private static final double[] HENON = {0.41922, -1.62319, Double.NaN};

    private static Exponents exponents(String plant, long seed) {
        InspectionOptions options = new InspectionOptions(
                seed,
                OptionalInt.of(1),
                OptionalInt.empty(),
                OptionalInt.empty(),
                2,
                OptionalDouble.empty(),
                10,
                OptionalDouble.empty(),
                2,
                ExecutionSettings.defaults().withKernels(KernelMode.SCALAR));
        try (Inspection inspection = Inspection.of(PlantSetting.of(REGISTRY.plant(plant)), options)) {
            return inspection.run((stage, fraction) -> {}).exponents();
        }
    }

    /** Which by chance alone one of forty would be above twice its error on either side. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void valuesLieWithinTwoOrThreeErrors(long seed) {
        within(seed, "henon", 1, HENON);
        within(seed, "lorenz", 0.01, LORENZ);
        within(seed, "rossler", 0.02, ROSSLER);
    }

    private static void within(long seed, String plant, double stepSeconds, double[] truth) {
        Exponents found = exponents(plant, seed);
        double squares = 0;
        int count = found.perStep().length;
        for (int i = 0; i < count; i++) {
            double error = found.standardErrors()[i] / stepSeconds;
            double miss = (found.perStep()[i] / stepSeconds - truth[i]) / error;
            assertThat(Math.abs(miss)).as("exponent %d of %s", i + 1, plant).isLessThan(3);
            squares += miss * miss / count;
        }
        assertThat(squares).as(plant).isLessThan(4);
    }

    /**
     * R&ouml;ssler's orbit comes round in a steady rhythm, and nearly all of the third exponent is of a short part of it: trajectories in
     * step with one another begin and end their measurements there together.
     */
    @Test
    void trajectoriesAreNotInStep() {
        Exponents found = exponents("rossler", 1);
        assertThat(found.trajectories()).isEqualTo(16);
        assertThat(Math.abs(found.perStep()[2] / 0.02 - ROSSLER[2])).isLessThan(0.012);
    }
}
