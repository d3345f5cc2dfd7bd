package dev.antipode.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.Jvp;
import dev.antipode.core.jacobian.LyapunovSpectrum;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.program.Engine;
import dev.antipode.sim.plants.Lorenz;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A plant that is asked for its equations is the same as one that is lifted. */
class ExternalDynamicsTest {
    private static final double DT = 0.01;
    private static final int LANES = 16;
    private static final PlantModel LORENZ = PlantModel.of("lorenz", Integrator.RK4.plant(new Lorenz(), DT));

    /** The lifted equations, evaluated on the host. */
    private record Asked(Graph derivative, Graph tangent, double[] parameters) implements ExternalDynamics {
        static Asked lorenz() {
            Graph derivative = LORENZ.derivative().orElseThrow();
            return new Asked(
                    derivative,
                    Jvp.of(derivative, IntStream.range(0, 3).toArray()),
                    LORENZ.parameters().stream()
                            .mapToDouble(Signal::defaultValue)
                            .toArray());
        }

        @Override
        public List<Signal> states() {
            return LORENZ.states();
        }

        @Override
        public void evaluate(double[] state, double[] value, double[] jacobian) {
            int n = state.length;
            double[] arguments = new double[2 * n + parameters.length];
            System.arraycopy(state, 0, arguments, 0, n);
            System.arraycopy(parameters, 0, arguments, n, parameters.length);
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < n; k++) {
                    arguments[n + parameters.length + k] = k == j ? 1 : 0;
                }
                double[] both = tangent.evaluate(arguments);
                for (int i = 0; i < n; i++) {
                    value[i] = both[i];
                    jacobian[i * n + j] = both[n + i];
                }
            }
        }
    }

    @Test
    void stepsAndTangentsAreThoseOfTheLiftedPlant() {
        try (Engine engine = new Engine(Precision.F64, Arithmetic.FUSED, KernelMode.SCALAR);
                PlantLoop lifted = new PlantLoop(LORENZ, Integrator.RK4, DT, LANES, 3, engine);
                PlantLoop asked = new PlantLoop(Asked.lorenz(), DT, LANES, 3, true, engine, Long.MAX_VALUE)) {
            for (int lane = 0; lane < LANES; lane++) {
                double[] start = {1 + 0.1 * lane, -2, 20 + lane};
                lifted.setState(lane, start);
                asked.setState(lane, start);
            }
            lifted.tangents().setIdentity();
            asked.tangents().setIdentity();
            double[] expected = new double[9];
            double[] found = new double[9];
            for (int step = 0; step < 50; step++) {
                lifted.tangents().step();
                asked.tangents().step();
            }
            for (int lane = 0; lane < LANES; lane++) {
                for (int i = 0; i < 3; i++) {
                    assertThat(asked.state(i, lane)).isCloseTo(lifted.state(i, lane), within(1e-9));
                }
                lifted.tangents().matrix(lane, expected);
                asked.tangents().matrix(lane, found);
                assertThat(found).containsExactly(expected, within(1e-8));
            }
        }
    }

    /** 0.906, 0 and -14.57 a second: J. C. Sprott, "Chaos and Time-Series Analysis" (2003), appendix A. */
    @Test
    void lyapunovExponentsOfTheLorenzSystem() {
        try (Engine engine = new Engine(Precision.F64, Arithmetic.FUSED, KernelMode.SCALAR);
                PlantLoop asked = new PlantLoop(Asked.lorenz(), DT, LANES, 3, true, engine, Long.MAX_VALUE)) {
            for (int lane = 0; lane < LANES; lane++) {
                asked.setState(lane, new double[] {1 + 0.1 * lane, -2, 20 + lane});
            }
            LyapunovSpectrum spectrum = new LyapunovSpectrum(asked.tangents(), LANES, 1, 1);
            for (int step = 0; step < 3500; step++) {
                if (step == 500) {
                    spectrum.forget();
                }
                spectrum.step();
            }
            assertThat(spectrum.perStep(0) / DT).isCloseTo(0.906, within(0.06));
            assertThat(spectrum.perStep(1) / DT).isCloseTo(0, within(0.05));
            // The trace of the Jacobian is -sigma - 1 - beta everywhere.
            double sum = spectrum.perStep(0) + spectrum.perStep(1) + spectrum.perStep(2);
            assertThat(sum / DT).isCloseTo(-(10 + 1 + 8.0 / 3), within(1e-3));
        }
    }

    @Test
    void aTrajectoryThatLeavesTheNumbersIsLostAlone() {
        ExternalDynamics squared = new ExternalDynamics() {
            @Override
            public List<Signal> states() {
                return LORENZ.states().subList(0, 1);
            }

            @Override
            public void evaluate(double[] state, double[] value, double[] jacobian) {
                assertThat(state[0]).isFinite();
                value[0] = state[0] * state[0];
                jacobian[0] = 2 * state[0];
            }
        };
        try (Engine engine = new Engine(Precision.F64, Arithmetic.FUSED, KernelMode.SCALAR);
                PlantLoop asked = new PlantLoop(squared, 0.1, LANES, 1, true, engine, Long.MAX_VALUE)) {
            asked.setState(0, new double[] {1e200});
            asked.setState(1, new double[] {-1});
            asked.tangents().setIdentity();
            for (int step = 0; step < 10; step++) {
                asked.tangents().step();
            }
            assertThat(asked.state(0, 0)).isNaN();
            // dx/dt = x^2 from -1: -1 / (1 + t); its derivative by the start is the square of that.
            assertThat(asked.state(0, 1)).isCloseTo(-0.5, within(1e-6));
        }
    }
}
