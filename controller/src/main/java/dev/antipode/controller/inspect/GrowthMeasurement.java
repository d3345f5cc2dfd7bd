package dev.antipode.controller.inspect;

import dev.antipode.core.jacobian.Amplification;
import java.util.Arrays;
import java.util.function.IntPredicate;

/** Growth of perturbations against the horizon, over windows that start at several times of the trajectories. */
final class GrowthMeasurement {
    private static final int STARTS = 8;

    private final InspectedLoop loop;
    private final int horizon;
    private final Work work;
    private final Amplification amplification;
    private final boolean[] live;
    private final IntPredicate lives = this::lives;
    private int now;
    private int firstLost = -1;

    GrowthMeasurement(InspectedLoop loop, int horizon, Work work) {
        this.loop = loop;
        this.horizon = horizon;
        this.work = work;
        this.amplification = new Amplification(loop.tangents(), loop.trajectories(), horizon);
        this.live = new boolean[loop.trajectories()];
    }

    static double units(InspectedLoop loop, int horizon) {
        double steps = loop.episodic() ? (double) starts(horizon) * horizon : (double) STARTS * horizon;
        return steps * Work.step(loop.size());
    }

    private static int starts(int horizon) {
        return Math.min(STARTS, horizon);
    }

    Growth run() {
        int starts = loop.episodic() ? overEpisodes() : alongTrajectories();
        double[] logs = new double[horizon + 1];
        for (int h = 0; h <= horizon; h++) {
            logs[h] = amplification.logAmplification(h);
        }
        int lost = 0;
        for (boolean each : live) {
            lost += each ? 0 : 1;
        }
        return new Growth(logs, starts, live.length, lost, firstLost);
    }

    /** All windows that end within the episode; the last pass over it has the window of its whole length. */
    private int overEpisodes() {
        int starts = starts(horizon);
        for (int i = starts - 1; i >= 0; i--) {
            int first = (int) ((long) i * horizon / starts);
            begin();
            for (int step = 0; step < first; step++) {
                loop.tangents().step();
                update(step);
                work.add(Work.step(loop.size()));
            }
            amplification.start();
            for (int step = first; step < horizon; step++) {
                step(step);
            }
        }
        return starts;
    }

    /** Windows one after another, along trajectories without an end. */
    private int alongTrajectories() {
        begin();
        for (int i = 0; i < STARTS; i++) {
            amplification.start();
            for (int step = 0; step < horizon; step++) {
                step(i * horizon + step);
            }
        }
        return STARTS;
    }

    private void begin() {
        // A plant's declared default state may be one that it never leaves.
        loop.start(loop.episodic() ? 0 : 1);
        Arrays.fill(live, true);
        loop.tangents().setIdentity();
    }

    private void step(int step) {
        now = step;
        amplification.step(lives);
        work.add(Work.step(loop.size()));
    }

    private boolean lives(int lane) {
        if (live[lane] && !loop.live(lane)) {
            live[lane] = false;
            firstLost = firstLost < 0 ? now : Math.min(firstLost, now);
        }
        return live[lane];
    }

    private void update(int step) {
        now = step;
        for (int lane = 0; lane < live.length; lane++) {
            lives(lane);
        }
    }
}
