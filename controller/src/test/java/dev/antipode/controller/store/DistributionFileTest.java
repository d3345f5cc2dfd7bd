package dev.antipode.controller.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antipode.sim.ParameterDistribution;
import dev.antipode.sim.ParameterDistribution.Normal;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What is known of a plant, as a file. */
class DistributionFileTest {
    private static final String HAND_WRITTEN = """
            kind: parameter-distribution
            version: 1
            plant: pendulum
            parameters:
              - {name: mass, unit: kg, value: 1.2, deviation: 0.01}
              - {name: length, unit: m, value: 0.9, deviation: 0.02, correlations: {mass: -0.7}}
            """;

    @Test
    void whatIsWrittenIsReadToTheLastBit() {
        ParameterDistribution known = new ParameterDistribution(
                "o'clock",
                OptionalDouble.of(1.0 / 3),
                List.of(
                        new Normal("a", "m/s", Math.nextUp(0.1), Double.MIN_VALUE, Map.of()),
                        new Normal("b[2].c", "1", -1e300, 2.0 / 7, Map.of("a", -1.0 / 3)),
                        new Normal("d", "kg", 0, 0, Map.of("b[2].c", 0.1, "a", 0.2))));
        String text = DistributionFile.text(known, List.of("not identified: e"));
        assertThat(DistributionFile.parse("f.yaml", text)).isEqualTo(known);
        ParameterDistribution nothing = ParameterDistribution.of("p");
        assertThat(DistributionFile.parse("f.yaml", DistributionFile.text(nothing, List.of())))
                .isEqualTo(nothing);
    }

    @Test
    void aPersonCanWriteIt() {
        assertThat(DistributionFile.parse("hand.yaml", HAND_WRITTEN))
                .isEqualTo(new ParameterDistribution(
                        "pendulum",
                        OptionalDouble.empty(),
                        List.of(
                                new Normal("mass", "kg", 1.2, 0.01, Map.of()),
                                new Normal("length", "m", 0.9, 0.02, Map.of("mass", -0.7)))));
    }

    @Test
    void whatIsWrongIsToldWithItsLine() {
        refused("version: 1", "version: 2", "bad.yaml:2: 'version' is '2' but must be 1");
        refused("kind: parameter-distribution", "kind: plan", "bad.yaml:1: 'kind' is 'plan'");
        refused("plant: pendulum", "plan: pendulum", "bad.yaml:1: 'plant' is missing; name the plant");
        refused(
                "deviation: 0.01",
                "deviatoin: 0.01",
                "bad.yaml:5: 'deviation' is missing; give the standard deviation");
        refused("deviation: 0.01", "deviation: 0.01, low: 1", "bad.yaml:5: there is no key 'low' in a parameter");
        refused("deviation: 0.01", "deviation: -0.01", "bad.yaml:5: the deviation of parameter 'mass' is -0.01");
        refused("value: 1.2", "value: heavy", "bad.yaml:5: 'value' is 'heavy' but must be a finite number");
        refused("mass: -0.7", "mass: -1.7", "bad.yaml:6: the correlation of 'length' with 'mass' is -1.7");
        refused("{mass: -0.7}", "{mas: -0.7}", "bad.yaml:4: parameter 'length' is correlated with 'mas', which is not");
    }

    private static void refused(String right, String wrong, String reason) {
        assertThatThrownBy(() -> DistributionFile.parse("bad.yaml", HAND_WRITTEN.replace(right, wrong)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(reason);
    }
}
