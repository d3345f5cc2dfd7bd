package dev.antipode.controller.train;

import dev.antipode.core.memory.MemoryPlan;

/**
 * Truncated backpropagation where it can be trusted, evolution strategies where it cannot. In every update the growth of perturbations
 * is measured along the way; the window is the longest one over which it stays within the permitted factor. Two more questions, which
 * growth does not answer, are asked every now and then: whether the gradient varies less than evolution strategies would at the same
 * cost, and whether the cost really falls, for truncation bias shows in neither growth nor variance. The costs of the updates so far
 * may tell that it does, which takes no step; else costs at points to both sides of the parameters are asked, as they are for the
 * variance. What fails is handed to evolution strategies until a later test is passed, with {@value #FIRST_PAIRS} pairs at first and
 * twice as many after every test that is not; gradients are computed all the same meanwhile, for that test. The more often in a row a
 * gradient has passed, the rarer the tests: at most {@value #LONGEST_INTERVAL} times as many updates apart as at first.
 *
 * <p>Sources: Metz, Freeman, Schoenholz, Kachman, "Gradients are Not All You Need" (2021), sections 2 and 4; Suh, Simchowitz, Zhang,
 * Tedrake, "Do differentiable simulators give better policy gradients?" (2022), on why variance alone does not decide.
 */
final class GuardedEstimator implements Estimator {
    /** The most updates by evolution strategies from one test to the next: one, and twice as many each time the gradient is found worse. */
    private static final int LONGEST_PAUSE = 16;

    /** How many times as long as at first the interval between tests that are passed may grow. */
    private static final int LONGEST_INTERVAL = 4;

    /** Probes after which a test ends without a decision; until half of them a gradient that was trusted still makes the updates. */
    private static final int MOST_PROBES = GuardTests.MOST_PAIRS;

    /** Probes that it takes to find a gradient worse that was trusted: a direction that is just being left may point uphill once. */
    private static final int LEAST_PROBES = 3;

    /** Steps of updates by gradients, beside those by evolution strategies: they are some fifty times cheaper, and noisier. */
    static final double GRADIENT_STEP = 0.2;

    /** A new window has this share of the permitted amplification, so that the next measurement seldom finds it too long. */
    private static final double CHOSEN = 0.5;

    /** A window is kept while it has more than this share: every other length is another bias, which shakes the training. */
    private static final double KEPT = 0.33;

    /**
     * The most control steps of a window that follows one that was too long. Begun with, where the whole episode would do, it would
     * learn what costs least at once: an acrobot's motor that only leans on its limit.
     */
    private static final int SHORT = 16;

    /**
     * Pairs of the first update by evolution strategies: about the cost of one by gradients. Tests err, and a whole population is the
     * price of dozens of gradients; so every refusal in a row, by a test or without one, doubles the pairs, up to the whole population.
     */
    private static final int FIRST_PAIRS = 4;

    private static final int HEADER = 10;

    private final GuardedChoice choice;
    private final EstimatorContext context;
    private final ProbedBackprop backprop;
    private final AntitheticEs es;
    private final GrowthCurve curve;
    private final GuardTests tests = new GuardTests();
    private final RecentGradients gradients;
    private final int count;

    private GuardDecision verdict = GuardDecision.GRADIENT;
    private int window;
    private int nextTest;
    private int interval;
    /** From the end of a test that was not passed to the next. */
    private int pause = 1;
    /** Antithetic pairs of an update by evolution strategies. */
    private int pairs = FIRST_PAIRS;

    /** Probes of the test that is going on. */
    private int probes;
    /** Whether no test has found the gradient to be worse since one was passed; as long as there was none, too. */
    private boolean trusted = true;

    private int direction;
    private int variance;

    private long simulatorSteps;
    private long gradientSteps;
    private long tangentSteps;

    private GuardedEstimator(
            EstimatorContext context,
            ProbedBackprop backprop,
            AntitheticEs es,
            GrowthCurve curve,
            RecentGradients gradients) {
        this.context = context;
        this.choice = (GuardedChoice) context.settings().estimator();
        this.backprop = backprop;
        this.es = es;
        this.curve = curve;
        this.gradients = gradients;
        this.count = context.vectors().count();
        this.window = curve.longest();
        this.interval = choice.interval();
        this.nextTest = choice.interval();
    }

    /** The memory of both estimators and of what compares them. */
    static final class Design implements EstimatorDesign {
        private final ProbedBackprop.Design backprop;
        private final AntitheticEs.Design es;
        private final int longest;
        private final int parameters;
        private long curve;
        private long gradients;

        Design(LearningSettings settings, Simulation simulation) {
            this.parameters = simulation.parameterCount();
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
        }

        @Override
        public Estimator make(EstimatorContext context) {
            return new GuardedEstimator(
                    context,
                    backprop.make(context),
                    es.make(context),
                    GrowthCurve.on(context.block(), curve, longest),
                    RecentGradients.on(context.block(), gradients, parameters));
        }
    }

    @Override
    public boolean estimate(long theta, int generation, long gradient, EstimateInfo out) {
        simulatorSteps = 0;
        gradientSteps = 0;
        tangentSteps = 0;
        out.guard.forgetTests();
        double sigma =
                context.settings().sigma().at(generation, context.settings().generations());
        backprop.aim(generation, sigma, probe(generation), gradients.mean);
        backprop.growth = curve;
        do {
            curve.follow(window);
            if (!backpropagate(theta, generation, gradient, out)) {
                return false;
            }
        } while (shortened());
        int permitted = curve.longestWithin(choice.factor());
        // Where not even one step is permitted, it is one step that is too long.
        out.guard.window = Math.max(1, Math.min(window, permitted));
        out.guard.amplification = curve.over(out.guard.window);
        out.guard.spectralRadius = curve.spectralRadius();
        out.guard.decision =
                permitted == 0 ? GuardDecision.AMPLIFICATION : judge(generation, gradient, out.centreCost, out.guard);
        if (out.guard.decision == GuardDecision.GRADIENT) {
            out.estimator = "tbptt";
            out.stepFactor = GRADIENT_STEP;
            pairs = FIRST_PAIRS;
        } else if (evolve(theta, generation, gradient, out)) {
            simulatorSteps += out.simulatorSteps;
        } else {
            return false;
        }
        if (out.guard.amplification < KEPT * choice.factor()) {
            window = Math.max(window, choose());
        } else if (permitted == 0) {
            window = 1;
        }
        out.growth = out.guard.amplification;
        out.simulatorSteps = simulatorSteps;
        out.gradientSteps = gradientSteps;
        out.tangentSteps = tangentSteps;
        return true;
    }

    /** With a part of the population the step is as much shorter. */
    private boolean evolve(long theta, int generation, long gradient, EstimateInfo out) {
        tests.trend.clear();
        int whole = context.settings().population() / 2;
        es.pairs = Math.min(pairs, whole);
        out.stepFactor = (double) es.pairs / whole;
        if (out.guard.decision != verdict) {
            // No test has asked for it, and none will double the pairs.
            pairs = Math.min(2 * pairs, whole);
        }
        return es.estimate(theta, generation, gradient, out);
    }

    /**
     * Whether the window proved too long; the gradient is thrown away then. What replaces it starts short, whatever the curve says of
     * longer ones, which it has measured from few starts, and grows with what is measured from many, to twice its length in an update.
     */
    private boolean shortened() {
        // The first window is a new one too.
        int permitted = gradients.none() ? choose() : curve.longestWithin(choice.factor());
        if (permitted == 0 || permitted >= window) {
            return false;
        }
        window = Math.min(choose(), SHORT);
        curve.clear();
        return true;
    }

    /** The longest window that leaves room to spare. */
    private int choose() {
        return Math.max(1, curve.longestWithin(Math.max(1, CHOSEN * choice.factor())));
    }

    private boolean backpropagate(long theta, int generation, long gradient, EstimateInfo out) {
        backprop.window = window;
        if (!backprop.estimate(theta, generation, gradient, out)) {
            return false;
        }
        simulatorSteps += out.simulatorSteps;
        gradientSteps += out.gradientSteps;
        tangentSteps += curve.tangentSteps * choice.growthTangents();
        return true;
    }

    /** Takes in what the update has left, and says who makes it. */
    private GuardDecision judge(int generation, long gradient, double cost, GuardInfo out) {
        if (!Double.isFinite(RecentGradients.squaredLength(context.vectors(), gradient))) {
            gradients.interrupt();
            return GuardDecision.NON_FINITE;
        }
        if (backprop.probe() != ProbedBackprop.Probe.ANTITHETIC) {
            tests.trend.add(cost);
        }
        switch (backprop.probe()) {
            case NONE -> {}
            case ALONG -> {
                for (int episode = 0; episode < backprop.differences(); episode++) {
                    tests.slopes.add(backprop.difference(episode));
                }
            }
            case ANTITHETIC -> {
                // A pair d e of n normal numbers e varies by d^2 (n + 1): their fourth moment is 3.
                double difference = backprop.meanDifference();
                tests.pairs.add((count + 1) * difference * difference);
            }
        }
        gradients.add(context.vectors(), gradient, tests.gradients);
        if (backprop.probe() != ProbedBackprop.Probe.NONE) {
            test(generation, out);
        }
        return verdict;
    }

    /** The question that this update is to answer. */
    private ProbedBackprop.Probe probe(int generation) {
        if (generation < nextTest) {
            return ProbedBackprop.Probe.NONE;
        }
        if (probes == 0) {
            tests.begin();
            direction = tests.trend.surelyFalls() ? 1 : 0;
            variance = 0;
        }
        boolean along = direction <= 0 && (variance != 0 || probes % 2 == 0);
        return along ? ProbedBackprop.Probe.ALONG : ProbedBackprop.Probe.ANTITHETIC;
    }

    private void test(int generation, GuardInfo out) {
        probes++;
        direction = tests.direction(trusted && interval > choice.interval());
        variance = tests.variance();
        out.varianceRatio = tests.varianceRatio;
        out.varianceRatioError = tests.varianceRatioError;
        out.projection = tests.projection;
        out.projectionError = tests.projectionError;
        out.fall = tests.trend.enough() ? tests.trend.fall() : Double.NaN;
        out.fallError = tests.trend.enough() ? tests.trend.standardError() : Double.NaN;
        if (direction > 0 && variance > 0) {
            verdict = GuardDecision.GRADIENT;
            trusted = true;
            tests.trend.clear();
            nextTest = generation + interval;
            interval = Math.min(2 * interval, LONGEST_INTERVAL * choice.interval());
            probes = 0;
            return;
        }
        boolean refused = (direction < 0 || variance < 0) && (!trusted || probes >= LEAST_PROBES);
        if (refused || !trusted || probes > MOST_PROBES / 2) {
            verdict = direction <= 0 ? GuardDecision.DIRECTION : GuardDecision.VARIANCE;
        }
        if (refused) {
            pause = trusted ? 1 : Math.min(2 * pause, LONGEST_PAUSE);
            trusted = false;
            interval = choice.interval();
        }
        if (refused || probes == MOST_PROBES) {
            nextTest = generation + pause;
            pairs = Math.min(2 * pairs, context.settings().population() / 2);
            probes = 0;
        }
    }

    @Override
    public double[] state() {
        int growth = HEADER + GuardTests.stateLength();
        int recent = growth + GrowthCurve.stateLength(curve.longest());
        double[] state = new double[recent + RecentGradients.stateLength(count)];
        state[0] = verdict.ordinal();
        state[1] = window;
        state[2] = nextTest;
        state[3] = interval;
        state[4] = probes;
        state[5] = trusted ? 1 : 0;
        state[6] = direction;
        state[7] = variance;
        state[8] = pause;
        state[9] = pairs;
        tests.save(state, HEADER);
        curve.save(state, growth);
        gradients.save(state, recent);
        return state;
    }

    @Override
    public void restore(double[] state) {
        int growth = HEADER + GuardTests.stateLength();
        int whole = growth + GrowthCurve.stateLength(curve.longest()) + RecentGradients.stateLength(count);
        if (state.length != whole) {
            throw new IllegalArgumentException(
                    "the guard of the saved run is of another version of Antipode: it carries " + state.length
                            + " numbers where this one carries " + whole + "; begin the run anew");
        }
        verdict = GuardDecision.values()[(int) state[0]];
        window = (int) state[1];
        nextTest = (int) state[2];
        interval = (int) state[3];
        probes = (int) state[4];
        trusted = state[5] != 0;
        direction = (int) state[6];
        variance = (int) state[7];
        pause = (int) state[8];
        pairs = (int) state[9];
        tests.restore(state, HEADER);
        curve.restore(state, growth);
        gradients.restore(state, growth + GrowthCurve.stateLength(curve.longest()));
    }
}
