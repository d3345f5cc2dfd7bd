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
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Our plants beside MuJoCo's models of the same bodies, both by fourth-order Runge-Kutta with the same step: MuJoCo steps
 * one environment at a time in F64, we step 256 in F32, or one.
 */
final class MujocoPeer {
    private static final int LANES = 256;
    private static final int STEPS = 50;

    /** MuJoCo's point masses have an inertia of 1e-6, and both systems let differences grow. */
    private static final double BOUND = 1e-4;

    private static final String MODULE = "npm/node_modules/@mujoco/mujoco/mujoco.js";
    private static final String SCRIPT = "mujoco.mjs";

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

        String file() {
            return "mujoco_" + label.replace('-', '_') + ".xml";
        }
    }

    private MujocoPeer() {}

    static Optional<String> missing(Path folder) {
        if (!Files.exists(folder.resolve(MODULE))) {
            return Optional.of("@mujoco/mujoco is not here; bench/compare fetch gets it from npm");
        }
        try {
            new ProcessBuilder("node", "--version").start().destroy();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("node is not on the PATH; install Node 20 or newer (apt-get install nodejs)");
        }
    }

    static void measure(Path folder, int rounds, KernelMode mode, PrintStream out)
            throws IOException, InterruptedException {
        for (Body body : Body.values()) {
            PlantModel plant = PlantModel.of(body.label, body.plant);
            JsonNode theirs = run(folder, body, rounds);
            double difference = difference(body, plant, theirs.get("end"));
            if (!(difference < BOUND)) {
                throw new IllegalStateException(body.label + ": after " + STEPS + " steps we and MuJoCo differ by "
                        + difference + ", above the bound of " + BOUND + "; no time is taken of a wrong answer");
            }
            double nanos = 1000 * theirs.get("micros").asDouble();
            String version = "MuJoCo " + theirs.get("version").asString() + ", WebAssembly";
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

    private static double difference(Body body, PlantModel plant, JsonNode end) {
        double[] mujoco = new double[end.size()];
        for (int i = 0; i < mujoco.length; i++) {
            mujoco[i] = end.get(i).asDouble();
        }
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

    private static JsonNode run(Path folder, Body body, int rounds) throws IOException, InterruptedException {
        Path scripts = folder.resolve("js");
        Files.createDirectories(scripts);
        for (String file : List.of(SCRIPT, body.file())) {
            try (InputStream in = MujocoPeer.class.getResourceAsStream("js/" + file)) {
                Files.write(scripts.resolve(file), in.readAllBytes());
            }
        }
        List<String> command = new ArrayList<>(List.of(
                "node",
                scripts.resolve(SCRIPT).toString(),
                folder.resolve(MODULE).toString(),
                scripts.resolve(body.file()).toString(),
                Integer.toString(STEPS),
                Integer.toString(rounds)));
        for (double number : body.start) {
            command.add(Double.toString(number));
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new IOException("node failed on MuJoCo's " + body.label + ": " + output.strip());
        }
        return JsonMapper.shared().readTree(output);
    }
}
