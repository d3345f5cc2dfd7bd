package dev.antipode.sim.plants;

import static dev.antipode.sim.plants.Close.assertClose;
import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.sim.Integrator;
import dev.antipode.sim.None;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Flows and maps against fixed points, closed solutions and published numbers. */
class ChaosTest {
    private static final None NONE = new None();

    @Test
    void lorenzRestsAtItsThreeFixedPoints() {
        var p = new Lorenz.Parameters(10, 28, 8.0 / 3.0);
        double c = Math.sqrt(8.0 / 3.0 * 27);
        for (var s :
                new Lorenz.State[] {new Lorenz.State(0, 0, 0), new Lorenz.State(c, c, 27), new Lorenz.State(-c, -c, 27)
                }) {
            var d = new Lorenz().derivative(s, NONE, p);
            assertClose(1e-13, new double[] {d.x(), d.y(), d.z()}, new double[3]);
        }
    }

    /** Lorenz 1963, section 6: volumes shrink at the constant rate sigma + 1 + beta, and the flow is symmetric in (x, y). */
    @Test
    void lorenzContractsVolumesAndIsSymmetric() {
        var p = new Lorenz.Parameters(10, 28, 8.0 / 3.0);
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            double x = random.nextDouble(-20, 20);
            double y = random.nextDouble(-20, 20);
            double z = random.nextDouble(0, 50);
            double h = 1e-3;
            double divergence = (lorenz(x + h, y, z, p).x()
                            - lorenz(x - h, y, z, p).x()
                            + lorenz(x, y + h, z, p).y()
                            - lorenz(x, y - h, z, p).y()
                            + lorenz(x, y, z + h, p).z()
                            - lorenz(x, y, z - h, p).z())
                    / (2 * h);
            assertClose(1e-9, divergence, -(10 + 1 + 8.0 / 3.0));
            assertThat(lorenz(-x, -y, z, p).x()).isEqualTo(-lorenz(x, y, z, p).x());
            assertThat(lorenz(-x, -y, z, p).z()).isEqualTo(lorenz(x, y, z, p).z());
        }
    }

    private static Lorenz.State lorenz(double x, double y, double z, Lorenz.Parameters p) {
        return new Lorenz().derivative(new Lorenz.State(x, y, z), NONE, p);
    }

    /** The start of Lorenz 1963, section 7, by two integrators. */
    @Test
    void lorenzFirstLoopMatchesAFineIntegration() {
        var p = new Lorenz.Parameters(10, 28, 8.0 / 3.0);
        var coarse = Integrator.RK4.plant(new Lorenz(), 0.001);
        var fine = Integrator.MIDPOINT.plant(new Lorenz(), 1e-5);
        var a = new Lorenz.State(0, 1, 0);
        var b = a;
        for (int i = 0; i < 500; i++) {
            a = coarse.next(a, NONE, p);
        }
        for (int i = 0; i < 50_000; i++) {
            b = fine.next(b, NONE, p);
        }
        assertClose(1e-6, new double[] {a.x(), a.y(), a.z()}, new double[] {b.x(), b.y(), b.z()});
    }

    @Test
    void rosslerRestsAtItsFixedPoints() {
        double a = 0.2;
        double b = 0.2;
        double c = 5.7;
        for (double sign : new double[] {1, -1}) {
            double z = (c + sign * Math.sqrt(c * c - 4 * a * b)) / (2 * a);
            var d = new Rossler().derivative(new Rossler.State(a * z, -z, z), NONE, new Rossler.Parameters(a, b, c));
            assertClose(1e-12, new double[] {d.x(), d.y(), d.z()}, new double[3]);
        }
    }

    @Test
    void henonHasItsFixedPointAndContractsAreas() {
        var map = new Henon();
        var p = new Henon.Parameters(1.4, 0.3);
        // Henon 1976: the invariant points are x = (b - 1 +- sqrt((1-b)^2 + 4a)) / (2a), y = b x; the first at
        // (0.631354477, 0.189406343).
        double x = 0.631354477;
        var s = map.next(new Henon.State(x, 0.189406343), NONE, p);
        assertThat(s.x()).isCloseTo(x, Offset.offset(1e-8));
        assertThat(s.y()).isCloseTo(0.189406343, Offset.offset(1e-8));
        double h = 1e-4;
        double xx = (map.next(new Henon.State(0.3 + h, 0.1), NONE, p).x()
                        - map.next(new Henon.State(0.3 - h, 0.1), NONE, p).x())
                / (2 * h);
        double xy = (map.next(new Henon.State(0.3, 0.1 + h), NONE, p).x()
                        - map.next(new Henon.State(0.3, 0.1 - h), NONE, p).x())
                / (2 * h);
        double yx = (map.next(new Henon.State(0.3 + h, 0.1), NONE, p).y()
                        - map.next(new Henon.State(0.3 - h, 0.1), NONE, p).y())
                / (2 * h);
        double yy = (map.next(new Henon.State(0.3, 0.1 + h), NONE, p).y()
                        - map.next(new Henon.State(0.3, 0.1 - h), NONE, p).y())
                / (2 * h);
        assertClose(1e-9, xx * yy - xy * yx, -0.3);
    }

    /** For r = 4 the solution is x[k] = sin^2(2^k asin(sqrt(x[0]))). */
    @Test
    void logisticFollowsItsClosedSolution() {
        var map = new Logistic();
        var p = new Logistic.Parameters(4);
        double phase = Math.asin(Math.sqrt(0.3));
        var s = new Logistic.State(0.3);
        for (int k = 1; k <= 20; k++) {
            s = map.next(s, NONE, p);
            assertThat(s.x()).isCloseTo(Math.pow(Math.sin(Math.pow(2, k) * phase), 2), Offset.offset(1e-9));
        }
        assertThat(map.period()).isEqualTo(1);
    }
}
