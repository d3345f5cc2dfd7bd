package dev.antipode.sim.particles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import dev.antipode.core.graph.Vjp;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.lift.Argument;
import dev.antipode.core.lift.Lifter;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.program.Engine;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Disks against their energy, written out pair by pair. */
class DiskPackingTest {
    private static final int LANES = 16;
    private static final int DISKS = 16;

    private static Engine engine() {
        return new Engine(Precision.F64, Arithmetic.FUSED, KernelMode.SCALAR);
    }

    /** All pairs, one after another: (places, diameter) to the energy. */
    private static Graph energy(int disks) throws NoSuchMethodException {
        GraphBuilder g = new GraphBuilder();
        List<Node> place = new ArrayList<>();
        for (int i = 0; i < 2 * disks; i++) {
            place.add(g.input("place." + i));
        }
        Node diameter = g.input("diameter");
        Method pair = SoftDisks.class.getDeclaredMethod(
                "energy", double.class, double.class, double.class, double.class, double.class);
        Node one = g.constant(1);
        double area = 0.5 * disks * Math.PI / 4 / 0.98;
        Node side = g.sqrt(g.mul(g.constant(area), g.fma(diameter, diameter, one)));
        Lifter lifter = new Lifter(g);
        Node sum = g.constant(0);
        for (int i = 0; i < disks; i++) {
            for (int j = i + 1; j < disks; j++) {
                List<Node> arguments = List.of(
                        g.sub(place.get(i), place.get(j)),
                        g.sub(place.get(disks + i), place.get(disks + j)),
                        side,
                        i < disks / 2 ? one : diameter,
                        j < disks / 2 ? one : diameter);
                sum = g.add(
                        sum,
                        lifter.lift(
                                        null,
                                        pair,
                                        arguments.stream().map(Argument::value).toList())
                                .nodes()
                                .get(0));
            }
        }
        return g.build(List.of("energy"), List.of(sum));
    }

    /** With the energy, its negative gradient by the places over the side of the box is the force. */
    @Test
    void forcesAreTheNegativeGradientOfTheEnergy() throws NoSuchMethodException {
        Graph energy = energy(DISKS);
        int[] places = java.util.stream.IntStream.range(0, 2 * DISKS).toArray();
        Graph gradient = Vjp.of(energy, places);
        try (Engine engine = engine();
                DiskPacking packing = new DiskPacking(DISKS, LANES, engine, Long.MAX_VALUE)) {
            for (int lane = 0; lane < LANES; lane++) {
                packing.setDiameter(lane, 0.4 + 0.04 * lane);
            }
            packing.begin(3, false);
            for (int step = 0; step < 3; step++) {
                for (int lane = 0; lane < LANES; lane++) {
                    double diameter = 0.4 + 0.04 * lane;
                    double[] arguments = new double[2 * DISKS + 2];
                    for (int i = 0; i < 2 * DISKS; i++) {
                        arguments[i] = packing.place(i % DISKS, i / DISKS, lane);
                    }
                    arguments[2 * DISKS] = diameter;
                    arguments[2 * DISKS + 1] = 1;
                    double[] expected = gradient.evaluate(arguments);
                    assertThat(expected[0]).isPositive();
                    assertThat(packing.energy(lane)).isCloseTo(expected[0], within(1e-12 * expected[0]));
                    double side = DiskPacking.side(DISKS, diameter);
                    for (int i = 0; i < 2 * DISKS; i++) {
                        assertThat(packing.force(i % DISKS, i / DISKS, lane))
                                .isCloseTo(-expected[1 + i] / side, within(1e-11));
                    }
                }
                packing.step(false);
            }
        }
    }

    /** From random places downhill, and of a large fraction of what there was at first. */
    @Test
    void energiesDecrease() {
        try (Engine engine = engine();
                DiskPacking packing = new DiskPacking(32, LANES, engine, Long.MAX_VALUE)) {
            for (int lane = 0; lane < LANES; lane++) {
                packing.setDiameter(lane, 0.1 + 0.06 * lane);
            }
            packing.begin(1, false);
            double[] first = energies(packing);
            run(packing, 30);
            double[] middle = energies(packing);
            run(packing, 200);
            double[] last = energies(packing);
            for (int lane = 0; lane < LANES; lane++) {
                assertThat(middle[lane]).isLessThan(0.5 * first[lane]);
                assertThat(last[lane]).isLessThan(middle[lane]);
            }
        }
    }

    private static void run(DiskPacking packing, int steps) {
        for (int i = 0; i < steps; i++) {
            packing.step(false);
        }
    }

    private static double[] energies(DiskPacking packing) {
        double[] energies = new double[LANES];
        for (int lane = 0; lane < LANES; lane++) {
            energies[lane] = packing.energy(lane);
        }
        return energies;
    }

    /** While it has hardly begun to be chaotic, by differences too short to reach a touch; with the tangent the energies keep their bits. */
    @Test
    void theSlopeByTheDiameterIsTheCentralDifference() {
        double h = 1e-7;
        try (Engine engine = engine();
                DiskPacking packing = new DiskPacking(DISKS, LANES, engine, Long.MAX_VALUE)) {
            for (int steps : new int[] {0, 1, 10, 25}) {
                double[] above = energiesAt(packing, h, steps);
                double[] below = energiesAt(packing, -h, steps);
                double[] here = energiesAt(packing, 0, steps);
                packing.begin(5, true);
                for (int i = 0; i < steps; i++) {
                    packing.step(true);
                }
                for (int lane = 0; lane < LANES; lane++) {
                    assertThat(packing.energy(lane)).isEqualTo(here[lane]);
                    double difference = (above[lane] - below[lane]) / (2 * h);
                    assertThat(packing.slope(lane))
                            .as("after %d steps", steps)
                            .isCloseTo(difference, within(1e-6 * Math.max(1, Math.abs(difference))));
                }
            }
        }
    }

    private static double[] energiesAt(DiskPacking packing, double shift, int steps) {
        for (int lane = 0; lane < LANES; lane++) {
            packing.setDiameter(lane, 0.3 + 0.045 * lane + shift);
        }
        packing.begin(5, false);
        run(packing, steps);
        return energies(packing);
    }

    /** A sign for each of the places has the length of their number's root; small disks make such perturbations grow, whatever the box. */
    @Test
    void perturbationsOfThePlacesGrow() {
        try (Engine engine = engine();
                DiskPacking packing = new DiskPacking(DISKS, LANES, engine, Long.MAX_VALUE)) {
            for (int lane = 0; lane < LANES; lane++) {
                packing.setDiameter(lane, 0.1);
            }
            double[] first = new double[LANES];
            for (int run = 0; run < 2; run++) {
                packing.begin(5, true);
                packing.perturb(9);
                double sum = 0;
                for (int lane = 0; lane < LANES; lane++) {
                    assertThat(packing.logGrowth(lane)).isCloseTo(0.5 * StrictMath.log(2 * DISKS), within(1e-12));
                    assertThat(packing.slope(lane)).isZero();
                }
                for (int step = 0; step < 100; step++) {
                    packing.step(true);
                    packing.rescale();
                }
                for (int lane = 0; lane < LANES; lane++) {
                    sum += packing.logGrowth(lane) / LANES;
                    if (run == 0) {
                        first[lane] = packing.logGrowth(lane);
                    } else {
                        assertThat(packing.logGrowth(lane)).isEqualTo(first[lane]);
                    }
                }
                assertThat(sum).isGreaterThan(5);
            }
        }
    }

    @Test
    void sizesAreChecked() {
        try (Engine engine = engine()) {
            assertThatThrownBy(() -> new DiskPacking(7, LANES, engine, Long.MAX_VALUE))
                    .hasMessageContaining("7 disks");
            assertThatThrownBy(() -> new DiskPacking(8, 10, engine, Long.MAX_VALUE))
                    .hasMessageContaining("10 lanes");
        }
    }
}
