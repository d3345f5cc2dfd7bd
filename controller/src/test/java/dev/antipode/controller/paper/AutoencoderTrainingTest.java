package dev.antipode.controller.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.program.Engine;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Estimates of an autoencoder's gradient: the exact one against differences, the others' means against the exact one's. */
class AutoencoderTrainingTest {
    private static final Autoencoder CODER = new Autoencoder(3, 2);
    private static final int DRAWS = 400;

    private static Engine engine() {
        return new Engine(Precision.F64, Arithmetic.FUSED, KernelMode.SCALAR);
    }

    private static AutoencoderTraining training(Engine engine) {
        AutoencoderTraining training = new AutoencoderTraining(CODER, Digits.made(1, 64), 32, 1, engine, 1L << 30);
        training.begin(CODER.initial(2));
        return training;
    }

    @Test
    void theExactGradientIsThatOfCentralDifferences() {
        try (Engine engine = engine();
                AutoencoderTraining training = training(engine)) {
            training.load(0);
            training.estimate(EncoderGradient.REPARAMETERISED, 0);
            training.gather(EncoderGradient.REPARAMETERISED, 0, 32);
            SharedParameters parameters = training.parameters();
            double[] gradient = new double[parameters.count()];
            Arrays.setAll(gradient, parameters::gradient);
            assertThat(Arrays.stream(gradient).map(Math::abs).max().orElseThrow())
                    .isGreaterThan(1);
            for (int i = 0; i < gradient.length; i++) {
                double value = parameters.get(i);
                parameters.set(i, value + 1e-5);
                double above = training.bound();
                parameters.set(i, value - 1e-5);
                double below = training.bound();
                parameters.set(i, value);
                assertThat(gradient[i]).as("parameter %d", i).isCloseTo((above - below) / 2e-5, within(1e-5));
            }
        }
    }

    /** The bound of a picture, from the equations alone. */
    @Test
    void theBoundIsThatOfTheEquations() {
        double[] distribution = {0.3, -0.2, 0.5, -1.0};
        double expected = 0;
        for (int i = 0; i < 2; i++) {
            double variance = Math.exp(distribution[2 + i]);
            expected -= 0.5 * (1 + Math.log(variance) - distribution[i] * distribution[i] - variance);
        }
        assertThat(CODER.divergence().evaluate(distribution)[0]).isCloseTo(expected, within(1e-14));
        double[] codes = CODER.draw().evaluate(0.3, -0.2, 0.5, -1.0, 2, -1);
        assertThat(codes[0]).isCloseTo(0.3 + 2 * Math.exp(0.25), within(1e-14));
        assertThat(codes[1]).isCloseTo(-0.2 - Math.exp(-0.5), within(1e-14));
        double[] scored = CODER.scored().evaluate(0.3, -0.2, 0.5, -1.0, codes[0], codes[1], 3);
        // The density's logarithm without its constant: squares of the noise, and the deviations.
        assertThat(scored[1]).isCloseTo(3 * (-0.5 * (4 + 1) - 0.5 * (0.5 - 1.0)), within(1e-13));
    }

    /** Along a direction in which the encoder's exact gradient is long, over many draws. */
    @ParameterizedTest
    @EnumSource(names = {"SCORE", "SCORE_BASELINE"})
    void theScoreFunctionHasTheMeanOfTheExactGradient(EncoderGradient kind) {
        try (Engine engine = engine();
                AutoencoderTraining training = training(engine)) {
            double[] along = new double[CODER.start(2)];
            training.load(DRAWS);
            training.estimate(EncoderGradient.REPARAMETERISED, DRAWS);
            training.gather(EncoderGradient.REPARAMETERISED, DRAWS, 32);
            Arrays.setAll(along, training.parameters()::gradient);
            double[] difference = new double[DRAWS];
            double[] exact = new double[DRAWS];
            for (int draw = 0; draw < DRAWS; draw++) {
                training.load(draw);
                exact[draw] = slope(training, EncoderGradient.REPARAMETERISED, draw, along);
                difference[draw] = slope(training, kind, draw, along) - exact[draw];
            }
            double error = Numbers.standardError(difference);
            assertThat(Math.abs(Numbers.mean(exact))).isGreaterThan(5 * error);
            assertThat(Numbers.mean(difference)).isCloseTo(0, within(4 * error));
        }
    }

    private static double slope(AutoencoderTraining training, EncoderGradient kind, int draw, double[] along) {
        training.estimate(kind, draw);
        training.gather(kind, draw, 32);
        double sum = 0;
        for (int i = 0; i < along.length; i++) {
            sum += along[i] * training.parameters().gradient(i);
        }
        return sum;
    }

    /** A pair leaves the parameters as they were. */
    @Test
    void pairsMoveBack() {
        try (Engine engine = engine();
                AutoencoderTraining training = training(engine)) {
            double[] start = CODER.initial(2);
            training.load(0);
            training.estimate(EncoderGradient.PAIRS, 0);
            double[] after = new double[start.length];
            Arrays.setAll(after, training.parameters()::get);
            assertThat(after).isEqualTo(start);
        }
    }
}
