package dev.antipode.controller.hil.train;

import dev.antipode.controller.train.TrainingState;
import java.util.function.DoubleSupplier;

/** The best parameters of a run by its checks, and when the next check is due. */
final class BestParameters {
    /** Before the first check. */
    private static final int NONE = Integer.MIN_VALUE;

    private final CentreCheck check;
    private final RunCounts counts;
    private final DoubleSupplier seconds;
    private final double[] centre;
    private final double[] scale;
    private int checked = -1;
    private TrainingState.Best best;
    /** By the check at the end of a run, which is no part of what a resumed run goes on from. */
    private TrainingState.Best result;

    /**
     * @param seconds of the run so far
     * @param centre of the scaling of observations, as it is when parameters are kept; so is the scale
     * @param start the parameters where nothing is known
     */
    BestParameters(
            CentreCheck check,
            RunCounts counts,
            DoubleSupplier seconds,
            double[] centre,
            double[] scale,
            double[] start) {
        this.check = check;
        this.counts = counts;
        this.seconds = seconds;
        this.centre = centre;
        this.scale = scale;
        this.best = kept(NONE, start, Double.NaN);
    }

    void restore(int checkedGeneration, TrainingState.Best saved) {
        checked = checkedGeneration;
        best = saved;
        System.arraycopy(saved.centre(), 0, centre, 0, centre.length);
        System.arraycopy(saved.scale(), 0, scale, 0, scale.length);
    }

    /** Episodes of a check. */
    int episodes() {
        return check.episodes();
    }

    /** The generation before which was checked last; -1 for none. */
    int checked() {
        return checked;
    }

    /** Whether the parameters before a generation are to be checked. */
    boolean due(int generation, int interval) {
        return checked != generation && generation % interval == 0;
    }

    /** Whether the last check found the parameters before a generation the best. */
    boolean since(int generation) {
        return best.generation() == generation - 1;
    }

    /** Measures the parameters before a generation against the best. */
    EpisodeEnd check(int generation, double[] current) {
        boolean first = best.generation() == NONE;
        EpisodeEnd end = check.run(first ? current : best.theta(), current, counts.noise);
        if (end != EpisodeEnd.COMPLETE) {
            return end;
        }
        checked = generation;
        if (Double.isFinite(check.current())) {
            counts.cost = check.current();
            counts.drift.again(check.best(), seconds.getAsDouble());
            if (first || check.current() < check.best()) {
                best = kept(generation - 1, current, check.current());
                counts.drift.best(check.current(), seconds.getAsDouble());
            }
        }
        return end;
    }

    /** The run is over, and nothing more is measured. */
    void finish() {
        result = best;
    }

    /** The run is over: its last parameters against the best. What comes of it is the result, and no part of the state to go on from. */
    EpisodeEnd finish(int generation, double[] current) {
        result = best;
        EpisodeEnd end = check.run(best.theta(), current, new NoiseEstimate());
        if (end == EpisodeEnd.COMPLETE && check.current() < check.best()) {
            result = kept(generation - 1, current, check.current());
        }
        return end;
    }

    private TrainingState.Best kept(int generation, double[] parameters, double cost) {
        return new TrainingState.Best(generation, cost, Double.NaN, parameters, centre.clone(), scale.clone());
    }

    boolean finished() {
        return result != null;
    }

    /** What a run goes on from. */
    TrainingState.Best best() {
        return best;
    }

    /** What the run came to. */
    TrainingState.Best result() {
        return result == null ? best : result;
    }
}
