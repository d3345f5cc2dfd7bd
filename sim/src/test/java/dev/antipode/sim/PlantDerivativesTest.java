package dev.antipode.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.testing.DerivativeCheck;
import dev.antipode.core.testing.Evaluator;
import dev.antipode.core.testing.HessianCheck;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The derivatives of every plant in the registry with respect to state, input, parameters and step, as kernels compute
 * them, against differences in 60 digits: adding a plant is enough to have it tested. Of a plant of stages, every kind of stage.
 */
class PlantDerivativesTest {
    private static final int POINTS = 8;

    static Stream<String> plants() {
        return Registry.load(PlantDerivativesTest.class.getClassLoader()).plantNames().stream();
    }

    @ParameterizedTest
    @MethodSource("plants")
    void stepsAreDifferentiatedAsDifferencesAre(String name) {
        PlantModel plant = Registry.load(getClass().getClassLoader()).plant(name);
        PlantKernels.of(plant).forEach((kernel, graph) -> compare(name + " " + kernel, plant, graph));
    }

    private static void compare(String name, PlantModel plant, Graph step) {
        GraphPoints points = new GraphPoints(plant, plant.period(), name.hashCode());
        DerivativeCheck check = new DerivativeCheck(name, step);
        for (int i = 0; i < 2 * POINTS && check.points() < POINTS; i++) {
            check.add(points.next(step.inputNames()), points.random());
        }
        assertThat(check.points()).isEqualTo(POINTS);
        check.compare(Evaluator.kernel(Precision.F64), 1e-10, PlantKernels.entryTolerance(plant, 1e-10));
        check.compare(Evaluator.kernel(Precision.F32), 1e-4, PlantKernels.entryTolerance(plant, 1e-3));
        check.transposed(Evaluator.kernel(Precision.F64), 1e-10);
    }

    @ParameterizedTest
    @MethodSource("plants")
    void hessiansAgreeWithSecondDifferences(String name) {
        PlantModel plant = Registry.load(getClass().getClassLoader()).plant(name);
        PlantKernels.of(plant).forEach((kernel, graph) -> compareHessians(name + " " + kernel, plant, graph));
    }

    private static void compareHessians(String name, PlantModel plant, Graph step) {
        GraphPoints points = new GraphPoints(plant, plant.period(), name.hashCode());
        HessianCheck check = new HessianCheck(name, step);
        for (int i = 0; i < 2 * POINTS && check.points() < 2; i++) {
            check.add(points.next(step.inputNames()), points.random());
        }
        assertThat(check.points()).isEqualTo(2);
        check.compare(Evaluator.kernel(Precision.F64), 1e-10);
    }
}
