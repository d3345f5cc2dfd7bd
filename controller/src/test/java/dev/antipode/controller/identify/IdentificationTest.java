package dev.antipode.controller.identify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentificationTest {
    private static final Map<String, Double> MOTOR = Map.of(
            "resistance", 2.6, "inductance", 0.004, "torqueConstant", 0.065, "inertia", 1.5e-4, "friction", 2e-4);
    private static final Map<String, Double> PENDULUM = Map.of("gravity", 9.1, "mass", 1.3);
    private static final Map<String, Double> CART_POLE = Map.of("massCart", 1.4, "massPole", 0.15, "halfLength", 0.4);

    private static IdentificationOptions options() {
        return IdentificationOptions.defaults().withStarts(2);
    }

    private static IdentificationResult run(LoggedPlant logged, Recording recording, IdentificationOptions options) {
        try (Identification identification = new Identification(logged, recording.outputs(), options)) {
            return identification.run(recording);
        }
    }

    private static void assertRecovered(IdentificationResult result, Map<String, Double> truth) {
        truth.forEach((name, value) -> {
            double found = SyntheticLog.parameter(result, name).value();
            assertThat(found / value).as(name).isCloseTo(1, within(1e-6));
        });
    }

    @Test
    void withoutNoiseTheTruthIsFound() {
        SyntheticLog motor = new SyntheticLog("dc-motor", MOTOR).substeps(4).amplitude(0.5);
        IdentificationResult result = run(motor.logged(), motor.record(1, 150, 1), options());
        assertRecovered(result, MOTOR);
        assertThat(result.combinations()).isEmpty();
        assertThat(result.substeps()).isEqualTo(4);
        assertThat(result.outputs()).hasSize(3).allSatisfy(fit -> {
            assertThat(fit.fitPercent()).isGreaterThan(99.999);
            assertThat(fit.heldOutPercent()).isGreaterThan(99.99);
        });

        SyntheticLog pendulum = new SyntheticLog("pendulum", PENDULUM).initial(2.5, 0);
        assertRecovered(
                run(pendulum.logged(), pendulum.record(3, 60, 2), options().withFit("gravity", "mass")), PENDULUM);

        SyntheticLog cart = new SyntheticLog("cart-pole", CART_POLE).initial(0, 0, 3, 0);
        assertRecovered(
                run(cart.logged(), cart.record(2, 80, 3), options().withFit("massCart", "massPole", "halfLength")),
                CART_POLE);
    }

    /** A chaotic plant without inputs: a free run over the whole log has no use for a start that is off. */
    @Test
    void chaosIsFollowedFromShortRunsToLongOnes() {
        Map<String, Double> truth = Map.of("sigma", 11.0, "rho", 26.0, "beta", 2.9);
        SyntheticLog lorenz =
                new SyntheticLog("lorenz", truth).initial(1, 2, 20).substeps(2);
        IdentificationResult result = run(lorenz.logged(), lorenz.record(1, 600, 4), options());
        assertRecovered(result, truth);
        assertThat(result.longestRun()).isGreaterThan(100);
    }

    /** Speeds are not measured: states that are hidden are fitted too. */
    @Test
    void hiddenStatesAreFitted() {
        SyntheticLog cart =
                new SyntheticLog("cart-pole", CART_POLE).initial(0, 0.3, 3, 0.5).measured("x", "theta");
        IdentificationResult result =
                run(cart.logged(), cart.record(2, 80, 5), options().withFit("massCart", "massPole", "halfLength"));
        assertRecovered(result, CART_POLE);
    }

    @ParameterizedTest
    @CsvSource({
        "pendulum, 1, 0, 0.01",
        "pendulum, 1, 2, 0.01",
        "dc-motor, 4, 3, 0.01",
        "dc-motor, 4, 9, 0",
        "cart-pole, 1, 1, 0.01"
    })
    void theDelayIsFoundExactly(String plant, int substeps, int delay, double noise) {
        SyntheticLog log = new SyntheticLog(plant, Map.of())
                .substeps(substeps)
                .delay(delay)
                .noise(noise, 0);
        String[] fit = plant.equals("pendulum") ? new String[] {"gravity", "mass"} : new String[0];
        fit = plant.equals("cart-pole") ? new String[] {"massCart", "halfLength"} : fit;
        IdentificationResult result = run(
                log.logged(),
                log.record(2, 100, 7),
                options().withLongestDelay(10).withFit(fit));
        assertThat(result.delaySteps()).isEqualTo(delay);
        assertThat(result.delayAtLimit()).isFalse();
    }

    /** The count of true values within their intervals is binomial: 190 of 200 with a standard deviation of 3. */
    @ParameterizedTest
    @CsvSource({"pendulum", "cart-pole", "dc-motor"})
    void intervalsHoldTheTruthAsOftenAsTheySay(String plant) {
        Map<String, Double> truth = new LinkedHashMap<>(
                switch (plant) {
                    case "pendulum" -> PENDULUM;
                    case "cart-pole" -> Map.of("massCart", 1.2, "halfLength", 0.45);
                    default -> Map.of("resistance", 2.4, "torqueConstant", 0.06, "inertia", 1.5e-4);
                });
        int logs = 200;
        Map<String, Integer> inside = new LinkedHashMap<>();
        SyntheticLog log = new SyntheticLog(plant, truth).noise(0.02, 0).substeps(plant.equals("dc-motor") ? 3 : 1);
        IdentificationOptions options = IdentificationOptions.defaults()
                .withStarts(1)
                .withFit(truth.keySet().toArray(String[]::new));
        try (Identification identification =
                new Identification(log.logged(), log.record(1, 2, 1).outputs(), options)) {
            for (int i = 0; i < logs; i++) {
                IdentificationResult result = identification.run(log.record(1, 80, 100 + i));
                truth.forEach((name, value) -> {
                    FittedParameter found = SyntheticLog.parameter(result, name);
                    assertThat(found.identified()).isTrue();
                    inside.merge(name, found.low() <= value && value <= found.high() ? 1 : 0, Integer::sum);
                });
            }
        }
        assertThat(inside)
                .allSatisfy((name, count) -> assertThat(count).as(name).isBetween(180, 198));
    }

    /** Sensors that resolve no more than their noise, and inputs that act late: 57 of 60 with a standard deviation of 1.7. */
    @Test
    void intervalsHoldTheTruthBehindADelayAndCoarseSensors() {
        Map<String, Double> truth = Map.of("torqueConstant", 0.06, "inertia", 1.5e-4);
        int logs = 60;
        Map<String, Integer> inside = new LinkedHashMap<>();
        SyntheticLog log = new SyntheticLog("dc-motor", truth)
                .noise(0.02, 0)
                .resolution(0.02)
                .substeps(3)
                .delay(4);
        IdentificationOptions options = IdentificationOptions.defaults()
                .withStarts(1)
                .withFit("torqueConstant", "inertia")
                .withLongestDelay(6);
        try (Identification identification =
                new Identification(log.logged(), log.record(1, 2, 1).outputs(), options)) {
            for (int i = 0; i < logs; i++) {
                IdentificationResult result = identification.run(log.record(1, 80, 500 + i));
                assertThat(result.delaySteps()).isEqualTo(4);
                truth.forEach((name, value) -> {
                    FittedParameter found = SyntheticLog.parameter(result, name);
                    inside.merge(name, found.low() <= value && value <= found.high() ? 1 : 0, Integer::sum);
                });
            }
        }
        assertThat(inside)
                .hasSize(2)
                .allSatisfy((name, count) -> assertThat(count).as(name).isGreaterThanOrEqualTo(52));
    }

    /**
     * Noise that remembers makes estimates worse than white noise of its size would: intervals know, though not exactly, since its
     * memory is itself estimated.
     */
    @Test
    void intervalsAreWiderWhereResidualsAreNotWhite() {
        int inside = 0;
        int logs = 40;
        IdentificationOptions options =
                IdentificationOptions.defaults().withStarts(1).withFit("gravity", "mass");
        SyntheticLog log = new SyntheticLog("pendulum", PENDULUM).noise(0.02, 0.8);
        try (Identification identification =
                new Identification(log.logged(), log.record(1, 2, 1).outputs(), options)) {
            for (int i = 0; i < logs; i++) {
                IdentificationResult result = identification.run(log.record(1, 240, 900 + i));
                assertThat(result.corrected()).isTrue();
                FittedParameter gravity = SyntheticLog.parameter(result, "gravity");
                inside += gravity.low() <= 9.1 && 9.1 <= gravity.high() ? 1 : 0;
            }
        }
        assertThat(inside).isGreaterThanOrEqualTo(logs * 75 / 100);
    }

    /** The angular acceleration is 3 g / (2 l) sin(theta) + 3 / (m l^2) u: two numbers of three parameters. */
    @Test
    void whatCannotBeToldApartIsNamed() {
        SyntheticLog log = new SyntheticLog("pendulum", Map.of()).noise(0.001, 0);
        IdentificationResult result = run(log.logged(), log.record(1, 120, 8), options());
        assertThat(result.combinations()).hasSize(1);
        Combination all = result.combinations().getFirst();
        assertThat(all.names()).containsExactly("gravity", "mass", "length");
        // g ~ l and m ~ 1 / l^2.
        assertThat(all.relativeChanges()[0] / all.relativeChanges()[2]).isCloseTo(1, within(1e-5));
        assertThat(all.relativeChanges()[1] / all.relativeChanges()[2]).isCloseTo(-2, within(1e-5));
        assertThat(result.parameters()).noneMatch(FittedParameter::identified);

        IdentificationResult free = run(log.logged(), log.amplitude(0).record(1, 120, 9), options());
        assertThat(free.combinations())
                .extracting(Combination::names)
                .containsExactlyInAnyOrder(List.of("gravity", "length"), List.of("mass"));
        assertThat(free.combinations().getFirst().sentence()
                        + free.combinations().getLast().sentence())
                .contains("gravity and length apart", "does not tell mass");
    }

    /**
     * Without the inductance, the speed answers the voltage with the gain K / (R b + K^2) and the time constant J R / (R b + K^2):
     * K' = R b / K with J' = J K' / K answers alike.
     */
    @Test
    void anotherSolutionThatFitsAsWellIsTold() {
        Map<String, Double> truth = Map.of("torqueConstant", 0.03, "inertia", 3e-4);
        SyntheticLog log = new SyntheticLog("dc-motor", truth)
                .measured("speed", "angle")
                .noise(0.005, 0)
                .amplitude(0.4)
                .substeps(10);
        Recording recording = log.record(1, 400, 12);
        IdentificationOptions options = IdentificationOptions.defaults().withFit("torqueConstant", "inertia");
        IdentificationResult result = run(log.logged(), recording, options);
        assertThat(result.parameters()).hasSize(2).noneMatch(FittedParameter::identified);
        assertThat(result.alternatives()).hasSize(1);
        Alternative other = result.alternatives().getFirst();
        double product = other.values().get("torqueConstant")
                * SyntheticLog.parameter(result, "torqueConstant").value();
        assertThat(product / (2 * 1e-4)).isCloseTo(1, within(0.05));
        assertThat(other.sentence())
                .contains("another solution fits as well: torqueConstant 0.0", "inertia", "--parameter");
        assertThat(result.untold()).hasSize(3).contains(other.sentence());
        assertThat(result.distribution().parameters()).isEmpty();

        IdentificationResult chosen =
                run(log.logged(), recording, options.withParameters(truth).withStarts(1));
        assertThat(chosen.alternatives()).isEmpty();
        assertThat(chosen.parameters()).allMatch(FittedParameter::identified);
    }

    @Test
    void sameSeedSameBits() {
        SyntheticLog log = new SyntheticLog("pendulum", PENDULUM).noise(0.01, 0);
        Recording recording = log.record(1, 80, 11);
        IdentificationOptions options = options().withFit("gravity", "mass");
        assertThat(run(log.logged(), recording, options).parameters())
                .isEqualTo(run(log.logged(), recording, options).parameters());
    }

    @Test
    void whatCannotBeAskedForIsRefused() {
        SyntheticLog log = new SyntheticLog("pendulum", Map.of());
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> run(log.logged(), log.record(1, 80, 1), options().withFit("mas")))
                .withMessageContaining("has no parameter 'mas'; did you mean 'mass'?");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(log.logged(), log.record(1, 2, 1), options()))
                .withMessageContaining("measurements to fit 3 parameters");
        Recording slow = new Recording(
                log.record(1, 80, 1).outputs(), 0.07, log.record(1, 80, 1).episodes(), 0, List.of());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(log.logged(), slow, options()))
                .withMessageContaining("steps every 0.05 s, but the log has a row every 0.07 s");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options().withLongestDelay(-1))
                .withMessageContaining("at least 0");
    }
}
