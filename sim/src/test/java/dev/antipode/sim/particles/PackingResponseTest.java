package dev.antipode.sim.particles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.program.Engine;
import org.junit.jupiter.api.Test;

/** The answer of settled packings by the implicit function theorem against packings that settled at other diameters. */
class PackingResponseTest {
    private static final int DISKS = 8;
    private static final int LANES = 16;
    private static final int STEPS = 4000;
    private static final double DIAMETER = 0.85;
    private static final double SMALL = 1e-7;
    /** Where forces are no longer those of a packing at rest, there is no answer. */
    private static final double AT_REST = 1e-12;

    private static Engine engine(Precision precision) {
        return new Engine(precision, Arithmetic.FUSED, KernelMode.SCALAR);
    }

    private static double[][] settled(DiskPacking packing, double diameter) {
        for (int lane = 0; lane < LANES; lane++) {
            packing.setDiameter(lane, diameter);
        }
        packing.begin(1, false);
        for (int step = 0; step < STEPS; step++) {
            packing.step(false);
        }
        double[][] places = new double[LANES][2 * DISKS];
        for (int lane = 0; lane < LANES; lane++) {
            for (int i = 0; i < 2 * DISKS; i++) {
                places[lane][i] = packing.place(i % DISKS, i / DISKS, lane);
            }
        }
        return places;
    }

    @Test
    void placesAnswerAsCentralDifferencesSay() {
        try (Engine engine = engine(Precision.F64);
                DiskPacking packing = new DiskPacking(DISKS, LANES, engine, 1L << 30);
                PackingResponse response = new PackingResponse(DISKS, LANES, engine, 1L << 30)) {
            double[][] above = settled(packing, DIAMETER + SMALL);
            double[] energies = new double[LANES];
            for (int lane = 0; lane < LANES; lane++) {
                energies[lane] = packing.energy(lane);
            }
            double[][] below = settled(packing, DIAMETER - SMALL);
            for (int lane = 0; lane < LANES; lane++) {
                energies[lane] -= packing.energy(lane);
            }
            settled(packing, DIAMETER);
            response.take(packing);
            assertThat(response.solve(200)).isLessThan(200);
            int compared = 0;
            for (int lane = 0; lane < LANES; lane++) {
                if (response.largestForce(lane) < AT_REST) {
                    compared++;
                    compare(response, lane, above[lane], below[lane]);
                    assertThat(response.slope(lane)).isCloseTo(energies[lane] / (2 * SMALL), within(1e-5));
                }
            }
            assertThat(compared).isGreaterThan(LANES / 2);
        }
    }

    /** All disks together may have moved on the way: their mean is taken off. */
    private static void compare(PackingResponse response, int lane, double[] above, double[] below) {
        double[] difference = new double[2 * DISKS];
        double[] mean = new double[2];
        double largest = 0;
        for (int i = 0; i < 2 * DISKS; i++) {
            difference[i] = (above[i] - below[i]) / (2 * SMALL);
            mean[i / DISKS] += difference[i] / DISKS;
        }
        for (int i = 0; i < 2 * DISKS; i++) {
            double expected = difference[i] - mean[i / DISKS];
            largest = Math.max(largest, Math.abs(expected));
            assertThat(response.placeSlope(i % DISKS, i / DISKS, lane))
                    .as("lane %d, number %d", lane, i)
                    .isCloseTo(expected, within(1e-4 * (1 + Math.abs(expected))));
        }
        assertThat(largest).isGreaterThan(1e-3);
    }

    @Test
    void singlePrecisionIsRefused() {
        try (Engine engine = engine(Precision.F32)) {
            assertThatThrownBy(() -> new PackingResponse(DISKS, LANES, engine, 1L << 30))
                    .hasMessageContaining("F64, not F32");
        }
    }
}
