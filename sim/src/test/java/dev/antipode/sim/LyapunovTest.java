package dev.antipode.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.program.Engine;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Lyapunov spectra against exact values and published ones. */
class LyapunovTest {
    private static final Registry REGISTRY = Registry.load(LyapunovTest.class.getClassLoader());

    private static Spectrum spectrum(
            String name,
            Map<String, Double> parameters,
            Integrator integrator,
            double dt,
            double time,
            double[][] box) {
        try (Engine engine = new Engine(Precision.F64, Arithmetic.FUSED, KernelMode.AUTO)) {
            engine.startWarmUp();
            return Spectrum.of(REGISTRY.plant(name), parameters, integrator, dt, time, box, engine, () -> {});
        }
    }

    private static Spectrum logistic(double r) {
        return spectrum("logistic", Map.of("r", r), null, 1, 400_000, new double[][] {{0.1, 0.9}});
    }

    @Test
    void logisticMap() {
        // At r = 4 exactly ln 2; at r = 3.2 half the logarithm of the multiplier 4 + 2r - r^2 of the cycle of two; the
        // others
        // by an independent program in double precision.
        assertThat(logistic(4).exponents()[0]).isCloseTo(Math.log(2), within(0.003));
        assertThat(logistic(3.9).exponents()[0]).isCloseTo(0.4961, within(0.005));
        assertThat(logistic(3.2).exponents()[0]).isCloseTo(-0.91629, within(1e-4));
        assertThat(logistic(3.5).exponents()[0]).isCloseTo(-0.87251, within(1e-4));
    }

    @Test
    void henonMap() {
        Spectrum s = spectrum("henon", Map.of(), null, 1, 1_000_000, new double[][] {{-0.1, 0.1}, {-0.1, 0.1}});
        assertThat(s.exponents()[0]).isCloseTo(0.4192, within(0.002));
        assertThat(s.exponents()[1]).isCloseTo(-1.6232, within(0.002));
        assertThat(s.sum()).isCloseTo(Math.log(0.3), within(1e-9));
        assertThat(s.errors()[0]).isBetween(1e-5, 0.002);
    }

    @Test
    void lorenzFlow() {
        double[][] box = {{-5, 5}, {-5, 5}, {20, 30}};
        Spectrum s = spectrum("lorenz", Map.of(), Integrator.RK4, 0.005, 5000, box);
        assertThat(s.exponents()[0]).isCloseTo(0.906, within(0.005));
        assertThat(s.exponents()[1]).isCloseTo(0, within(0.005));
        assertThat(s.exponents()[2]).isCloseTo(-14.5726, within(0.01));
        assertThat(s.sum()).isCloseTo(-(10 + 1 + 8.0 / 3), within(0.001));
        // Explicit Euler at the same step is another map.
        assertThat(spectrum("lorenz", Map.of(), Integrator.EXPLICIT_EULER, 0.005, 5000, box)
                        .exponents()[0])
                .isCloseTo(0.9554, within(0.008));
    }

    /** At rho = 20 the flow settles at a fixed point: no exponent is positive. */
    @Test
    void settledLorenzFlow() {
        Spectrum s = spectrum(
                "lorenz", Map.of("rho", 20.0), Integrator.RK4, 0.005, 16 * 300, new double[][] {{5, 6}, {5, 6}, {18, 20}
                });
        assertThat(s.exponents()[0]).isCloseTo(-0.155, within(0.01));
        assertThat(s.exponents()[1]).isCloseTo(-0.155, within(0.01));
        assertThat(s.exponents()[2]).isCloseTo(-13.357, within(0.01));
    }

    @Test
    void rosslerFlow() {
        Spectrum s = spectrum(
                "rossler", Map.of(), Integrator.RK4, 0.01, 30_000, new double[][] {{-5, 5}, {-5, 5}, {0, 0.1}});
        assertThat(s.exponents()[0]).isCloseTo(0.0712, within(0.003));
        assertThat(s.exponents()[1]).isCloseTo(0, within(0.002));
        assertThat(s.exponents()[2]).isCloseTo(-5.394, within(0.02));
    }
}
