package dev.antipode.controller.inspect;

import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.program.Engine;
import dev.antipode.core.program.Frame;
import dev.antipode.core.random.Purpose;
import dev.antipode.sim.ParameterLayout;
import dev.antipode.sim.Rollout;
import dev.antipode.sim.RolloutGradient;
import dev.antipode.sim.Tape;
import dev.antipode.sim.TaskModel;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Samples two estimators of the gradient of {@code E[cost(theta + sigma e)]}: the exact gradient at {@code theta + sigma e}, and
 * {@code (cost(theta + sigma e) - cost(theta - sigma e)) e / (2 sigma)}, with the same perturbations {@code e} and episodes. Where
 * lanes share parameters a sample is a tile of 16 episodes, else a lane with one.
 */
final class GradientMeasurement {
    private static final int LANES = ClosedLoop.LANES;
    /** What a step back takes, in steps: it is run again, recorded and reversed. */
    private static final double BACKWARD = 5;
    /** Some units in the last place of a sum of costs. */
    private static final double ROUNDING = 1e-14;

    private final PolicyPoint point;
    private final Rollout rollout;
    private RolloutGradient gradient;
    private final int[] horizons;
    private final int samples;
    private final double sigma;
    private final boolean shared;
    private final int parameters;
    private long tile;
    private long derivative;
    private long theta;
    private long perturbations;
    private long exact;
    private MemorySegment block;
    private Frame frame;
    /** Mean costs a step of each horizon and sample, at {@code theta + sigma e} and at {@code theta - sigma e}. */
    private double[][] above;

    private double[][] below;

    GradientMeasurement(TaskModel task, PolicyPoint point, int horizon, int samples, double sigma, Engine engine) {
        this.point = point;
        this.samples = samples;
        this.sigma = sigma;
        this.shared = point.policy().layout() == ParameterLayout.SHARED;
        this.parameters = point.policy().parameterCount();
        this.horizons = horizons(horizon);
        this.rollout = Rollout.compile(task, point.policy(), LANES, engine);
        this.gradient = RolloutGradient.of(rollout, point.policy(), horizon);
    }

    /** Powers of two, and the longest. */
    static int[] horizons(int longest) {
        return IntStream.concat(IntStream.iterate(1, h -> h > 0 && h < longest, h -> 2 * h), IntStream.of(longest))
                .toArray();
    }

    double units() {
        double back = IntStream.of(horizons).asDoubleStream().sum();
        return tiles() * (3.0 * horizons[horizons.length - 1] + BACKWARD * back);
    }

    private int tiles() {
        return shared ? samples : (samples + LANES - 1) / LANES;
    }

    /** Takes less memory, to be planned once more, and more time; to the same bits. */
    void keepCheckpoints() {
        gradient = gradient.withTape(Tape.CHECKPOINTS);
    }

    void plan(MemoryPlan.Builder plan) {
        tile = plan.add("gradients: tile", rollout.tileDimensions() + " + counters", rollout.tileBytes());
        derivative = gradient.plan(plan, "gradients: ");
        theta = plan.add("gradients: perturbed parameters", parameters + " x F64", 8L * parameters);
        perturbations = plan.add(
                "gradients: perturbations",
                samples + " samples x " + parameters + " parameters x F64",
                8L * samples * parameters);
        exact = plan.add(
                "gradients: samples",
                horizons.length + " horizons x " + samples + " samples x " + parameters + " parameters x F64",
                8L * horizons.length * samples * parameters);
    }

    void attach(MemorySegment memory, long scratch, long seed) {
        block = memory;
        frame = ClosedLoop.frame(rollout, point, memory, tile, scratch, theta, seed);
        gradient.attach(frame, derivative);
        NormalStream normals = new NormalStream(seed, Purpose.PERTURBATION);
        for (int s = 0; s < samples; s++) {
            for (int i = 0; i < parameters; i++) {
                put(perturbations, s, i, normals.get(s, i));
            }
        }
    }

    GradientComparison run(Work work) {
        above = new double[horizons.length][samples];
        below = new double[horizons.length][samples];
        int longest = horizons[horizons.length - 1];
        for (int t = 0; t < tiles(); t++) {
            frame.firstEpisode = t * LANES;
            perturb(t, 1);
            gradient.forward(frame, longest);
            for (int h = 0; h < horizons.length; h++) {
                gradient.backward(frame, horizons[h]);
                takeGradient(t, h);
                work.add(BACKWARD * horizons[h]);
            }
            takeCosts(t, above);
            perturb(t, -1);
            takeCosts(t, below);
            work.add(3.0 * longest);
        }
        List<GradientPoint> points = new ArrayList<>();
        for (int h = 0; h < horizons.length; h++) {
            points.add(point(h));
        }
        return new GradientComparison(sigma, samples, shared ? LANES : 1, points);
    }

    /** The sample of a lane of a tile. Lanes without one repeat the last. */
    private int sample(int t, int lane) {
        return shared ? t : Math.min(t * LANES + lane, samples - 1);
    }

    private void perturb(int t, int sign) {
        double[] centre = point.parameters();
        for (int i = 0; i < parameters; i++) {
            if (shared) {
                Precision.F64.set(block, theta + 8L * i, centre[i] + sign * sigma * get(perturbations, t, i));
            } else {
                int row = rollout.policyParameters().row(i);
                for (int lane = 0; lane < LANES; lane++) {
                    double value = centre[i] + sign * sigma * get(perturbations, sample(t, lane), i);
                    rollout.set(frame, row, lane, value);
                }
            }
        }
    }

    private void takeGradient(int t, int h) {
        long table = table(h);
        if (shared) {
            double[] mean = new double[parameters];
            gradient.gradient(frame, mean);
            for (int i = 0; i < parameters; i++) {
                put(table, t, i, mean[i]);
            }
            return;
        }
        // The gradient of the mean over lanes, of which each has a share.
        for (int lane = 0; lane < LANES && t * LANES + lane < samples; lane++) {
            for (int i = 0; i < parameters; i++) {
                put(table, t * LANES + lane, i, LANES * gradient.gradient(frame, i, lane));
            }
        }
    }

    private void takeCosts(int t, double[][] costs) {
        rollout.reset(frame);
        int step = 0;
        for (int h = 0; h < horizons.length; h++) {
            for (; step < horizons[h]; step++) {
                rollout.step(frame);
            }
            for (int lane = 0; lane < LANES; lane++) {
                if (shared || t * LANES + lane < samples) {
                    double share = shared ? 1.0 / LANES : 1;
                    costs[h][sample(t, lane)] += share * rollout.cost(frame, lane) / horizons[h];
                }
            }
        }
    }

    private GradientPoint point(int h) {
        long table = table(h);
        VectorEstimate.Samples exactly = (s, i) -> get(table, s, i);
        VectorEstimate.Samples es = (s, i) -> difference(h, s) / (2 * sigma) * get(perturbations, s, i);
        VectorEstimate difference = VectorEstimate.of(samples, parameters, (s, i) -> exactly.get(s, i) - es.get(s, i));
        return new GradientPoint(
                horizons[h],
                VectorEstimate.of(samples, parameters, exactly),
                VectorEstimate.of(samples, parameters, es),
                difference.significance());
    }

    /** Zero where it is within rounding of the costs, as before the first command acts. */
    private double difference(int h, int s) {
        double difference = above[h][s] - below[h][s];
        double size = Math.max(Math.abs(above[h][s]), Math.abs(below[h][s]));
        return Math.abs(difference) <= ROUNDING * size ? 0 : difference;
    }

    private long table(int h) {
        return exact + 8L * h * samples * parameters;
    }

    private double get(long table, int sample, int parameter) {
        return Precision.F64.get(block, table + 8L * ((long) sample * parameters + parameter));
    }

    private void put(long table, int sample, int parameter, double value) {
        Precision.F64.set(block, table + 8L * ((long) sample * parameters + parameter), value);
    }
}
