package dev.antipode.controller.train;

import dev.antipode.core.memory.MemoryPlan;

/**
 * Truncated backpropagation where it can be trusted, evolution strategies where it cannot. In every update the growth of perturbations
 * is measured along the way; the window is the longest one over which it stays within the permitted factor. Two more questions, which
 * growth does not answer, are asked every now and then, of costs at points to both sides of the parameters: whether the gradient varies
 * less than evolution strategies would at the same cost, and whether the cost really falls along it, for truncation bias shows in
 * neither growth nor variance. What fails is handed to evolution strategies, with few pairs at first, until a later test is passed;
 * gradients are computed all the same meanwhile, for that test.
 *
 * <p>Sources: Metz, Freeman, Schoenholz, Kachman, "Gradients are Not All You Need" (2021), sections 2 and 4; Suh, Simchowitz, Zhang,
 * Tedrake, "Do differentiable simulators give better policy gradients?" (2022), on why variance alone does not decide.
 */
final class GuardedEstimator implements Estimator {
    /** The most updates by evolution strategies from one test to the next: one, and twice as many each time the gradient is found worse. */
    private static final int LONGEST_PAUSE = 16;

    /** By how much the interval between tests that are passed may grow. */
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

    /** What is left of the mean direction after an update: single gradients are mostly noise near an optimum. */
    private static final double MEMORY = 0.5;

    /**
     * Pairs of the first update by evolution strategies: about the cost of one by gradients. Tests err, and a whole population is the
     * price of dozens of gradients; so every refusal in a row doubles the pairs, up to the whole population.
     */
    private static final int FIRST_PAIRS = 4;

    private static final int HEADER = 11;

    private final GuardedChoice choice;
    private final EstimatorContext context;
    private final ProbedBackprop backprop;
    private final AntitheticEs es;
    private final GrowthCurve curve;
    private final GuardTests tests = new GuardTests();
    /** Mean of the recent truncated gradients, each of length 1. */
    private final F64Array mean;
    /** The truncated gradient of the update before. */
    private final F64Array previous;

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

    private boolean hasPrevious;

    private long simulatorSteps;
    private long gradientSteps;

    private GuardedEstimator(
            EstimatorContext context,
            ProbedBackprop backprop,
            AntitheticEs es,
            GrowthCurve curve,
            F64Array mean,
            F64Array previous) {
        this.context = context;
        this.choice = (GuardedChoice) context.settings().estimator();
        this.backprop = backprop;
        this.es = es;
        this.curve = curve;
        this.mean = mean;
        this.previous = previous;
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
        private long mean;
        private long previous;

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
            mean = plan.add("guard: mean direction", parameters + " x F64", F64Array.bytes(parameters));
            previous = plan.add("guard: gradient before", parameters + " x F64", F64Array.bytes(parameters));
        }

        @Override
        public Estimator make(EstimatorContext context) {
            return new GuardedEstimator(
                    context,
                    backprop.make(context),
                    es.make(context),
                    GrowthCurve.on(context.block(), curve, longest),
                    new F64Array(context.block(), mean, parameters),
                    new F64Array(context.block(), previous, parameters));
        }
    }

    @Override
    public boolean estimate(long theta, int generation, long gradient, EstimateInfo out) {
        simulatorSteps = 0;
        gradientSteps = 0;
        out.guard.forgetTests();
        double sigma =
                context.settings().sigma().at(generation, context.settings().generations());
        backprop.aim(generation, sigma, probe(generation), mean);
        curve.follow(window);
        backprop.growth = curve;
        if (!backpropagate(theta, generation, gradient, out)) {
            return false;
        }
        int permitted = curve.longestWithin(choice.factor());
        if (permitted > 0 && permitted < window) {
            // The gradient that was amplified too much is thrown away.
            window = choose();
            backprop.growth = null;
            if (!backpropagate(theta, generation, gradient, out)) {
                return false;
            }
        }
        // Where not even one step is permitted, it is one step that is too long.
        out.guard.window = Math.max(1, Math.min(window, permitted));
        out.guard.amplification = curve.over(out.guard.window);
        out.guard.spectralRadius = curve.spectralRadius();
        out.guard.decision = permitted == 0 ? GuardDecision.AMPLIFICATION : judge(generation, gradient, out.guard);
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
        out.tangentSteps = curve.tangentSteps * choice.growthTangents();
        return true;
    }

    /** With a part of the population the step is as much shorter. */
    private boolean evolve(long theta, int generation, long gradient, EstimateInfo out) {
        int whole = context.settings().population() / 2;
        es.pairs = Math.min(pairs, whole);
        out.stepFactor = (double) es.pairs / whole;
        if (verdict == GuardDecision.GRADIENT) {
            // No test has asked for it, and none will double the pairs.
            pairs = Math.min(2 * pairs, whole);
        }
        return es.estimate(theta, generation, gradient, out);
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
        return true;
    }

    /** Takes in what the update has left, and says who makes it. */
    private GuardDecision judge(int generation, long gradient, GuardInfo out) {
        double length = length(gradient);
        if (!Double.isFinite(length)) {
            hasPrevious = false;
            return GuardDecision.NON_FINITE;
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
        remember(gradient, length);
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
            direction = 0;
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
        if (direction > 0 && variance > 0) {
            verdict = GuardDecision.GRADIENT;
            trusted = true;
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

    private double length(long gradient) {
        double squares = 0;
        for (int i = 0; i < count; i++) {
            double g = context.vectors().get(gradient, i);
            squares += g * g;
        }
        return Math.sqrt(squares);
    }

    private void remember(long gradient, double length) {
        double factor = length > 0 ? (1 - MEMORY) / length : 0;
        double squares = 0;
        for (int i = 0; i < count; i++) {
            double g = context.vectors().get(gradient, i);
            squares += (g - previous.get(i)) * (g - previous.get(i));
            previous.set(i, g);
            mean.set(i, MEMORY * mean.get(i) + factor * g);
        }
        if (hasPrevious) {
            // Of neighbours, so that a slow drift does not count: J. von Neumann, Annals of Mathematical Statistics 12
            // (1941).
            tests.gradients.add(squares / 2);
        }
        hasPrevious = true;
    }

    @Override
    public double[] state() {
        int growth = HEADER + GuardTests.stateLength();
        double[] state = new double[growth + GrowthCurve.stateLength(curve.longest()) + 2 * count];
        state[0] = verdict.ordinal();
        state[1] = window;
        state[2] = nextTest;
        state[3] = interval;
        state[4] = hasPrevious ? 1 : 0;
        state[5] = probes;
        state[6] = trusted ? 1 : 0;
        state[7] = direction;
        state[8] = variance;
        state[9] = pause;
        state[10] = pairs;
        tests.save(state, HEADER);
        curve.save(state, growth);
        for (int i = 0; i < count; i++) {
            state[state.length - 2 * count + i] = mean.get(i);
            state[state.length - count + i] = previous.get(i);
        }
        return state;
    }

    @Override
    public void restore(double[] state) {
        verdict = GuardDecision.values()[(int) state[0]];
        window = (int) state[1];
        nextTest = (int) state[2];
        interval = (int) state[3];
        hasPrevious = state[4] != 0;
        probes = (int) state[5];
        trusted = state[6] != 0;
        direction = (int) state[7];
        variance = (int) state[8];
        pause = (int) state[9];
        pairs = (int) state[10];
        tests.restore(state, HEADER);
        curve.restore(state, HEADER + GuardTests.stateLength());
        for (int i = 0; i < count; i++) {
            mean.set(i, state[state.length - 2 * count + i]);
            previous.set(i, state[state.length - count + i]);
        }
    }
}
