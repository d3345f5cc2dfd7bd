package dev.antipode.bench;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.Tile;
import dev.antipode.sim.Integrator;
import dev.antipode.sim.Plant;
import dev.antipode.sim.PlantModel;
import dev.antipode.sim.Signal;
import dev.antipode.sim.plants.CartPole;
import dev.antipode.sim.plants.DoublePendulum;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Our plants beside MuJoCo's models of the same bodies, both by fourth-order Runge-Kutta with the same step: MuJoCo steps
 * one environment at a time in F64, we step 256 in F32, or one.
 */
final class MujocoPeer {
    private static final int LANES = 256;
    private static final int STEPS = 50;

    /** MuJoCo's point masses have an inertia of 1e-6, and both systems let differences grow. */
    private static final double BOUND = 1e-4;

    /** The same bodies in both; the start has as many positions as velocities. */
    private enum Body {
        CART_POLE("cart-pole", Integrator.RK4.plant(new CartPole(), 0.02), 0.01, 0.02, 0.1, 0.05) {
            @Override
            double[] ours(double[] mujoco) {
                return new double[] {mujoco[0], mujoco[2], mujoco[1], mujoco[3]};
            }
        },
        DOUBLE_PENDULUM("double-pendulum", DoublePendulum.plant(), 1, 0.5, 0.1, 0.2) {
            /** The elbow's angle is relative in MuJoCo. */
            @Override
            double[] ours(double[] mujoco) {
                return new double[] {mujoco[0], mujoco[0] + mujoco[1], mujoco[2], mujoco[2] + mujoco[3]};
            }
        };

        private final String label;
        private final Plant<?, ?, ?> plant;
        private final double[] start;

        Body(String label, Plant<?, ?, ?> plant, double... start) {
            this.label = label;
            this.plant = plant;
            this.start = start;
        }

        /** MuJoCo's positions and velocities as our state. */
        abstract double[] ours(double[] mujoco);
    }

    private MujocoPeer() {}

    static void measure(Path folder, int rounds, KernelMode mode, PrintStream out)
            throws IOException, InterruptedException {
        for (Body body : Body.values()) {
            PlantModel plant = PlantModel.of(body.label, body.plant);
            MujocoScript.Answer theirs = MujocoScript.run(folder, body.label, body.start, STEPS, 1, rounds);
            double difference = difference(body, plant, theirs.end());
            if (!(difference < BOUND)) {
                throw new IllegalStateException(body.label + ": after " + STEPS + " steps we and MuJoCo differ by "
                        + difference + ", above the bound of " + BOUND + "; no time is taken of a wrong answer");
            }
            double nanos = theirs.nanos();
            String version = theirs.version();
            String work = body.label + ", a step by RK4, ";
            double many = ours(plant, LANES, LANES, rounds, mode);
            out.println(new PeerRow(work + "of 256 environments", version, "ns", many, nanos, many / nanos, difference)
                    .line());
            // The fewest lanes that there are, 15 of them for nothing.
            double one = ours(plant, Tile.LANE_MULTIPLE, 1, rounds, mode);
            out.println(new PeerRow(work + "alone", version, "ns", one, nanos, one / nanos, difference).line());
        }
    }

    private static double ours(PlantModel plant, int lanes, int units, int rounds, KernelMode mode) {
        try (StepBatch batch = new StepBatch(plant, StepKernel.STEP, lanes, mode)) {
            if (mode == KernelMode.SIMD) {
                batch.awaitSimd();
            }
            return Rounds.measure(rounds, List.of(new Rounds.Work(units, batch::run)))
                    .median(0);
        }
    }

    private static double difference(Body body, PlantModel plant, double[] mujoco) {
        double[] expected = body.ours(mujoco);
        Graph step = plant.step();
        double[] in = new double[step.inputNames().size()];
        int row = plant.states().size() + plant.inputs().size();
        for (Signal parameter : plant.parameters()) {
            in[row++] = parameter.defaultValue();
        }
        in[row] = plant.period();
        System.arraycopy(body.ours(body.start), 0, in, 0, plant.states().size());
        for (int i = 0; i < STEPS; i++) {
            System.arraycopy(step.evaluate(in), 0, in, 0, plant.states().size());
        }
        double largest = 0;
        for (int i = 0; i < expected.length; i++) {
            double gap = in[i] - expected[i];
            if (plant.states().get(i).angle()) {
                gap = Math.IEEEremainder(gap, 2 * Math.PI);
            }
            largest = Math.max(largest, Double.isFinite(gap) ? Math.abs(gap) : Double.POSITIVE_INFINITY);
        }
        return largest;
    }
}
