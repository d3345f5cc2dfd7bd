package dev.antipode.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SiUnitTest {
    /** Pairs that the SI brochure makes equal, up to the factor. */
    @ParameterizedTest
    @CsvSource({
        "N*m, N.m, 1",
        "N*m, kg.m2/s2, 1",
        "N*m, J/1, 1",
        "V*A, W, 1",
        "V*s, Wb, 1",
        "H, Wb/A, 1",
        "1/Ohm, S, 1",
        "m/s^2, m/s2, 1",
        "J/(kg.K), m2/(s2.K), 1",
        "rpm, rad/s, 0.10471975511965977",
        "deg, rad, 0.017453292519943295",
        "km/h, m/s, 0.2777777777777778",
        "mN*m, N*m, 0.001",
        "kW, J/s, 1000",
        "bar, Pa, 100000",
        "1/min, Hz, 0.016666666666666666",
        "s^-1, Hz, 1",
        "cm^2, m2, 1e-4",
        "kg m^2 / s^2, J, 1",
        "Nm, N*m, 1",
        "mAh, C, 3.6",
        "kWh, J, 3.6e6",
        "\u00b0/s, deg/s, 1",
        "\u00b0C, degC, 1",
        "k\u03a9, Ohm, 1000",
        "\u00b5F, uF, 1",
        "N\u00b7m\u00b7s, N*m*s, 1",
        "m/s\u00b2, m/s^2, 1",
        "m s\u207b\u00b9, m/s, 1",
        "1/d, Hz, 1.1574074074074073e-5"
    })
    void unitsOfTheSameKind(String one, String other, double factor) {
        UnitDefinition a = SiUnit.parse(one).orElseThrow();
        UnitDefinition b = SiUnit.parse(other).orElseThrow();
        assertThat(a.exponents()).isEqualTo(b.exponents());
        assertThat(a.factor() / b.factor()).isCloseTo(factor, within(1e-12 * factor));
    }

    /** The radian tells angular from other frequencies. */
    @ParameterizedTest
    @CsvSource({"rad/s, Hz", "N*m, N", "rad, 1", "N*m*s/rad, N*m*s"})
    void unitsOfDifferentKinds(String one, String other) {
        assertThat(SiUnit.parse(one).orElseThrow().fits(SiUnit.parse(other).orElseThrow()))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "furlong",
                "m/",
                "(m",
                "m)",
                "m^^2",
                "m^",
                "m-",
                "m^+",
                "/s",
                "2m",
                "()",
                "((((((((((((((((((((m",
                "m s^",
                "* m"
            })
    void whatIsNoUnitIsNone(String text) {
        assertThat(SiUnit.parse(text)).isEmpty();
    }
}
