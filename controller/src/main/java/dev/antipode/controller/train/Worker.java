package dev.antipode.controller.train;

import dev.antipode.core.program.Frame;

/** What one worker has for itself, and what it counts. */
final class Worker {
    final EpisodeRunner runner;
    /** Its perturbed parameters, in bytes. */
    final long perturbed;
    /** Its staging memory for perturbations. */
    final Frame staging;
    /** Sums of a chunk of the gradient. */
    final F64Array sums;

    /** Which candidate its perturbed parameters are; -1 for none. */
    int candidate = -1;

    long liveSteps;
    int failed;
    int nonFinite;
    int successes;

    Worker(EpisodeRunner runner, long perturbed, Frame staging, F64Array sums) {
        this.runner = runner;
        this.perturbed = perturbed;
        this.staging = staging;
        this.sums = sums;
    }

    /** Counts the steps and the fate of one lane's episode. */
    void count(int lane) {
        boolean lost = Population.nonFinite(runner, lane);
        boolean over = lost || runner.failed(lane);
        liveSteps += runner.liveSteps(lane);
        failed += over ? 1 : 0;
        nonFinite += lost ? 1 : 0;
        successes += !over && runner.success(lane) ? 1 : 0;
    }

    void clear() {
        candidate = -1;
        liveSteps = 0;
        failed = 0;
        nonFinite = 0;
        successes = 0;
    }
}
