package dev.antipode.controller.hil.fmi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.controller.hil.fmi.FmuJacobian.Matrix;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelCompiler;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.kernel.KernelOptions;
import dev.antipode.core.memory.Precision;
import dev.antipode.sim.Dynamics;
import dev.antipode.sim.Integrator;
import dev.antipode.sim.PlantJacobian;
import dev.antipode.sim.PlantModel;
import dev.antipode.sim.plants.Pendulum;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FmuJacobianTest {
    @TempDir
    Path folder;

    /** The pendulum in continuous time: what {@link Pendulum} is the semi-implicit Euler step of. */
    public static final class ContinuousPendulum
            implements Dynamics<Pendulum.State, Pendulum.Input, Pendulum.Parameters> {
        @Override
        public Pendulum.State derivative(Pendulum.State s, Pendulum.Input u, Pendulum.Parameters p) {
            double fall = 3 * p.gravity() / (2 * p.length()) * Math.sin(s.theta());
            double drive = 3.0 / (p.mass() * p.length() * p.length()) * u.torque();
            return new Pendulum.State(s.thetaDot(), fall + drive);
        }
    }

    @ParameterizedTest
    @EnumSource(FmiVersion.class)
    void theFmusJacobianIsTheAnalyticOneOfTheSamePlantInJava(FmiVersion version) throws IOException {
        PlantModel plant = PlantModel.of("pendulum", Integrator.RK4.plant(new ContinuousPendulum(), 0.05));
        double[] parameters = {9.81, 0.7, 1.3};
        SplittableRandom random = new SplittableRandom(3);
        try (Fmu fmu = Fmu.open(TestFmu.build(folder, version));
                FmuJacobian jacobian = new FmuJacobian(fmu, Map.of("gravity", 9.81, "mass", 0.7, "length", 1.3));
                KernelCompiler compiler = new KernelCompiler(
                        KernelOptions.forThisJvm(Precision.F64, Arithmetic.FUSED, KernelMode.SCALAR));
                PlantJacobian analytic = PlantJacobian.ofDerivative(
                        plant, EnumSet.of(PlantJacobian.Matrix.A, PlantJacobian.Matrix.B), compiler)) {
            assertThat(jacobian.states()).extracting(FmuVariable::name).containsExactly("theta", "thetaDot");
            assertThat(jacobian.inputs()).extracting(FmuVariable::name).containsExactly("torque");
            assertThat(jacobian.outputs())
                    .extracting(FmuVariable::name)
                    .containsExactly("theta", "thetaDot", "cosTheta", "sinTheta", "speed");
            for (int n = 0; n < 20; n++) {
                double[] state = {random.nextDouble(-3, 3), random.nextDouble(-8, 8)};
                double[] input = {random.nextDouble(-2, 2)};
                jacobian.evaluate(state, input);
                analytic.set(0, state, input, parameters);
                analytic.evaluate();
                analytic.differentiate(0);
                for (int i = 0; i < 2; i++) {
                    assertThat(jacobian.derivative(i)).isCloseTo(analytic.value(0, i), within(1e-13 * 60));
                    for (int j = 0; j < 2; j++) {
                        assertThat(jacobian.get(Matrix.A, i, j))
                                .isCloseTo(analytic.get(PlantJacobian.Matrix.A, i, j), within(1e-13 * 60));
                    }
                    assertThat(jacobian.get(Matrix.B, i, 0))
                            .isCloseTo(analytic.get(PlantJacobian.Matrix.B, i, 0), within(1e-13 * 60));
                }
                // cosTheta for theta, and the speed in degrees.
                assertThat(jacobian.get(Matrix.C, 2, 0)).isCloseTo(-StrictMath.sin(state[0]), within(1e-14));
                assertThat(jacobian.get(Matrix.C, 4, 1)).isCloseTo(180 / Math.PI, within(1e-12));
                assertThat(jacobian.get(Matrix.D, 3, 0)).isZero();
                assertThat(jacobian.output(3)).isCloseTo(StrictMath.sin(state[0]), within(1e-15));
            }
        }
    }

    @Test
    void whatCannotBeDifferentiatedIsRefused() throws IOException {
        String xml = TestFmu.text("pendulum3.xml");
        try (Fmu fmu = Fmu.open(TestFmu.buildDescribed(
                folder, FmiVersion.FMI_3, xml.replace("providesDirectionalDerivatives=\"true\"", "")))) {
            assertThatThrownBy(() -> new FmuJacobian(fmu, Map.of()))
                    .isInstanceOf(FmuException.class)
                    .hasMessageContaining("offers no directional derivatives");
        }
        try (Fmu fmu =
                Fmu.open(TestFmu.buildDescribed(folder, FmiVersion.FMI_3, xml.replaceAll(" derivative=\"\\d\"", "")))) {
            assertThatThrownBy(() -> new FmuJacobian(fmu, Map.of()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("names no derivatives of states");
        }
        try (Fmu fmu = Fmu.open(TestFmu.build(folder, FmiVersion.FMI_3))) {
            assertThatThrownBy(() -> new FmuJacobian(fmu, Map.of("masss", 1.0)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("did you mean 'mass'?");
        }
    }
}
