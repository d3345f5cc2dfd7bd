package dev.antipode.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.program.Rows;
import dev.antipode.core.testing.Evaluator;
import dev.antipode.sim.rigid.Ant;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A plant of stages, the ant, as a program: against its whole graph, central differences, and its own transpose. */
class ComposedPlantTest {
    private static final int LANES = 16;
    private static final int SUBSTEPS = 12;
    private static final double[] WORLD = {9.8, 1, 0};

    private final PlantModel plant = PlantModel.of("ant", new Ant());
    private final int states = plant.states().size();
    private final int inputs = plant.inputs().size();
    private final double[] command =
            new SplittableRandom(2).doubles(inputs, -1, 1).toArray();

    /** Standing ants that were moved about a little. */
    private double[][] points(long seed) {
        TaskGraph initial =
                Registry.load(getClass().getClassLoader()).task("ant").graph("initial");
        SplittableRandom random = new SplittableRandom(seed);
        double[][] points = new double[LANES][];
        for (int lane = 0; lane < LANES; lane++) {
            double[] state = initial.graph()
                    .evaluate(random.doubles(initial.normal().size()).toArray());
            for (int i = 0; i < states - 1; i++) {
                state[i] += 0.01 * random.nextDouble(-1, 1);
            }
            state[states - 1] = 8;
            points[lane] = state;
        }
        return points;
    }

    private double[][] directions(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] directions = new double[LANES][];
        Arrays.setAll(directions, lane -> random.doubles(states, -1, 1).toArray());
        return directions;
    }

    @Test
    void stagesGiveTheBitsOfTheWholeGraph() {
        for (Precision precision : Precision.values()) {
            double[][] points = points(1);
            double[][] arguments = new double[LANES][states + inputs + WORLD.length + 1];
            for (int lane = 0; lane < LANES; lane++) {
                System.arraycopy(points[lane], 0, arguments[lane], 0, states);
                System.arraycopy(command, 0, arguments[lane], states, inputs);
                System.arraycopy(WORLD, 0, arguments[lane], states + inputs, WORLD.length);
                arguments[lane][states + inputs + WORLD.length] = 0.005;
            }
            try (StagedSteps steps = new StagedSteps(plant, WORLD, command, 1, precision, KernelMode.SCALAR)) {
                assertThat(steps.run(points))
                        .isDeepEqualTo(Evaluator.kernel(precision).evaluate(plant.step(), arguments));
            }
        }
    }

    @Test
    void vectorKernelsGiveTheBitsOfScalarOnes() {
        Precision precision = Precision.F32;
        try (StagedSteps scalar = new StagedSteps(plant, WORLD, command, 5, precision, KernelMode.SCALAR);
                StagedSteps simd = new StagedSteps(plant, WORLD, command, 5, precision, KernelMode.SIMD)) {
            simd.warmUp();
            assertThat(simd.run(points(3))).isDeepEqualTo(scalar.run(points(3)));
        }
    }

    /** Over more than a control step, feet on the ground and off it: differences too short to reach where a contact switches. */
    @Test
    void tangentsAreCentralDifferences() {
        double[][] points = points(4);
        double[][] directions = directions(5);
        double h = 1e-7;
        try (StagedSteps steps = new StagedSteps(plant, WORLD, command, SUBSTEPS, Precision.F64, KernelMode.SCALAR)) {
            double[][] tangents = steps.tangents(points, directions);
            double[][] above = steps.run(moved(points, directions, h));
            double[][] below = steps.run(moved(points, directions, -h));
            for (int lane = 0; lane < LANES; lane++) {
                double worst = 0;
                double size = 0;
                for (int i = 0; i < states; i++) {
                    double difference = (above[lane][i] - below[lane][i]) / (2 * h);
                    worst = Math.max(worst, Math.abs(difference - tangents[lane][i]));
                    size = Math.max(size, Math.abs(difference));
                }
                assertThat(size).isGreaterThan(0.1);
                assertThat(worst).as("lane %d", lane).isLessThan(1e-7 * size);
            }
        }
    }

    @Test
    void cotangentsAreTheTranspose() {
        double[][] points = points(6);
        double[][] tangents = directions(7);
        double[][] cotangents = directions(8);
        try (StagedSteps steps = new StagedSteps(plant, WORLD, command, SUBSTEPS, Precision.F64, KernelMode.SCALAR)) {
            double[][] pushed = steps.tangents(points, tangents);
            double[][] pulled = steps.cotangents(points, cotangents);
            for (int lane = 0; lane < LANES; lane++) {
                double forward = dot(cotangents[lane], pushed[lane]);
                double back = dot(pulled[lane], tangents[lane]);
                double size = 0;
                for (int i = 0; i < states; i++) {
                    size += Math.abs(cotangents[lane][i] * pushed[lane][i]);
                }
                assertThat(back).isNotZero().isCloseTo(forward, within(1e-11 * size));
            }
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double[][] moved(double[][] points, double[][] directions, double h) {
        double[][] moved = new double[points.length][];
        for (int lane = 0; lane < points.length; lane++) {
            moved[lane] = points[lane].clone();
            for (int i = 0; i < moved[lane].length; i++) {
                moved[lane][i] += h * directions[lane][i];
            }
        }
        return moved;
    }

    record Pair(double a, double b) {}

    /** Stages that read what no one has written, or that write an input. */
    static final class Wrong implements ComposedPlant<Pair, Pair, None> {
        private final boolean writesInput;

        Wrong(boolean writesInput) {
            this.writesInput = writesInput;
        }

        double same(double a) {
            return a;
        }

        @Override
        public void compose(Stages stages) {
            if (writesInput) {
                stages.add(
                        "back",
                        this,
                        "same",
                        List.of(stages.state("a")),
                        List.of(stages.input().part(0, 1)));
            } else {
                var work = stages.work("work", Pair.class);
                stages.add("early", this, "same", List.of(work.part(1, 1)), List.of(stages.state("a")));
            }
        }

        @Override
        public double period() {
            return 1;
        }
    }

    record Gear(@Levels({-1, 0, 4}) double gear) {}

    /** A plant of one stage whose input has levels. */
    static final class Geared implements ComposedPlant<Pair, Gear, None> {
        double sum(double a, double gear) {
            return a + gear;
        }

        @Override
        public void compose(Stages stages) {
            Rows a = stages.state("a");
            stages.add("shift", this, "sum", List.of(a, stages.input()), List.of(a));
        }

        @Override
        public double period() {
            return 1;
        }
    }

    @Test
    void inputsMayHaveLevels() {
        PlantModel geared = PlantModel.of("geared", new Geared());
        assertThat(geared.inputs().getFirst().levels()).containsExactly(-1.0, 0.0, 4.0);
        assertThat(geared.step().evaluate(1, 2, 4, 1)).containsExactly(5, 2);
    }

    @Test
    void whatCannotRunIsRefused() {
        assertThatThrownBy(() -> PlantModel.of("wrong", new Wrong(false)))
                .hasMessageContaining(
                        "stage 'early' of plant 'wrong' reads numbers that no stage before it has written");
        assertThatThrownBy(() -> PlantModel.of("wrong", new Wrong(true))).hasMessageContaining("writes its input");
    }
}
