package dev.antipode.controller.train;

import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Precision;

/**
 * Truncated backpropagation where it can be trusted, evolution strategies where it cannot. In every update the growth of perturbations
 * is measured along the way; the window is the longest one over which it stays within the permitted factor. Two more questions, which
 * growth does not answer, are asked every now and then: whether the gradient varies less than evolution strategies would at the same
 * cost, and whether the cost really falls, for truncation bias shows in neither growth nor variance. The costs of the updates so far
 * may tell that it does, or that it rises, which takes no step; else costs at points to both sides of the parameters are asked, as they
 * are for the variance. What fails is handed to evolution strategies until a later test is passed, with few pairs at first and twice as
 * many after every test that is not; gradients are computed all the same meanwhile, for that test. Where gradients have led uphill, the
 * optimizer forgets what it remembers of them: their momentum would carry the first updates by evolution strategies the same way. These go
 * on from where the cost was lowest before it rose, as a trust region takes a step back that has failed (A. R. Conn, N. I. M. Gould,
 * P. L. Toint, "Trust-region methods", 2000, section 6.1).
 *
 * <p>Sources: Metz, Freeman, Schoenholz, Kachman, "Gradients are Not All You Need" (2021), sections 2 and 4; Suh, Simchowitz, Zhang,
 * Tedrake, "Do differentiable simulators give better policy gradients?" (2022), on why variance alone does not decide.
 */
final class GuardedEstimator implements Estimator {
    /** Steps of updates by gradients, beside those by evolution strategies: they are some fifty times cheaper, and noisier. */
    static final double GRADIENT_STEP = 0.2;

    private final GuardedChoice choice;
    private final EstimatorContext context;
    private final ProbedBackprop backprop;
    private final AntitheticEs es;
    private final GrowthCurve curve;
    private final GuardedWindow window;
    private final GuardVerdict verdict;
    private final RecentGradients gradients;
    private final GradientFade fade = new GradientFade();
    private final Vectors vectors;
    private final int count;
    /** Where the parameters lie at which the cost was lowest before the last updates by gradients. */
    private final long lowest;

    /** Where what the parts carry from update to update begins in a saved state. */
    private final int windowAt = GuardVerdict.stateLength();

    private final int curveAt = windowAt + GuardedWindow.stateLength();
    private final int gradientsAt;
    private final int fadeAt;
    private final int lowestAt;

    /** What is carried as it was before the update that is being made: one that is cancelled leaves no trace. */
    private final F64Array before;

    private long simulatorSteps;
    private long gradientSteps;
    private long tangentSteps;

    private GuardedEstimator(
            EstimatorContext context,
            ProbedBackprop backprop,
            AntitheticEs es,
            GrowthCurve curve,
            RecentGradients gradients,
            long lowest,
            F64Array before) {
        this.context = context;
        this.choice = (GuardedChoice) context.settings().estimator();
        this.backprop = backprop;
        this.es = es;
        es.centred = false;
        this.curve = curve;
        this.gradients = gradients;
        this.lowest = lowest;
        this.vectors = context.vectors();
        this.count = vectors.count();
        this.gradientsAt = curveAt + GrowthCurve.stateLength(curve.longest());
        this.fadeAt = gradientsAt + RecentGradients.stateLength(count);
        this.lowestAt = fadeAt + GradientFade.stateLength();
        this.before = before;
        this.window = new GuardedWindow(curve, choice.factor());
        this.verdict = new GuardVerdict(choice.interval(), context.settings().population() / 2);
    }

    /** The memory of both estimators and of what compares them. */
    static final class Design implements EstimatorDesign {
        private final ProbedBackprop.Design backprop;
        private final AntitheticEs.Design es;
        private final int longest;
        private final int parameters;
        private final Precision precision;
        private long curve;
        private long gradients;
        private long lowest;
        private long before;

        Design(LearningSettings settings, Simulation simulation) {
            this.parameters = simulation.parameterCount();
            this.precision = settings.precision();
            this.longest = settings.estimator().backpropagated(simulation.horizon());
            this.backprop = new ProbedBackprop.Design(settings.episodes(), parameters);
            this.es = new AntitheticEs.Design(settings.population());
        }

        @Override
        public void plan(MemoryPlan.Builder plan) {
            backprop.plan(plan);
            es.plan(plan);
            curve = GrowthCurve.plan(plan, longest);
            gradients = RecentGradients.plan(plan, parameters);
            lowest = plan.add(
                    "guard: parameters of the lowest cost",
                    parameters + " x " + precision,
                    (long) parameters * precision.bytes());
            before = plan.add(
                    "guard: what it carried before the update",
                    stateLength() + " x F64",
                    F64Array.bytes(stateLength()));
        }

        private int stateLength() {
            return GuardVerdict.stateLength()
                    + GuardedWindow.stateLength()
                    + GrowthCurve.stateLength(longest)
                    + RecentGradients.stateLength(parameters)
                    + GradientFade.stateLength()
                    + parameters;
        }

        @Override
        public Estimator make(EstimatorContext context) {
            return new GuardedEstimator(
                    context,
                    backprop.make(context),
                    es.make(context),
                    GrowthCurve.on(context.block(), curve, longest),
                    RecentGradients.on(context.block(), gradients, parameters),
                    lowest,
                    new F64Array(context.block(), before, stateLength()));
        }
    }

    @Override
    public boolean estimate(long theta, int generation, long gradient, EstimateInfo out) {
        keep();
        boolean made = update(theta, generation, gradient, out);
        if (!made) {
            bringBack();
        }
        return made;
    }

    private boolean update(long theta, int generation, long gradient, EstimateInfo out) {
        simulatorSteps = 0;
        gradientSteps = 0;
        tangentSteps = 0;
        out.guard.forgetTests();
        boolean turn = choice.switched() && generation % 2 == 1;
        boolean made = turn ? takeTurn(theta, generation, gradient, out) : guard(theta, generation, gradient, out);
        out.growth = out.guard.amplification;
        out.simulatorSteps = simulatorSteps;
        out.gradientSteps = gradientSteps;
        out.tangentSteps = tangentSteps;
        return made;
    }

    /** An update by evolution strategies that nothing has asked for and nothing is learned from: one pair, no gradient beside it. */
    private boolean takeTurn(long theta, int generation, long gradient, EstimateInfo out) {
        out.guard.decision = GuardDecision.SWITCHED;
        out.guard.window = window.steps();
        out.guard.amplification = Double.NaN;
        out.guard.spectralRadius = Double.NaN;
        out.observed = false;
        es.pairs = 1;
        return evolve(theta, generation, gradient, out);
    }

    private boolean guard(long theta, int generation, long gradient, EstimateInfo out) {
        double sigma =
                context.settings().sigma().at(generation, context.settings().generations());
        backprop.aim(generation, sigma, verdict.probe(generation), gradients.mean);
        boolean first = !window.begun();
        backprop.growth = curve;
        if (first) {
            begin(theta);
            // What was measured from these parameters and episodes is not measured again.
            backprop.growth = null;
        }
        do {
            curve.follow(GuardedWindow.longer(window.steps()));
            if (!backpropagate(theta, generation, gradient, out)) {
                return false;
            }
        } while (!first && window.shortened(gradients.none()));
        int permitted = window.permitted();
        // Where not even one step is permitted, it is one step that is too long.
        out.guard.window = Math.max(1, Math.min(window.steps(), permitted));
        out.guard.amplification = curve.over(out.guard.window);
        out.guard.spectralRadius = curve.spectralRadius();
        out.guard.decision =
                permitted == 0 ? GuardDecision.AMPLIFICATION : judge(generation, gradient, out.centreCost, out.guard);
        if (out.guard.decision == GuardDecision.GRADIENT) {
            out.estimator = "tbptt";
            boolean unit = context.settings().gradientScale() == GradientScale.UNIT;
            out.stepFactor = unit ? GRADIENT_STEP * fade.share() : GRADIENT_STEP;
        } else if (!handOver(theta, generation, gradient, out)) {
            return false;
        }
        window.adapt(out.guard.amplification);
        return true;
    }

    /** Asks for the first window before the first gradient: one through a window that is too long costs as much as any, and is lost. */
    private void begin(long theta) {
        curve.follow(curve.longest());
        grow(theta, choice.factor());
        window.begin();
        do {
            curve.follow(GuardedWindow.longer(window.steps()));
            grow(theta, Double.POSITIVE_INFINITY);
        } while (window.shortened(true));
    }

    private void grow(long theta, double factor) {
        simulatorSteps += backprop.grow(theta, factor);
        countGrowth();
    }

    private void countGrowth() {
        simulatorSteps += curve.radiusSteps;
        tangentSteps += curve.tangentSteps * choice.growthTangents();
    }

    /**
     * An update by evolution strategies in place of a gradient that failed, and has told what the unperturbed parameters cost; where it led
     * uphill, from where the cost was lowest.
     */
    private boolean handOver(long theta, int generation, long gradient, EstimateInfo out) {
        double cost = out.centreCost;
        es.pairs = verdict.pairs();
        boolean back = verdict.tests.rise.sure();
        boolean misled = verdict.misled();
        verdict.refused(out.guard.decision);
        if (!evolve(back ? lowest : theta, generation, gradient, out)) {
            return false;
        }
        out.centreCost = cost;
        out.forgetsMomentum = misled;
        if (back) {
            vectors.copy(lowest, theta);
        }
        return true;
    }

    /**
     * With a part of the population the step is as much shorter. Half of that, on a scale of factors, is the estimate's weight in what the
     * optimizer remembers: few pairs are mostly noise, which would shake the updates by gradients that follow.
     */
    private boolean evolve(long theta, int generation, long gradient, EstimateInfo out) {
        double share = es.pairs / (context.settings().population() / 2.0);
        out.stepFactor = Math.sqrt(share);
        out.weight = Math.sqrt(share);
        boolean made = es.estimate(theta, generation, gradient, out);
        simulatorSteps += made ? out.simulatorSteps : 0;
        return made;
    }

    private boolean backpropagate(long theta, int generation, long gradient, EstimateInfo out) {
        backprop.window = window.steps();
        if (!backprop.estimate(theta, generation, gradient, out)) {
            return false;
        }
        simulatorSteps += out.simulatorSteps;
        gradientSteps += out.gradientSteps;
        if (backprop.growth != null) {
            countGrowth();
        }
        return true;
    }

    /** Takes in what the update has left, and says who makes it. */
    private GuardDecision judge(int generation, long gradient, double cost, GuardInfo out) {
        double squaredLength = RecentGradients.squaredLength(vectors, gradient);
        if (!Double.isFinite(squaredLength)) {
            gradients.interrupt();
            return GuardDecision.NON_FINITE;
        }
        GuardTests tests = verdict.tests;
        gradients.add(vectors, gradient, tests.gradients);
        fade.add(squaredLength);
        switch (backprop.probe()) {
            case NONE -> {
                tests.trend.add(cost);
                tests.rise.add(cost, backprop.squaredError(cost));
                if (tests.rise.atLowest()) {
                    vectors.copy(vectors.theta(), lowest);
                }
                verdict.watch(generation, out);
            }
            case ALONG -> {
                tests.trend.add(cost);
                for (int episode = 0; episode < backprop.differences(); episode++) {
                    tests.slopes.add(backprop.difference(episode));
                }
                verdict.test(generation, out);
            }
            case ANTITHETIC -> {
                // A pair d e of n normal numbers e varies by d^2 (n + 1): their fourth moment is 3.
                double difference = backprop.meanDifference();
                tests.pairs.add((count + 1) * difference * difference);
                verdict.test(generation, out);
            }
        }
        return verdict.decision();
    }

    private void keep() {
        verdict.save(before, 0);
        window.save(before, windowAt);
        curve.save(before, curveAt);
        gradients.save(before, gradientsAt);
        fade.save(before, fadeAt);
        for (int i = 0; i < count; i++) {
            before.set(lowestAt + i, vectors.get(lowest, i));
        }
    }

    private void bringBack() {
        verdict.restore(before, 0);
        window.restore(before, windowAt);
        curve.restore(before, curveAt);
        gradients.restore(before, gradientsAt);
        fade.restore(before, fadeAt);
        for (int i = 0; i < count; i++) {
            vectors.set(lowest, i, before.get(lowestAt + i));
        }
    }

    @Override
    public double[] state() {
        keep();
        double[] state = new double[before.length()];
        for (int i = 0; i < state.length; i++) {
            state[i] = before.get(i);
        }
        return state;
    }

    @Override
    public void restore(double[] state) {
        if (state.length != before.length()) {
            throw new IllegalArgumentException(
                    "the guard of the saved run is of another version of Antipode: it carries " + state.length
                            + " numbers where this one carries " + before.length() + "; begin the run anew");
        }
        for (int i = 0; i < state.length; i++) {
            before.set(i, state[i]);
        }
        bringBack();
    }
}
