package dev.antipode.controller.paper;

import dev.antipode.sim.particles.DiskPacking;

/**
 * Energies of packings by diameter and steps of relaxation.
 *
 * @param diameters of the smaller disks
 * @param steps at which energies were looked at
 * @param energy per disk, by diameter, step and start
 */
record PackingSlices(double[] diameters, int[] steps, double[][][] energy) {
    static PackingSlices measure(
            FigureContext context, DiskPacking packing, int disks, int starts, double[] diameters, int[] steps) {
        double[][][] energy = new double[diameters.length][steps.length][starts];
        for (int d = 0; d < diameters.length; d++) {
            for (int lane = 0; lane < starts; lane++) {
                packing.setDiameter(lane, diameters[d]);
            }
            packing.begin(context.seed(), false);
            int step = 0;
            for (int i = 0; i < steps.length; i++) {
                for (; step < steps[i]; step++) {
                    packing.step(false);
                    context.done((d + (double) step / steps[steps.length - 1]) / diameters.length);
                }
                for (int lane = 0; lane < starts; lane++) {
                    energy[d][i][lane] = packing.energy(lane) / disks;
                }
            }
        }
        return new PackingSlices(diameters, steps, energy);
    }

    /** The mean over starts. */
    double[] mean(int step) {
        double[] mean = new double[diameters.length];
        for (int d = 0; d < diameters.length; d++) {
            mean[d] = Numbers.mean(energy[d][step]);
        }
        return mean;
    }

    /** One start. */
    double[] start(int step, int start) {
        double[] values = new double[diameters.length];
        for (int d = 0; d < diameters.length; d++) {
            values[d] = energy[d][step][start];
        }
        return values;
    }
}
