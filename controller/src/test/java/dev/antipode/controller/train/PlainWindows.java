package dev.antipode.controller.train;

import dev.antipode.core.memory.Precision;
import dev.antipode.core.program.Frame;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Windowed estimators on influence balancing once more, in plain Java and straight from the papers' algorithms: arrays of particles, the
 * matrix written out, one loop over pairs. Only the noise is that of {@link Perturbations}.
 */
final class PlainWindows {
    private static final int N = 23;
    private static final int HORIZON = 3000;

    private final EstimatorChoice choice;
    private final int window;
    private final boolean locked;
    private final int particles;
    private final int particlesOfGroup;
    private final double sigma;
    private final Perturbations perturbations;
    private final MemorySegment block;
    private final Frame staging;

    private final double[][] plus;
    private final double[][] minus;
    private final double[] score;
    private final int[] step;
    private final int[] episode;
    private final int[] windows;
    private boolean fresh = true;

    /** @param particles pairs, or episodes of backpropagation */
    PlainWindows(EstimatorChoice choice, int particles, int particlesOfGroup, double sigma, long seed) {
        this.choice = choice;
        this.window = choice.window(HORIZON);
        this.locked = choice.locked();
        this.particles = particles;
        this.particlesOfGroup = particlesOfGroup;
        this.sigma = sigma;
        this.perturbations = Runs.perturbations(Precision.F64, seed);
        this.block = Memory.segment(perturbations.stagingBytes());
        this.staging = perturbations.staging(block, 0, Perturbations.CHUNK);
        this.plus = new double[particles][];
        this.minus = new double[particles][];
        this.score = new double[particles];
        this.step = new int[particles];
        this.episode = new int[particles];
        this.windows = new int[particles];
        for (int i = 0; i < particles; i++) {
            restart(i);
        }
    }

    private void restart(int i) {
        plus[i] = new double[N];
        Arrays.fill(plus[i], 1);
        minus[i] = plus[i].clone();
        score[i] = 0;
        step[i] = 0;
    }

    /** The gradient of the cost of a step at theta; all particles go on by a window. */
    double gradient(double theta) {
        if (fresh && !locked) {
            int groups = (particles + particlesOfGroup - 1) / particlesOfGroup;
            int each = (HORIZON + window - 1) / window;
            for (int i = 0; i < particles; i++) {
                for (int w = 0; w < i / particlesOfGroup * each / groups; w++) {
                    advance(i, theta);
                }
            }
        }
        fresh = false;
        double sum = 0;
        int steps = 0;
        for (int i = 0; i < particles; i++) {
            steps += Math.min(window, HORIZON - step[i]);
            sum += advance(i, theta);
        }
        return sum / steps;
    }

    /** A particle's part of the sum. */
    private double advance(int i, double theta) {
        int steps = Math.min(window, HORIZON - step[i]);
        double part = switch (choice) {
            case WindowedChoice windowed -> pair(windowed.noise(), i, theta, steps);
            case OnlineChoice _ -> backpropagated(i, theta, steps);
            default -> throw new IllegalArgumentException(choice.toString());
        };
        step[i] += steps;
        windows[i]++;
        if (step[i] == HORIZON) {
            restart(i);
            episode[i]++;
        }
        return part;
    }

    private double pair(WindowedChoice.Noise noise, int i, double theta, int steps) {
        boolean reused = noise == WindowedChoice.Noise.REUSED;
        perturbations.fill(staging, reused ? episode[i] : windows[i], i, 0);
        double epsilon = sigma * perturbations.get(staging, 0);
        if (noise == WindowedChoice.Noise.FORGOTTEN) {
            double difference =
                    unroll(plus[i].clone(), theta + epsilon, steps) - unroll(plus[i].clone(), theta - epsilon, steps);
            unroll(plus[i], theta, steps);
            return difference * epsilon / (2 * sigma * sigma);
        }
        score[i] = noise == WindowedChoice.Noise.ACCUMULATED ? score[i] + epsilon : epsilon;
        double difference = unroll(plus[i], theta + epsilon, steps) - unroll(minus[i], theta - epsilon, steps);
        return difference * score[i] / (2 * sigma * sigma);
    }

    /** The sum of the losses; the state goes on. */
    private static double unroll(double[] s, double u, int steps) {
        double loss = 0;
        for (int k = 0; k < steps; k++) {
            next(s, u);
            loss += 0.5 * (s[0] - 1) * (s[0] - 1);
        }
        return loss;
    }

    private static void next(double[] s, double u) {
        for (int j = 0; j < N; j++) {
            s[j] = 0.5 * s[j] + (j + 1 < N ? 0.5 * s[j + 1] : 0) + (j < 10 ? u : -u);
        }
    }

    /** By the tangent of the state, which is 0 at the beginning of a window. */
    private double backpropagated(int i, double theta, int steps) {
        double[] tangent = new double[N];
        double derivative = 0;
        for (int k = 0; k < steps; k++) {
            next(plus[i], theta);
            next(tangent, 1);
            derivative += (plus[i][0] - 1) * tangent[0];
        }
        return derivative;
    }
}
