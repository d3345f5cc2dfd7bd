package dev.antipode.controller.train;

import dev.antipode.core.memory.MemoryPlan;

/**
 * Truncated backpropagation where it can be trusted, evolution strategies where it cannot. In every update the growth of perturbations
 * is measured along the way; the window is the longest one over which it stays within the permitted factor. Every now and
 * then a probe asks two more questions, which growth does not answer: whether the gradient varies less than evolution
 * strategies would at the same cost, and whether the cost really falls along it, for truncation bias shows in neither growth nor
 * variance. What fails is handed to evolution strategies until a later probe is passed.
 *
 * <p>Sources: Metz, Freeman, Schoenholz, Kachman, "Gradients are Not All You Need" (2021), sections 2 and 4; Suh, Simchowitz, Zhang,
 * Tedrake, "Do differentiable simulators give better policy gradients?" (2022), on why variance alone does not decide.
 */
final class GuardedEstimator implements Estimator {
    /** Updates by evolution strategies from one probe to the next. */
    private static final int RETRY = 5;

    /** By how much the interval between probes that are passed may grow. */
    private static final int LONGEST_INTERVAL = 8;

    /** What is left of the mean direction after an update: single gradients are mostly noise near an optimum. */
    private static final double MEMORY = 0.8;

    private static final int HEADER = 4;

    private final EstimatorChoice.Guarded choice;
    private final EstimatorContext context;
    private final TruncatedBackprop backprop;
    private final AntitheticEs es;
    private final GuardProbe probe;
    private final GrowthCurve curve;
    private final GuardTests tests = new GuardTests(GuardProbe.MOST);
    /** Mean of the recent truncated gradients, each of length 1. */
    private final F64Array mean;

    private GuardDecision verdict = GuardDecision.GRADIENT;
    private int window;
    private int nextProbe;
    private int interval;

    private long simulatorSteps;
    private long gradientSteps;
    private long tangentSteps;

    private GuardedEstimator(
            EstimatorContext context,
            TruncatedBackprop backprop,
            AntitheticEs es,
            GuardProbe probe,
            GrowthCurve curve,
            F64Array mean) {
        this.context = context;
        this.choice = (EstimatorChoice.Guarded) context.settings().estimator();
        this.backprop = backprop;
        this.es = es;
        this.probe = probe;
        this.curve = curve;
        this.mean = mean;
        this.window = curve.longest();
        this.interval = choice.interval();
    }

    /** The memory of both estimators and of what compares them. */
    static final class Design implements EstimatorDesign {
        private final TruncatedBackprop.Design backprop;
        private final AntitheticEs.Design es;
        private final GuardProbe.Design probe;
        private final int longest;
        private final int parameters;
        private long curve;
        private long mean;

        Design(LearningSettings settings, Simulation simulation) {
            this.parameters = simulation.parameterCount();
            this.longest = settings.estimator().backpropagated(simulation.horizon());
            this.backprop = new TruncatedBackprop.Design(settings.episodes(), parameters);
            this.es = new AntitheticEs.Design(settings.population());
            this.probe = new GuardProbe.Design(settings.episodes(), parameters);
        }

        @Override
        public void plan(MemoryPlan.Builder plan) {
            backprop.plan(plan);
            es.plan(plan);
            probe.plan(plan);
            curve = GrowthCurve.plan(plan, longest);
            mean = plan.add("guard: mean direction", parameters + " x F64", F64Array.bytes(parameters));
        }

        @Override
        public Estimator make(EstimatorContext context) {
            TruncatedBackprop gradients = backprop.make(context);
            return new GuardedEstimator(
                    context,
                    gradients,
                    es.make(context),
                    probe.make(context, gradients),
                    GrowthCurve.on(context.block(), curve, longest),
                    new F64Array(context.block(), mean, parameters));
        }
    }

    @Override
    public boolean estimate(long theta, int generation, long gradient, EstimateInfo out) {
        simulatorSteps = 0;
        gradientSteps = 0;
        tangentSteps = 0;
        out.guard.forgetTests();
        backprop.growth = curve;
        if (!backpropagate(theta, generation, gradient, out)) {
            return false;
        }
        tangentSteps += curve.tangentSteps * choice.growthTangents();
        int permitted = curve.longestWithin(choice.factor());
        if (permitted > 0 && permitted < window) {
            // The gradient that was amplified too much is thrown away.
            window = permitted;
            backprop.growth = null;
            if (!backpropagate(theta, generation, gradient, out)) {
                return false;
            }
        }
        out.guard.window = window;
        out.guard.amplification = curve.over(window);
        out.guard.spectralRadius = curve.spectralRadius();
        GuardDecision decision = permitted == 0 ? GuardDecision.AMPLIFICATION : judge(theta, generation, gradient, out);
        if (decision == null) {
            return false;
        }
        out.guard.decision = decision;
        if (decision == GuardDecision.GRADIENT) {
            out.estimator = "tbptt";
        } else if (!es.estimate(theta, generation, gradient, out)) {
            return false;
        } else {
            simulatorSteps += out.simulatorSteps;
        }
        window = Math.max(1, permitted);
        out.growth = out.guard.amplification;
        out.simulatorSteps = simulatorSteps;
        out.gradientSteps = gradientSteps;
        out.tangentSteps = tangentSteps;
        return true;
    }

    private boolean backpropagate(long theta, int generation, long gradient, EstimateInfo out) {
        backprop.window = window;
        if (!backprop.estimate(theta, generation, gradient, out)) {
            return false;
        }
        simulatorSteps += out.simulatorSteps;
        gradientSteps += out.gradientSteps;
        return true;
    }

    /** Who makes the update. Null if cancelled. */
    private GuardDecision judge(long theta, int generation, long gradient, EstimateInfo out) {
        double length = length(gradient);
        if (!Double.isFinite(length)) {
            return GuardDecision.NON_FINITE;
        }
        remember(gradient, length);
        if (generation < nextProbe) {
            return verdict;
        }
        GuardDecision decision = probe(theta, generation, out);
        if (decision != null) {
            verdict = decision;
            boolean passed = decision == GuardDecision.GRADIENT;
            nextProbe = generation + (passed ? interval : RETRY);
            interval = passed ? Math.min(2 * interval, LONGEST_INTERVAL * choice.interval()) : choice.interval();
        }
        return decision;
    }

    private double length(long gradient) {
        double squares = 0;
        for (int i = 0; i < context.vectors().count(); i++) {
            double g = context.vectors().get(gradient, i);
            squares += g * g;
        }
        return Math.sqrt(squares);
    }

    private void remember(long gradient, double length) {
        double factor = length > 0 ? (1 - MEMORY) / length : 0;
        for (int i = 0; i < context.vectors().count(); i++) {
            mean.set(i, MEMORY * mean.get(i) + factor * context.vectors().get(gradient, i));
        }
    }

    private GuardDecision probe(long theta, int generation, EstimateInfo out) {
        if (!probe.aim(mean)) {
            // A gradient of zero: nothing that backpropagation could do.
            return GuardDecision.DIRECTION;
        }
        double sigma =
                context.settings().sigma().at(generation, context.settings().generations());
        int samples = 0;
        int variance = 0;
        int direction = 0;
        for (int wanted = GuardProbe.FIRST; wanted <= GuardProbe.MOST; wanted *= 2) {
            if (samples == 0 || variance * direction == 0) {
                if (!probe.run(generation, theta, sigma, window, samples, wanted)) {
                    return null;
                }
                samples = wanted;
                variance = tests.variance(probe.gradientProducts, probe.pairProducts, GuardProbe.MOST, samples);
                direction = tests.direction(probe.slopes, samples);
            }
        }
        simulatorSteps += probe.steps(samples);
        gradientSteps += probe.steps(samples) / 3;
        out.guard.varianceRatio = tests.varianceRatio;
        out.guard.varianceRatioError = tests.varianceRatioError;
        out.guard.projection = tests.projection;
        out.guard.projectionError = tests.projectionError;
        if (direction <= 0) {
            return GuardDecision.DIRECTION;
        }
        return variance > 0 ? GuardDecision.GRADIENT : GuardDecision.VARIANCE;
    }

    @Override
    public double[] state() {
        double[] state = new double[HEADER + context.vectors().count()];
        state[0] = verdict.ordinal();
        state[1] = window;
        state[2] = nextProbe;
        state[3] = interval;
        for (int i = HEADER; i < state.length; i++) {
            state[i] = mean.get(i - HEADER);
        }
        return state;
    }

    @Override
    public void restore(double[] state) {
        verdict = GuardDecision.values()[(int) state[0]];
        window = (int) state[1];
        nextProbe = (int) state[2];
        interval = (int) state[3];
        for (int i = HEADER; i < state.length; i++) {
            mean.set(i - HEADER, state[i]);
        }
    }
}
