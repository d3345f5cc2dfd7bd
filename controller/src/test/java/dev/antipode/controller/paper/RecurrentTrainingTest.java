package dev.antipode.controller.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.Jvp;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.program.Engine;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Recurrent networks: their cells' tangents, gradients and growth rates against central differences. */
class RecurrentTrainingTest {
    private static final int WIDTH = 3;
    private static final double SMALL = 1e-6;

    private static Engine engine() {
        return new Engine(Precision.F64, Arithmetic.FUSED, KernelMode.SCALAR);
    }

    private static RecurrentTraining training(RecurrentCell cell, double penalty, Engine engine) {
        CopyMemory task = new CopyMemory(1, 2, 2);
        RecurrentNet net = new RecurrentNet(cell, task.inputs(), WIDTH, task.outputs(), 1.5);
        RecurrentTraining training = new RecurrentTraining(task, net, 32, penalty, 2, engine, 1L << 30);
        double[] parameters = net.initial(1);
        for (int i = 0; i < parameters.length; i++) {
            // Rectified units without a bias stand at their kink where nothing is shown.
            parameters[i] += net.learned(i) ? 0.1 * StrictMath.sin(1.7 * i + 0.3) : 0;
        }
        training.parameters().begin(parameters);
        return training;
    }

    @ParameterizedTest
    @EnumSource
    void tangentsOfCellsAreCentralDifferences(RecurrentCell cell) {
        Graph step = cell.step(2);
        int size = step.inputNames().size();
        double[] at = new double[size];
        double[] along = new double[size];
        Arrays.setAll(at, i -> StrictMath.sin(3.7 * i + 0.4));
        Arrays.setAll(along, i -> StrictMath.cos(2.3 * i + 0.9));
        double[] both = Arrays.copyOf(at, 2 * size);
        System.arraycopy(along, 0, both, size, size);
        double[] tangent = Jvp.of(step, IntStream.range(0, size).toArray()).evaluate(both);
        double[][] sides = new double[2][];
        for (int side = 0; side < 2; side++) {
            double by = side == 0 ? SMALL : -SMALL;
            double[] moved = new double[size];
            Arrays.setAll(moved, i -> at[i] + by * along[i]);
            sides[side] = step.evaluate(moved);
        }
        int outputs = sides[0].length;
        double largest = 0;
        for (int i = 0; i < outputs; i++) {
            double difference = (sides[0][i] - sides[1][i]) / (2 * SMALL);
            assertThat(tangent[outputs + i]).isCloseTo(difference, within(1e-8));
            largest = Math.max(largest, Math.abs(difference));
        }
        assertThat(largest).isGreaterThan(1e-2);
    }

    @ParameterizedTest
    @EnumSource
    void gradientsAreCentralDifferences(RecurrentCell cell) {
        try (Engine engine = engine();
                RecurrentTraining training = training(cell, 0, engine)) {
            assertGradient(training);
        }
    }

    /** The growth rate's own gradient: second derivatives of the step. */
    @ParameterizedTest
    @EnumSource(names = {"VANILLA", "GRU", "LSTM"})
    void gradientsOfGrowthAreCentralDifferences(RecurrentCell cell) {
        try (Engine engine = engine();
                RecurrentTraining training = training(cell, 0.7, engine)) {
            training.error(0);
            assertThat(Math.abs(training.growth(0))).isGreaterThan(1e-3);
            assertGradient(training);
        }
    }

    private static void assertGradient(RecurrentTraining training) {
        SharedParameters parameters = training.parameters();
        training.gradient(0);
        double[] gradient = new double[parameters.count()];
        Arrays.setAll(gradient, parameters::gradient);
        assertThat(Arrays.stream(gradient).map(Math::abs).max().orElseThrow()).isGreaterThan(1e-2);
        for (int i = 0; i < gradient.length; i++) {
            if (training.net().learned(i)) {
                double value = parameters.get(i);
                double[] objective = new double[2];
                for (int side = 0; side < 2; side++) {
                    parameters.set(i, value + (side == 0 ? SMALL : -SMALL));
                    training.error(0);
                    objective[side] = training.objective();
                }
                parameters.set(i, value);
                double difference = (objective[0] - objective[1]) / (2 * SMALL);
                assertThat(gradient[i]).as("parameter %d", i).isCloseTo(difference, within(1e-7));
            } else {
                assertThat(gradient[i]).isZero();
            }
        }
    }

    @Test
    void signalsGrowNoFasterThanTheRecurrentWeightsAllow() {
        try (Engine engine = engine();
                RecurrentTraining training = training(RecurrentCell.VANILLA, 0, engine)) {
            double[] signal = training.signalByLag(0);
            RecurrentSpectrum spectrum = RecurrentSpectrum.measure(training, 1);
            assertThat(signal).hasSize(6);
            // The slope of tanh is at most 1, and a spectral norm at most Frobenius's.
            double norm = frobenius(training);
            for (int lag = 1; lag <= 6; lag++) {
                assertThat(signal[lag - 1]).isLessThanOrEqualTo(lag * StrictMath.log(norm));
            }
            assertThat(spectrum.exponents()[0]).isLessThanOrEqualTo(StrictMath.log(norm));
            assertThat(spectrum.exponents()[1]).isLessThanOrEqualTo(spectrum.exponents()[0] + 1e-9);
        }
    }

    private static double frobenius(RecurrentTraining training) {
        RecurrentNet net = training.net();
        double squares = 0;
        for (int i = 0; i < WIDTH; i++) {
            for (int o = 0; o < WIDTH; o++) {
                double weight = training.parameters()
                        .get(net.memoryStart() + net.fromMemory().weightIndex(i, o));
                squares += weight * weight;
            }
        }
        return Math.sqrt(squares);
    }
}
