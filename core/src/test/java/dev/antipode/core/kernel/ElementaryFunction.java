package dev.antipode.core.kernel;

/** Every elementary function of one argument: its lowering, its reference and what accuracy is promised. */
enum ElementaryFunction {
    SIN((b, x) -> ElementaryTrig.sin(b, PiReduction.reduce(b, x)), StrictMath::sin, 2, PiReduction::range),
    COS((b, x) -> ElementaryTrig.cos(b, PiReduction.reduce(b, x)), StrictMath::cos, 2, PiReduction::range),
    TAN((b, x) -> ElementaryTrig.tan(b, PiReduction.reduce(b, x)), StrictMath::tan, 4, PiReduction::range),
    ASIN(ElementaryInverseTrig::asin, StrictMath::asin, 2, ElementaryFunction::everywhere),
    ACOS(ElementaryInverseTrig::acos, StrictMath::acos, 2, ElementaryFunction::everywhere),
    ATAN(ElementaryInverseTrig::atan, StrictMath::atan, 2, ElementaryFunction::everywhere),
    SINH(ElementaryExp::sinh, StrictMath::sinh, 4, ElementaryFunction::everywhere),
    COSH(ElementaryExp::cosh, StrictMath::cosh, 4, ElementaryFunction::everywhere),
    TANH(ElementaryExp::tanh, StrictMath::tanh, 2, ElementaryFunction::everywhere),
    EXP(ElementaryExp::exp, StrictMath::exp, 2, ElementaryFunction::everywhere),
    LOG(ElementaryLog::log, StrictMath::log, 2, ElementaryFunction::everywhere),
    FLOOR(Rounding::floor, StrictMath::floor, 0, ElementaryFunction::everywhere);

    interface Lowering {
        LoweredNode of(LoweredBuilder b, LoweredNode x);
    }

    interface Reference {
        double of(double x);
    }

    interface Range {
        double of(LoweredBuilder b);
    }

    final Lowering lowering;
    final Reference reference;
    final double ulps;
    private final Range range;

    ElementaryFunction(Lowering lowering, Reference reference, double ulps, Range range) {
        this.lowering = lowering;
        this.reference = reference;
        this.ulps = ulps;
        this.range = range;
    }

    /** The largest finite magnitude for which the accuracy is promised. */
    double range(LoweredBuilder b) {
        return range.of(b);
    }

    LoweredEvaluator evaluator(LoweredBuilder b) {
        return new LoweredEvaluator(b, lowering.of(b, b.input(0)));
    }

    boolean periodic() {
        return this == SIN || this == COS || this == TAN;
    }

    private static double everywhere(LoweredBuilder b) {
        return Double.MAX_VALUE;
    }
}
