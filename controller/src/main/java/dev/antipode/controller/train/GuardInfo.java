package dev.antipode.controller.train;

import java.util.Optional;
import java.util.OptionalDouble;

/** What the guard has to say about one update, on its way to the report; used again and again. */
final class GuardInfo {
    /** Null where no guard is at work. */
    GuardDecision decision;

    int window;
    double amplification;
    double spectralRadius;
    double varianceRatio;
    double varianceRatioError;
    double projection;
    double projectionError;
    double fall;
    double fallError;

    void forgetTests() {
        varianceRatio = Double.NaN;
        varianceRatioError = Double.NaN;
        projection = Double.NaN;
        projectionError = Double.NaN;
        fall = Double.NaN;
        fallError = Double.NaN;
    }

    void copy(GuardInfo from) {
        decision = from.decision;
        window = from.window;
        amplification = from.amplification;
        spectralRadius = from.spectralRadius;
        varianceRatio = from.varianceRatio;
        varianceRatioError = from.varianceRatioError;
        projection = from.projection;
        projectionError = from.projectionError;
        fall = from.fall;
        fallError = from.fallError;
    }

    Optional<GuardReport> report() {
        if (decision == null) {
            return Optional.empty();
        }
        return Optional.of(new GuardReport(
                decision,
                window,
                amplification,
                spectralRadius,
                optional(varianceRatio),
                optional(varianceRatioError),
                optional(projection),
                optional(projectionError),
                optional(fall),
                optional(fallError)));
    }

    private static OptionalDouble optional(double value) {
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
