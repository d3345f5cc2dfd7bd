package dev.antipode.controller.paper;

import dev.antipode.core.program.Engine;
import dev.antipode.sim.particles.DiskPacking;
import dev.antipode.sim.particles.PackingResponse;
import java.util.List;
import java.util.Locale;

/**
 * The derivative of settled places by the diameter from where they settled alone, against the one carried forward through the
 * relaxation and against differences of packings that were relaxed at other diameters.
 *
 * @param disks of a packing
 * @param starts of packings, a multiple of 16
 * @param steps in which they settle
 * @param early steps after which the derivative that is carried forward is looked at, too
 * @param diameter of half of the disks
 */
record ImplicitPacking(int disks, int starts, int steps, int early, double diameter) implements Remedy {
    private static final double SMALL = 1e-7;
    private static final double CLOSE = 1e-3;

    @Override
    public double expectedSeconds() {
        return 4 + 1.2e-7 * disks * disks * starts * steps;
    }

    @Override
    public List<Finding> measure(FigureContext context) {
        try (Engine engine = context.scalarEngine();
                DiskPacking packing = new DiskPacking(
                        disks, starts, engine, context.execution().budgetBytes());
                PackingResponse response = new PackingResponse(
                        disks, starts, engine, context.execution().budgetBytes())) {
            double[][] above = relaxed(context.part(0, 0.2), packing, diameter + SMALL);
            double[][] below = relaxed(context.part(0.2, 0.4), packing, diameter - SMALL);
            double[][] difference = new double[starts][2 * disks];
            for (int lane = 0; lane < starts; lane++) {
                for (int i = 0; i < 2 * disks; i++) {
                    difference[lane][i] = (above[lane][i] - below[lane][i]) / (2 * SMALL);
                }
            }
            setDiameter(packing, diameter);
            packing.begin(context.seed(), true);
            double[] unrolled = new double[starts];
            for (int step = 0; step < steps; step++) {
                if (step == early) {
                    errors(packing, difference, unrolled);
                }
                packing.step(true);
                context.done(0.4 + 0.6 * (step + 1) / steps);
            }
            double[] whole = new double[starts];
            errors(packing, difference, whole);
            response.take(packing);
            int products = response.solve(20 * disks);
            double[] implicit = new double[starts];
            double[] answer = new double[2 * disks];
            for (int lane = 0; lane < starts; lane++) {
                for (int i = 0; i < 2 * disks; i++) {
                    answer[i] = response.placeSlope(i % disks, i / disks, lane);
                }
                implicit[lane] = error(answer, difference[lane]);
            }
            return List.of(line(products, implicit, unrolled, whole));
        }
    }

    private Finding line(int products, double[] implicit, double[] unrolled, double[] whole) {
        double error = Numbers.median(implicit);
        return Remedy.line(
                "implicit differentiation of a fixed point: places of settled packings by the diameter, by conjugate gradients over the "
                        + "tangent of the forces; here " + disks + " disks, half of them of diameter " + diameter,
                String.format(
                        Locale.ROOT,
                        "%d products leave a median error of 1e%.1f against differences of packings relaxed anew; carried forward it is "
                                + "1e%.1f after %d steps and 1e%.1f after %d",
                        products,
                        StrictMath.log10(error),
                        StrictMath.log10(Numbers.median(unrolled)),
                        early,
                        StrictMath.log10(Numbers.median(whole)),
                        steps),
                error < CLOSE && error < Numbers.median(unrolled));
    }

    private void setDiameter(DiskPacking packing, double value) {
        for (int lane = 0; lane < starts; lane++) {
            packing.setDiameter(lane, value);
        }
    }

    private double[][] relaxed(FigureContext context, DiskPacking packing, double value) {
        setDiameter(packing, value);
        packing.begin(context.seed(), false);
        for (int step = 0; step < steps; step++) {
            packing.step(false);
            context.done((step + 1.0) / steps);
        }
        double[][] places = new double[starts][2 * disks];
        for (int lane = 0; lane < starts; lane++) {
            for (int i = 0; i < 2 * disks; i++) {
                places[lane][i] = packing.place(i % disks, i / disks, lane);
            }
        }
        return places;
    }

    private void errors(DiskPacking packing, double[][] expected, double[] errors) {
        double[] carried = new double[2 * disks];
        for (int lane = 0; lane < starts; lane++) {
            for (int i = 0; i < 2 * disks; i++) {
                carried[i] = packing.placeSlope(i % disks, i / disks, lane);
            }
            errors[lane] = error(carried, expected[lane]);
        }
    }

    /** The relative distance of two derivatives of all places, the movement of all disks alike left out. */
    private double error(double[] values, double[] expected) {
        double squares = 0;
        double off = 0;
        for (int axis = 0; axis < 2; axis++) {
            double mean = 0;
            double expectedMean = 0;
            for (int i = axis * disks; i < (axis + 1) * disks; i++) {
                mean += values[i] / disks;
                expectedMean += expected[i] / disks;
            }
            for (int i = axis * disks; i < (axis + 1) * disks; i++) {
                double wanted = expected[i] - expectedMean;
                double difference = values[i] - mean - wanted;
                squares += wanted * wanted;
                off += difference * difference;
            }
        }
        return Math.sqrt(off / squares);
    }
}
