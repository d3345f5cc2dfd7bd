package dev.antipode.controller.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.controller.policy.GruInitialisation.Kind;
import dev.antipode.sim.Signal;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Where the recurrent weights of a gated recurrent unit start. */
class GruInitialisationTest {
    private static final List<Signal> INPUTS =
            List.of(new Signal("force", "1", -2, 6, Double.POSITIVE_INFINITY, false, 0));
    private static final List<String> RECURRENT =
            List.of("gru.reset.hidden.weight", "gru.update.hidden.weight", "gru.candidate.hidden.weight");

    private static GruPolicy policy(int width, GruInitialisation initialisation) {
        return new GruPolicy(3, width, initialisation, INPUTS);
    }

    private static double[] tensor(GruPolicy policy, double[] theta, String name) {
        int at = 0;
        for (TensorShape tensor : policy.tensors()) {
            if (tensor.name().equals(name)) {
                return Arrays.copyOfRange(theta, at, at + tensor.size());
            }
            at += tensor.size();
        }
        throw new AssertionError(name);
    }

    /** Variance 1 / inputs: the second moment of 3 x 32 x 35 weights within 5 standard errors. */
    @Test
    void plainWeightsHaveUnitGain() {
        GruPolicy policy = policy(32, GruInitialisation.of(Kind.PLAIN));
        double[] theta = policy.initialParameters(7);
        double square = 0;
        int weights = 0;
        for (String part : List.of("reset", "update", "candidate")) {
            assertThat(tensor(policy, theta, "gru." + part + ".bias")).containsOnly(0);
            for (String kind : List.of(".input.weight", ".hidden.weight")) {
                for (double w : tensor(policy, theta, "gru." + part + kind)) {
                    assertThat(Math.abs(w)).isPositive().isLessThan(Math.sqrt(3.0 / 35));
                    square += w * w;
                    weights++;
                }
            }
        }
        assertThat(weights).isEqualTo(3 * 32 * 35);
        assertThat(square / weights).isCloseTo(1.0 / 35, within(5.0 / 35 * Math.sqrt(0.8 / weights)));
        for (double w : tensor(policy, theta, "command.weight")) {
            assertThat(Math.abs(w)).isLessThan(0.1 * Math.sqrt(3.0 / 32));
        }
    }

    @Test
    void everySeedGivesItsOwn() {
        for (Kind kind : Kind.values()) {
            GruPolicy policy = policy(6, GruInitialisation.of(kind).withRadius(0.8));
            double[] theta = policy.initialParameters(1);
            assertThat(theta)
                    .isEqualTo(policy.initialParameters(1))
                    .isNotEqualTo(policy.initialParameters(2))
                    .isNotEqualTo(policy.initialParameters(1L << 32 | 1));
            assertThat(tensor(policy, theta, RECURRENT.get(0))).isNotEqualTo(tensor(policy, theta, RECURRENT.get(1)));
        }
    }

    @Test
    void orthogonalMatricesAreOrthogonal() {
        for (int width : new int[] {1, 2, 7, 64, 200}) {
            GruPolicy policy = policy(width, GruInitialisation.of(Kind.ORTHOGONAL));
            double[] theta = policy.initialParameters(width);
            for (String name : RECURRENT) {
                double[] q = tensor(policy, theta, name);
                double worst = 0;
                for (int i = 0; i < width; i++) {
                    for (int j = 0; j < width; j++) {
                        double rows = 0;
                        double columns = 0;
                        for (int k = 0; k < width; k++) {
                            rows += q[i * width + k] * q[j * width + k];
                            columns += q[k * width + i] * q[k * width + j];
                        }
                        double identity = i == j ? 1 : 0;
                        worst = Math.max(worst, Math.abs(rows - identity));
                        worst = Math.max(worst, Math.abs(columns - identity));
                    }
                }
                assertThat(worst).isLessThan(1e-13);
            }
        }
    }

    /**
     * Uniform over all orthogonal matrices of 4 x 4: the trace has mean 0 and variance 1 (P. Diaconis, M. Shahshahani, "On
     * the eigenvalues of random matrices", 1994), and half of the determinants are 1. Over 3 x 1000 matrices
     * within 5 standard errors. QR without the right signs has a trace of another mean.
     */
    @Test
    void orthogonalMatricesAreUniform() {
        int count = 0;
        double trace = 0;
        double square = 0;
        int positive = 0;
        for (int seed = 0; seed < 1000; seed++) {
            GruPolicy policy = policy(4, GruInitialisation.of(Kind.ORTHOGONAL));
            double[] theta = policy.initialParameters(seed);
            for (String name : RECURRENT) {
                double[] q = tensor(policy, theta, name);
                double t = q[0] + q[5] + q[10] + q[15];
                trace += t;
                square += t * t;
                // The constant term of the characteristic polynomial of an even size is the determinant.
                positive += characteristic(q, 4)[0] > 0 ? 1 : 0;
                count++;
            }
        }
        assertThat(trace / count).isCloseTo(0, within(5 / Math.sqrt(count)));
        // The trace's fourth moment is 3: a standard error of sqrt(2 / count) in its square.
        assertThat(square / count).isCloseTo(1, within(5 * Math.sqrt(2.0 / count)));
        assertThat(positive / (double) count).isCloseTo(0.5, within(5 * Math.sqrt(0.25 / count)));
    }

    @Test
    void everyRecurrentMatrixHasTheRadius() {
        for (Kind kind : Kind.values()) {
            for (int width : new int[] {1, 2, 3, 6, 9}) {
                for (double radius : new double[] {0.5, 1.3}) {
                    for (long seed = 1; seed <= 4; seed++) {
                        GruPolicy policy =
                                policy(width, GruInitialisation.of(kind).withRadius(radius));
                        double[] theta = policy.initialParameters(seed);
                        for (String name : RECURRENT) {
                            double[] matrix = tensor(policy, theta, name);
                            if (kind == Kind.IDENTITY && name.contains("candidate")) {
                                assertThat(matrix).isEqualTo(identity(width, radius));
                                continue;
                            }
                            assertThat(greatestRoot(characteristic(matrix, width)))
                                    .as("%s %s %s seed %s", kind, width, name, seed)
                                    .isCloseTo(radius, within(1e-9));
                        }
                    }
                }
            }
        }
    }

    private static double[] identity(int width, double factor) {
        double[] matrix = new double[width * width];
        for (int i = 0; i < width; i++) {
            matrix[i * width + i] = factor;
        }
        return matrix;
    }

    /** Only the recurrent matrices: the same seed gives the same other weights whatever the initialisation. */
    @Test
    void otherWeightsArePlain() {
        double[] plain = policy(5, GruInitialisation.of(Kind.PLAIN)).initialParameters(3);
        for (Kind kind : Kind.values()) {
            GruPolicy policy = policy(5, GruInitialisation.of(kind).withRadius(2));
            double[] theta = policy.initialParameters(3);
            for (TensorShape tensor : policy.tensors()) {
                if (tensor.name().endsWith("input.weight") || tensor.name().startsWith("command")) {
                    assertThat(tensor(policy, theta, tensor.name())).isEqualTo(tensor(policy, plain, tensor.name()));
                }
            }
        }
    }

    /** By central differences on the running policy: the Jacobian of a step by its memory is 0.986 times the identity. */
    @Test
    void theIdentityNearlyKeepsTheMemory() {
        int width = 5;
        GruPolicy policy = policy(width, GruInitialisation.of(Kind.IDENTITY));
        double[] theta = policy.initialParameters(9);
        double s = 1 / (1 + Math.exp(-2));
        double eps = 1e-6;
        for (int j = 0; j < width; j++) {
            OneStep step = new OneStep(policy, 3, 1);
            step.setParameters(theta);
            step.remember(j, 0, eps);
            step.remember(j, 1, -eps);
            step.run();
            for (int i = 0; i < width; i++) {
                double slope = (step.memory(i, 0) - step.memory(i, 1)) / (2 * eps);
                assertThat(slope).isCloseTo(i == j ? s + (1 - s) * s : 0, within(1e-9));
            }
        }
        assertThat(s + (1 - s) * s).isCloseTo(0.986, within(5e-4));
    }

    /** A complex pair, a Jordan block (its powers grow by their number before they fade), a triangle, and nothing at all. */
    @Test
    void spectralRadiiOfKnownMatrices() {
        double c = 0.7 * Math.cos(1);
        double s = 0.7 * Math.sin(1);
        assertThat(RecurrentMatrix.spectralRadius(new double[] {c, -s, s, c}, 0, 2))
                .isCloseTo(0.7, within(1e-11));
        assertThat(RecurrentMatrix.spectralRadius(new double[] {0.5, 1, 0, 0, 0.5, 1, 0, 0, 0.5}, 0, 3))
                .isCloseTo(0.5, within(1e-9));
        assertThat(RecurrentMatrix.spectralRadius(new double[] {9, 1e-3, 1e6, 0, -1e-3}, 1, 2))
                .isCloseTo(1e-3, within(1e-12));
        assertThat(RecurrentMatrix.spectralRadius(new double[] {0, 3, 0, 0}, 0, 2))
                .isZero();
        assertThat(RecurrentMatrix.spectralRadius(new double[9], 0, 3)).isZero();
        // Nothing overflows or vanishes on the way.
        assertThat(RecurrentMatrix.spectralRadius(new double[] {1e100, 0, 0, -2e100}, 0, 2))
                .isCloseTo(2e100, within(1e89));
        assertThat(RecurrentMatrix.spectralRadius(new double[] {1e-100}, 0, 1)).isCloseTo(1e-100, within(1e-111));
    }

    /** The moments of 4096 numbers within 5 standard errors, and neighbours of one pair uncorrelated. */
    @Test
    void normalNumbersAreNormal() {
        InitialParameters random = new InitialParameters(11);
        int n = 4096;
        double[] moments = new double[5];
        double product = 0;
        for (int i = 0; i < n; i++) {
            double x = random.normal(i);
            assertThat(x).isEqualTo(new InitialParameters(11).normal(i));
            for (int m = 1; m < moments.length; m++) {
                moments[m] += Math.pow(x, m) / n;
            }
            product += i % 2 == 0 ? x * random.normal(i + 1) / (n / 2.0) : 0;
        }
        double error = 5 / Math.sqrt(n);
        assertThat(moments[1]).isCloseTo(0, within(error));
        assertThat(moments[2]).isCloseTo(1, within(error * Math.sqrt(2)));
        assertThat(moments[3]).isCloseTo(0, within(error * Math.sqrt(15)));
        assertThat(moments[4]).isCloseTo(3, within(error * Math.sqrt(96)));
        assertThat(product).isCloseTo(0, within(error * Math.sqrt(2)));
    }

    /**
     * The coefficients of {@code det(x I - A)} from the constant one up, by the method of Faddeev and Le Verrier:
     * {@code M_1 = I, c_(n-k) = -trace(A M_k) / k, M_(k+1) = A M_k + c_(n-k) I}.
     */
    private static double[] characteristic(double[] a, int n) {
        double[] coefficients = new double[n + 1];
        coefficients[n] = 1;
        double[] m = new double[n * n];
        for (int k = 1; k <= n; k++) {
            for (int i = 0; i < n; i++) {
                m[i * n + i] += coefficients[n - k + 1];
            }
            double[] am = new double[n * n];
            for (int i = 0; i < n * n; i++) {
                for (int j = 0; j < n; j++) {
                    am[i] += a[i / n * n + j] * m[j * n + i % n];
                }
            }
            double trace = 0;
            for (int i = 0; i < n; i++) {
                trace += am[i * n + i];
            }
            coefficients[n - k] = -trace / k;
            m = am;
        }
        return coefficients;
    }

    /** The greatest modulus of a monic polynomial's roots, all found at once by the iteration of Durand and Kerner. */
    private static double greatestRoot(double[] coefficients) {
        int n = coefficients.length - 1;
        Random random = new Random(1);
        double[] re = random.doubles(n, -1, 1).toArray();
        double[] im = random.doubles(n, -1, 1).toArray();
        for (int round = 0; round < 2000; round++) {
            for (int i = 0; i < n; i++) {
                double valueRe = 1;
                double valueIm = 0;
                for (int k = n - 1; k >= 0; k--) {
                    double next = valueRe * re[i] - valueIm * im[i] + coefficients[k];
                    valueIm = valueRe * im[i] + valueIm * re[i];
                    valueRe = next;
                }
                for (int j = 0; j < n; j++) {
                    if (j != i) {
                        double dRe = re[i] - re[j];
                        double dIm = im[i] - im[j];
                        double square = dRe * dRe + dIm * dIm;
                        double quotient = (valueRe * dRe + valueIm * dIm) / square;
                        valueIm = (valueIm * dRe - valueRe * dIm) / square;
                        valueRe = quotient;
                    }
                }
                re[i] -= valueRe;
                im[i] -= valueIm;
            }
        }
        double greatest = 0;
        for (int i = 0; i < n; i++) {
            greatest = Math.max(greatest, Math.hypot(re[i], im[i]));
        }
        return greatest;
    }
}
