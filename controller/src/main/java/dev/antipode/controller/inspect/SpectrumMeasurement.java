package dev.antipode.controller.inspect;

import dev.antipode.core.jacobian.TangentFrame;
import dev.antipode.core.linear.Convergence;
import dev.antipode.core.linear.Eigenvalues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * Spectral radii of one-step Jacobians and of their product along trajectories. The product is carried as tangents that are
 * divided by their common length after every step, so it neither overflows nor vanishes.
 */
final class SpectrumMeasurement {
    private static final int MOST_POINTS = 200;
    /** Operations that eigenvalues may take in all: some seconds. About 25 n^3 each (Golub and Van Loan, section 7.5.6). */
    private static final double MOST_OPERATIONS = 1e10;

    private final InspectedLoop loop;
    private final int horizon;
    private final OptionalInt wanted;
    private final Work work;
    private final Eigenvalues eigenvalues;
    private final double[] matrix;
    private final boolean[] live;
    private double[] real = {};
    private double[] imaginary = {};

    SpectrumMeasurement(InspectedLoop loop, int horizon, OptionalInt wanted, Work work) {
        this.loop = loop;
        this.horizon = horizon;
        this.wanted = wanted;
        this.work = work;
        this.eigenvalues = new Eigenvalues(loop.size());
        this.matrix = new double[loop.size() * loop.size()];
        this.live = new boolean[loop.trajectories()];
    }

    /** The units of {@link Work} that {@link #run} takes. */
    static double units(InspectedLoop loop, int horizon) {
        return 2.0 * horizon * Work.step(loop.size());
    }

    static int points(int size, int trajectories, int horizon) {
        double each = 2.0 * 25 * size * size * size * trajectories;
        return Math.min(horizon, (int) Math.clamp(MOST_OPERATIONS / each, 10, MOST_POINTS));
    }

    JacobianSpectra run() {
        int count = points(loop.size(), loop.trajectories(), horizon);
        int[] steps = new int[count];
        for (int i = 0; i < count; i++) {
            steps[i] = (int) ((i + 1L) * horizon / count) - 1;
        }
        double[][] product = new double[count][loop.trajectories()];
        int firstLives = pass(steps, product, true, -1);
        int step = chosen(firstLives);
        double[][] single = new double[count][loop.trajectories()];
        pass(steps, single, false, step);
        return new JacobianSpectra(step, real, imaginary, points(steps, single, product));
    }

    private int chosen(int firstLives) {
        if (wanted.isPresent() && wanted.getAsInt() >= firstLives) {
            throw new IllegalArgumentException(
                    "step " + wanted.getAsInt() + " of the first trajectory has no Jacobian: " + "it was lost in step "
                            + firstLives + "; give a step before");
        }
        return firstLives == 0 ? -1 : wanted.orElse(firstLives / 2);
    }

    /** Goes along the trajectories once; gives how many steps the first one lasts. */
    private int pass(int[] steps, double[][] logs, boolean accumulate, int eigenvaluesAt) {
        TangentFrame tangents = loop.tangents();
        double[] scale = new double[loop.trajectories()];
        Arrays.fill(live, true);
        loop.start(0);
        tangents.setIdentity();
        int next = 0;
        int firstLives = 0;
        for (int step = 0; step < horizon; step++) {
            if (!accumulate) {
                tangents.setIdentity();
            }
            tangents.step();
            if (accumulate) {
                tangents.rescale();
            }
            for (int lane = 0; lane < live.length; lane++) {
                live[lane] &= loop.live(lane);
                scale[lane] += accumulate ? tangents.logGrowth(0, lane) : 0;
            }
            firstLives += live[0] ? 1 : 0;
            if (step == eigenvaluesAt) {
                logRadius(0, 0);
                keep();
            }
            if (step == steps[next]) {
                for (int lane = 0; lane < live.length; lane++) {
                    logs[next][lane] = live[lane] ? logRadius(lane, scale[lane]) : Double.NaN;
                }
                next++;
            }
            work.add(Work.step(loop.size()));
        }
        return firstLives;
    }

    /** Of a trajectory that goes on: what is not finite has grown beyond every bound. */
    private double logRadius(int lane, double logScale) {
        loop.tangents().matrix(lane, matrix);
        boolean finite = eigenvalues.compute(matrix) != Convergence.NOT_FINITE && !Double.isNaN(logScale);
        return finite ? StrictMath.log(eigenvalues.modulus(0)) + logScale : Double.POSITIVE_INFINITY;
    }

    private void keep() {
        int n = eigenvalues.order();
        real = new double[n];
        imaginary = new double[n];
        for (int i = 0; i < n; i++) {
            real[i] = eigenvalues.real(i);
            imaginary[i] = eigenvalues.imaginary(i);
        }
    }

    private static List<RadiusPoint> points(int[] steps, double[][] single, double[][] product) {
        List<RadiusPoint> points = new ArrayList<>();
        for (int i = 0; i < steps.length; i++) {
            int known =
                    (int) Arrays.stream(single[i]).filter(x -> !Double.isNaN(x)).count();
            points.add(
                    new RadiusPoint(steps[i], single[i][0], mean(single[i]), product[i][0], mean(product[i]), known));
        }
        return points;
    }

    /** Over the trajectories that are known; NaN where none is. */
    private static double mean(double[] values) {
        return Arrays.stream(values).filter(x -> !Double.isNaN(x)).average().orElse(Double.NaN);
    }
}
