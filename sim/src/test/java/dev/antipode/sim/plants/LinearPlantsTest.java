package dev.antipode.sim.plants;

import static dev.antipode.sim.plants.Close.assertClose;
import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.sim.Integrator;
import org.junit.jupiter.api.Test;

/** The motor and the rooms against steady states and closed solutions. */
class LinearPlantsTest {
    private static final DcMotor.Parameters MOTOR = new DcMotor.Parameters(2, 0.005, 0.05, 2e-4, 1e-4);
    private static final Thermal.Parameters ROOMS = new Thermal.Parameters(60000, 25, 15, 60, 283);

    @Test
    void motorSettlesWhereTorqueMeetsDrag() {
        var plant = DcMotor.plant();
        var s = new DcMotor.State(0, 0, 0);
        for (int i = 0; i < 8000; i++) {
            s = plant.next(s, new DcMotor.Input(12), MOTOR);
        }
        // V = R i + K omega and K i = b omega.
        double speed = 12 * 0.05 / (2 * 1e-4 + 0.05 * 0.05);
        assertClose(1e-10, s.speed(), speed);
        assertClose(1e-10, s.current(), 1e-4 * speed / 0.05);
    }

    @Test
    void motorStepsFollowTheMatrixExponential() {
        double[][] a = {
            {-2 / 0.005, -0.05 / 0.005, 0, 1 / 0.005},
            {0.05 / 2e-4, -1e-4 / 2e-4, 0, 0},
            {0, 1, 0, 0},
            {0, 0, 0, 0}
        };
        double[] exact = exponential(a, 0.01, new double[] {1, -20, 0.5, 7});
        var plant = Integrator.RK4.plant(new DcMotor(), 0.0001);
        var s = new DcMotor.State(1, -20, 0.5);
        for (int i = 0; i < 100; i++) {
            s = plant.next(s, new DcMotor.Input(7), MOTOR);
        }
        assertClose(1e-7, new double[] {s.current(), s.speed(), s.angle(), 7}, exact);
    }

    @Test
    void roomsStepsFollowTheMatrixExponential() {
        double c = 60000;
        double[][] a = {
            {-40 / c, 15 / c, 1 / c, 0, 25 * 283 / c},
            {15 / c, -40 / c, 0, 1 / c, 25 * 283 / c},
            {0, 0, -1.0 / 60, 0, 700.0 / 60},
            {0, 0, 0, -1.0 / 60, 100.0 / 60},
            {0, 0, 0, 0, 0}
        };
        double[] exact = exponential(a, 600, new double[] {290, 295, 50, 300, 1});
        var plant = Thermal.plant();
        var s = new Thermal.State(290, 295, 50, 300);
        for (int i = 0; i < 60; i++) {
            s = plant.next(s, new Thermal.Input(700, 100), ROOMS);
        }
        assertClose(1e-5, new double[] {s.temperature1(), s.temperature2(), s.heat1(), s.heat2(), 1}, exact);
    }

    @Test
    void roomsRestAtTheOutsideTemperature() {
        var d = new Thermal().derivative(new Thermal.State(283, 283, 0, 0), new Thermal.Input(0, 0), ROOMS);
        assertThat(d).isEqualTo(new Thermal.State(0, 0, 0, 0));
    }

    /** {@code exp(a t) x} by the Taylor series over many short steps. */
    private static double[] exponential(double[][] a, double time, double[] x) {
        double[] y = x.clone();
        int pieces = 1000;
        double h = time / pieces;
        for (int n = 0; n < pieces; n++) {
            double[] term = y.clone();
            for (int order = 1; order < 12; order++) {
                double[] next = new double[y.length];
                for (int i = 0; i < y.length; i++) {
                    for (int k = 0; k < y.length; k++) {
                        next[i] += a[i][k] * term[k] * h / order;
                    }
                }
                term = next;
                for (int i = 0; i < y.length; i++) {
                    y[i] += term[i];
                }
            }
        }
        return y;
    }
}
