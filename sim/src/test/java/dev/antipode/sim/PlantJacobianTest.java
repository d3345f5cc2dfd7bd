package dev.antipode.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelCompiler;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.kernel.KernelOptions;
import dev.antipode.core.memory.Precision;
import dev.antipode.sim.PlantJacobian.Matrix;
import dev.antipode.sim.plants.DcMotor;
import dev.antipode.sim.plants.Henon;
import dev.antipode.sim.plants.Lorenz;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Jacobians of every registered plant against central differences, and of simple ones against their formulas. */
class PlantJacobianTest {
    private static final Registry REGISTRY = Registry.load(PlantJacobianTest.class.getClassLoader());

    private static final Set<Matrix> ALL = EnumSet.allOf(Matrix.class);

    static Stream<String> plants() {
        return REGISTRY.plantNames().stream();
    }

    @ParameterizedTest
    @MethodSource("plants")
    void stepAndDerivativeAgreeWithCentralDifferences(String name) {
        PlantModel plant = REGISTRY.plant(name);
        try (KernelCompiler compiler = compiler()) {
            Integrator integrator = plant.integrator().orElse(null);
            try (PlantJacobian step = PlantJacobian.ofStep(plant, integrator, plant.period(), ALL, compiler)) {
                compare(plant, plant.step(), new double[] {plant.period()}, step);
            }
            plant.derivative().ifPresent(derivative -> {
                try (PlantJacobian continuous = PlantJacobian.ofDerivative(plant, ALL, compiler)) {
                    compare(plant, derivative, new double[0], continuous);
                }
            });
        }
    }

    private static void compare(PlantModel plant, Graph graph, double[] rest, PlantJacobian jacobian) {
        SplittableRandom random = new SplittableRandom(7);
        double[][] states = new double[PlantJacobian.POINTS][];
        double[][] inputs = new double[PlantJacobian.POINTS][];
        double[][] parameters = new double[PlantJacobian.POINTS][];
        for (int point = 0; point < PlantJacobian.POINTS; point++) {
            states[point] = around(plant.states(), 0.3, random);
            inputs[point] = around(plant.inputs(), 0.3, random);
            parameters[point] = plant.parameters().stream()
                    .mapToDouble(signal -> signal.defaultValue() * random.nextDouble(0.9, 1.1))
                    .toArray();
            jacobian.set(point, states[point], inputs[point], parameters[point]);
        }
        jacobian.evaluate();
        Set<Matrix> nonZero = EnumSet.noneOf(Matrix.class);
        for (int point = 0; point < PlantJacobian.POINTS; point++) {
            double[] at = join(states[point], inputs[point], parameters[point], rest);
            double[] value = graph.evaluate(at);
            jacobian.differentiate(point);
            int input = 0;
            for (Matrix matrix : Matrix.values()) {
                for (int j = 0; j < matrix.signals(plant).size(); j++, input++) {
                    double h = 1e-5 * (at[input] == 0 ? 1 : Math.abs(at[input]));
                    double[] above = graph.evaluate(moved(at, input, h));
                    double[] below = graph.evaluate(moved(at, input, -h));
                    for (int i = 0; i < value.length; i++) {
                        double slope = (above[i] - below[i]) / (2 * h);
                        double entry = jacobian.get(matrix, i, j);
                        double rounding = 1e-13 * (1 + Math.abs(value[i])) / h;
                        assertThat(entry)
                                .as("%s of %s, point %d, entry %d %d", matrix, plant.name(), point, i, j)
                                .isCloseTo(slope, within(1e-6 * Math.abs(slope) + rounding));
                        assertThat(jacobian.value(point, i))
                                .isCloseTo(value[i], within(1e-12 * (1 + Math.abs(value[i]))));
                        if (entry != 0) {
                            nonZero.add(matrix);
                        }
                    }
                }
            }
        }
        for (Matrix matrix : Matrix.values()) {
            assertThat(nonZero.contains(matrix))
                    .isEqualTo(!matrix.signals(plant).isEmpty());
        }
        assertThat(jacobian.clampedInputs()).isZero();
    }

    private static double[] around(List<Signal> signals, double spread, SplittableRandom random) {
        return signals.stream()
                .mapToDouble(signal -> {
                    double middle = signal.bounded() ? signal.middle() : signal.defaultValue();
                    return middle + spread * signal.halfWidth() * random.nextDouble(-1, 1);
                })
                .toArray();
    }

    private static double[] join(double[]... parts) {
        return Stream.of(parts).flatMapToDouble(Arrays::stream).toArray();
    }

    private static double[] moved(double[] at, int input, double by) {
        double[] moved = at.clone();
        moved[input] += by;
        return moved;
    }

    /** The matrices of the textbook: L i' = V - R i - K omega, J omega' = K i - b omega, theta' = omega. */
    @Test
    void aLinearPlantHasItsOwnMatrices() {
        PlantModel motor = PlantModel.of("motor", DcMotor.plant());
        double r = 2;
        double l = 0.005;
        double k = 0.05;
        double inertia = 2e-4;
        double b = 1e-4;
        try (KernelCompiler compiler = compiler();
                PlantJacobian jacobian = PlantJacobian.ofDerivative(motor, EnumSet.of(Matrix.A, Matrix.B), compiler)) {
            jacobian.set(3, new double[] {1, -20, 0.5}, new double[] {7}, new double[] {r, l, k, inertia, b});
            jacobian.evaluate();
            jacobian.differentiate(3);
            double[][] a = {{-r / l, -k / l, 0}, {k / inertia, -b / inertia, 0}, {0, 1, 0}};
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 3; j++) {
                    assertThat(jacobian.get(Matrix.A, i, j)).isCloseTo(a[i][j], within(1e-12 * Math.abs(a[i][j])));
                }
                assertThat(jacobian.get(Matrix.B, i, 0)).isCloseTo(i == 0 ? 1 / l : 0, within(1e-12 / l));
            }
        }
    }

    /** Euler's step x + h f(x) has the Jacobian 1 + h df/dx; Lorenz (1963), equations (25) to (27). */
    @Test
    void anEulerStepIsOneAndTheDerivative() {
        PlantModel lorenz = PlantModel.of("lorenz", Lorenz.plant());
        double h = 0.01;
        double[] x = {1.5, -2, 20};
        double[] p = {10, 28, 8.0 / 3};
        double[][] f = {{-p[0], p[0], 0}, {p[1] - x[2], -1, -x[0]}, {x[1], x[0], -p[2]}};
        double[][] wrtParameters = {{x[1] - x[0], 0, 0}, {0, x[0], 0}, {0, 0, -x[2]}};
        try (KernelCompiler compiler = compiler();
                PlantJacobian jacobian = PlantJacobian.ofStep(
                        lorenz, Integrator.EXPLICIT_EULER, h, EnumSet.of(Matrix.P, Matrix.A), compiler)) {
            jacobian.set(0, x, new double[0], p);
            jacobian.evaluate();
            jacobian.differentiate(0);
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 3; j++) {
                    assertThat(jacobian.get(Matrix.A, i, j)).isCloseTo((i == j ? 1 : 0) + h * f[i][j], within(1e-14));
                    assertThat(jacobian.get(Matrix.P, i, j)).isCloseTo(h * wrtParameters[i][j], within(1e-14));
                }
            }
        }
    }

    @Test
    void inputsAreClampedAndCounted() {
        PlantModel motor = PlantModel.of("motor", DcMotor.plant());
        double[] parameters =
                motor.parameters().stream().mapToDouble(Signal::defaultValue).toArray();
        try (KernelCompiler compiler = compiler();
                PlantJacobian jacobian = PlantJacobian.ofDerivative(motor, ALL, compiler)) {
            jacobian.set(0, new double[3], new double[] {1000}, parameters);
            jacobian.set(1, new double[3], new double[] {24}, parameters);
            jacobian.evaluate();
            assertThat(jacobian.value(0, 0)).isEqualTo(jacobian.value(1, 0)).isCloseTo(24 / 0.005, within(1e-9));
            assertThat(jacobian.clampedInputs()).isEqualTo(1);
            jacobian.differentiate(0);
            assertThat(jacobian.get(Matrix.B, 0, 0)).isCloseTo(1 / 0.005, within(1e-10));
        }
    }

    @Test
    void wrongRequestsAreRefused() {
        PlantModel henon = PlantModel.of("henon", new Henon());
        PlantModel lorenz = PlantModel.of("lorenz", Lorenz.plant());
        try (KernelCompiler compiler = compiler()) {
            assertThatThrownBy(() -> PlantJacobian.ofDerivative(henon, ALL, compiler))
                    .hasMessageContaining("plant 'henon' is written in discrete time")
                    .hasMessageContaining("take the Jacobian of its step");
            assertThatThrownBy(() -> PlantJacobian.ofStep(henon, Integrator.RK4, 1, ALL, compiler))
                    .hasMessageContaining("takes no integrator");
            assertThatThrownBy(() -> PlantJacobian.ofStep(lorenz, Integrator.RK4, Double.NaN, ALL, compiler))
                    .hasMessageContaining("step NaN s must be above 0");
            assertThatThrownBy(() -> PlantJacobian.ofStep(henon, null, 1, EnumSet.of(Matrix.B), compiler))
                    .hasMessageContaining("henon step")
                    .hasMessageContaining("0 inputs");
        }
    }

    private static KernelCompiler compiler() {
        return new KernelCompiler(KernelOptions.forThisJvm(Precision.F64, Arithmetic.FUSED, KernelMode.SCALAR));
    }
}
