package dev.antipode.controller.compare;

import dev.antipode.controller.train.Schedule;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;

/**
 * A point of the random search over settings, as factors of the defaults; the same points for every estimator. The first is the
 * defaults themselves, so that tuning can only help. Source of random search: J. Bergstra, Y. Bengio, "Random search for
 * hyper-parameter optimization", JMLR 13, 2012.
 *
 * @param learningRate what the default learning rate is multiplied by
 * @param sigma what the default standard deviation of perturbations is multiplied by, where there are any
 */
record TuningPoint(double learningRate, double sigma) {
    static final TuningPoint DEFAULTS = new TuningPoint(1, 1);

    private static final MathContext DIGITS = new MathContext(3);

    /** Log-uniform within a decade each way. */
    static TuningPoint of(long seed, int trial) {
        if (trial == 0) {
            return DEFAULTS;
        }
        SplittableRandom random = new SplittableRandom(seed);
        TuningPoint point = DEFAULTS;
        for (int i = 0; i < trial; i++) {
            point = new TuningPoint(decade(random), decade(random));
        }
        return point;
    }

    private static double decade(SplittableRandom random) {
        return StrictMath.pow(10, 2 * random.nextDouble() - 1);
    }

    /** The same course at another height, in numbers that can be copied. */
    static Schedule scaled(Schedule schedule, double factor) {
        if (factor == 1) {
            return schedule;
        }
        return switch (schedule) {
            case Schedule.Constant(double value) -> new Schedule.Constant(round(factor * value));
            case Schedule.Linear(double from, double to) ->
                new Schedule.Linear(round(factor * from), round(factor * to));
            case Schedule.Cosine(double from, double to) ->
                new Schedule.Cosine(round(factor * from), round(factor * to));
            case Schedule.Exponential(double from, double to) ->
                new Schedule.Exponential(round(factor * from), round(factor * to));
        };
    }

    private static double round(double value) {
        return new BigDecimal(value, DIGITS).doubleValue();
    }
}
