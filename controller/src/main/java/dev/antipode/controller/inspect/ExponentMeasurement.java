package dev.antipode.controller.inspect;

import dev.antipode.core.jacobian.LyapunovSpectrum;
import dev.antipode.core.jacobian.TangentFrame;
import dev.antipode.core.memory.HeapLimit;
import java.util.Arrays;

/** Leading Lyapunov exponents of a loop. */
final class ExponentMeasurement {
    /** The share of a plant's trajectory that comes before the measurement: on its way to where it stays. */
    private static final double TRANSIENT = 0.2;
    /**
     * The share over which trajectories that begin together are drawn out. Those of a band with a steady rhythm, such as R&ouml;ssler's,
     * would else pass the same places at the same time and err alike, which no difference between them tells.
     */
    private static final double STAGGER = 0.1;
    /**
     * A direction that a step shrinks by more than this (a logarithm) beside others is what rounding has left of it: it vanishes, as
     * where a state depends on fewer numbers of the one before than it has.
     */
    private static final double ROUNDING = -33;

    private final InspectedLoop loop;
    private final long seed;
    private final Work work;

    ExponentMeasurement(InspectedLoop loop, long seed, Work work) {
        this.loop = loop;
        this.seed = seed;
        this.work = work;
    }

    static double units(InspectedLoop loop, int horizon, int episodes, long steps) {
        double all = loop.episodic() ? (double) horizon * sets(loop, episodes) : (1 + TRANSIENT + STAGGER) * steps;
        return all * Work.step(loop.tangentCount());
    }

    /** Refuses more episodes than {@link #overEpisodes} can keep: the growth of each, by exponent, and its steps. */
    static void requireHeap(int exponents, int episodes) {
        HeapLimit.require(
                "the exponents of " + episodes + " episodes",
                (long) episodes * (exponents * Double.BYTES + Integer.BYTES),
                "give fewer --episodes");
    }

    private static int sets(InspectedLoop loop, int episodes) {
        return (episodes + loop.trajectories() - 1) / loop.trajectories();
    }

    /** Along one long trajectory a lane, after a transient. Perturbations may look well in a lane whose state does not. */
    Exponents alongTrajectories(OpenPlant plant, long steps) {
        int lanes = loop.trajectories();
        loop.start(1);
        stagger(plant, (long) Math.ceil(STAGGER * steps));
        LyapunovSpectrum spectrum = new LyapunovSpectrum(loop.tangents(), lanes, 1, seed);
        boolean[] live = new boolean[lanes];
        Arrays.fill(live, true);
        long transientSteps = (long) Math.ceil(TRANSIENT * steps);
        for (long i = 0; i < transientSteps + steps; i++) {
            if (i == transientSteps) {
                spectrum.forget();
            }
            spectrum.step();
            for (int lane = 0; lane < lanes; lane++) {
                live[lane] &= loop.live(lane);
                if (!live[lane]) {
                    spectrum.lose(lane);
                }
            }
            work.add(Work.step(loop.tangentCount()));
        }
        double[] exponents = new double[spectrum.size()];
        double[] errors = new double[spectrum.size()];
        for (int i = 0; i < exponents.length; i++) {
            exponents[i] = spectrum.perStep(i);
            errors[i] = spectrum.standardError(i);
        }
        int lost = lanes - spectrum.statistics().liveLanes();
        return exponents(exponents, errors, lanes, lost, steps * (lanes - lost));
    }

    /** Each trajectory goes on from where it is after its own share of so many steps: the first from its start, the last from near the end. */
    private void stagger(OpenPlant plant, long steps) {
        int lanes = plant.trajectories();
        double[][] reached = new double[lanes][plant.size()];
        int next = 0;
        for (long step = 0; step < steps; step++) {
            for (; next < lanes && next * steps / lanes == step; next++) {
                plant.readState(next, reached[next]);
            }
            plant.tangents().step();
            work.add(Work.step(plant.tangentCount()));
        }
        for (int lane = 0; lane < lanes; lane++) {
            plant.setState(lane, reached[lane]);
        }
    }

    /**
     * Over many episodes: the growth of all of them together by their steps together, since episodes that fail are shorter.
     * Standard errors of such a ratio: W. G. Cochran, "Sampling techniques", 3rd edition (1977), equation (2.45).
     */
    Exponents overEpisodes(int horizon, int episodes) {
        int lanes = loop.trajectories();
        int k = loop.tangentCount();
        double[][] growth = new double[k][episodes];
        int[] steps = new int[episodes];
        int lost = 0;
        TangentFrame tangents = loop.tangents();
        for (int set = 0; set < sets(loop, episodes); set++) {
            loop.start(set);
            tangents.setRandom(seed + set);
            int first = set * lanes;
            int count = Math.min(lanes, episodes - first);
            boolean[] live = new boolean[count];
            Arrays.fill(live, true);
            int step = 0;
            for (boolean any = true; step < horizon && any; step++) {
                tangents.step();
                tangents.orthonormalise();
                any = false;
                for (int lane = 0; lane < count; lane++) {
                    live[lane] &= loop.live(lane);
                    any |= live[lane];
                    if (live[lane]) {
                        steps[first + lane]++;
                        for (int d = 0; d < k; d++) {
                            growth[d][first + lane] += tangents.logGrowth(d, lane);
                        }
                    }
                }
                work.add(Work.step(k));
            }
            work.add((horizon - step) * Work.step(k));
            for (boolean each : live) {
                lost += each ? 0 : 1;
            }
        }
        return ratios(growth, steps, lost);
    }

    private static Exponents ratios(double[][] growth, int[] steps, int lost) {
        int episodes = steps.length;
        long all = 0;
        for (int each : steps) {
            all += each;
        }
        double[] exponents = new double[growth.length];
        double[] errors = new double[growth.length];
        for (int d = 0; d < growth.length; d++) {
            double sum = 0;
            for (double each : growth[d]) {
                sum += each;
            }
            exponents[d] = sum / all;
            double squares = 0;
            for (int e = 0; e < episodes; e++) {
                double residual = growth[d][e] - exponents[d] * steps[e];
                squares += residual * residual;
            }
            errors[d] = Math.sqrt(squares * episodes / (episodes - 1)) / all;
        }
        return exponents(exponents, errors, episodes, lost, all);
    }

    private static Exponents exponents(double[] perStep, double[] errors, int trajectories, int lost, long steps) {
        for (int i = 0; i < perStep.length; i++) {
            if (perStep[i] < ROUNDING) {
                perStep[i] = Double.NEGATIVE_INFINITY;
                errors[i] = Double.NaN;
            }
        }
        return new Exponents(perStep, errors, trajectories, lost, steps);
    }
}
