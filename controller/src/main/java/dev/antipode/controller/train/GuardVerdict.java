package dev.antipode.controller.train;

/**
 * Who makes the updates: when the guard tests, and what follows from it. The more often in a row a gradient has passed, the rarer the tests:
 * at most {@value #LONGEST_INTERVAL} times as many updates apart as at first. A test that it fails hands over to evolution strategies
 * until one is passed; so does, between tests, a cost that surely rises. Where the gradients have not come below what they had come to
 * before they rose the last time, twice as many pairs make twice as many updates: the race goes to who gets lower at the same cost.
 */
final class GuardVerdict {
    /** The most updates by evolution strategies from one test to the next: one, and twice as many each time the gradient is found worse. */
    private static final int LONGEST_PAUSE = 16;

    /** Rises in a row of a cost that was not lower before than at the rise before: every one doubles pause and pairs, up to this many. */
    private static final int MOST_RELAPSES = 4;

    /** How many times as long as at first the interval between tests that are passed may grow. */
    private static final int LONGEST_INTERVAL = 4;

    /** Probes after which a test ends without a decision; until half of them a gradient that was trusted still makes the updates. */
    private static final int MOST_PROBES = GuardTests.MOST_PAIRS;

    /** Probes that it takes to find a gradient worse that was trusted: a direction that is just being left may point uphill once. */
    private static final int LEAST_PROBES = 3;

    /**
     * Pairs of the first update by evolution strategies: about the cost of one by gradients. Tests err, and a whole population is the
     * price of dozens of gradients; so every refusal in a row, by a test or without one, doubles the pairs, up to the whole population.
     */
    static final int FIRST_PAIRS = 4;

    private static final int STATE = 12;

    final GuardTests tests = new GuardTests();

    private final int firstInterval;
    private final int mostPairs;

    private GuardDecision decision = GuardDecision.GRADIENT;
    private int nextTest;
    private int interval;
    /** From the end of a test that was not passed to the next. */
    private int pause = 1;
    /** Probes of the test that is going on. */
    private int probes;
    /** Whether nothing has spoken against the gradient since a test was passed; as long as there was none, too. */
    private boolean trusted = true;

    private int direction;
    private int variance;
    private int pairs = FIRST_PAIRS;
    /** Whether updates by gradients are found to have led uphill, and none by evolution strategies was made since. */
    private boolean misled;
    /** The lowest cost that gradients had come to when it rose. */
    private double reached = Double.POSITIVE_INFINITY;

    private int relapses;

    /**
     * Trusts the gradient.
     *
     * @param interval updates before the first test
     * @param mostPairs antithetic pairs of the whole population
     */
    GuardVerdict(int interval, int mostPairs) {
        this.firstInterval = interval;
        this.mostPairs = mostPairs;
        this.interval = interval;
        this.nextTest = interval;
    }

    GuardDecision decision() {
        return decision;
    }

    /** Antithetic pairs of an update by evolution strategies. */
    int pairs() {
        return Math.min(pairs, mostPairs);
    }

    /** Whether the next update by evolution strategies is to turn round: what gradients have left in the optimizer points uphill. */
    boolean misled() {
        return misled;
    }

    /** The question that an update is to answer. */
    ProbedBackprop.Probe probe(int generation) {
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

    /** Asks what costs tell without a probe. */
    void watch(int generation, GuardInfo out) {
        if (decision == GuardDecision.GRADIENT && tests.rise.sure()) {
            out.fall = -tests.rise.rise();
            out.fallError = tests.rise.standardError();
            decision = GuardDecision.DIRECTION;
            misled = true;
            trusted = false;
            interval = firstInterval;
            relapses = tests.rise.wasBelow(reached) ? 0 : Math.min(relapses + 1, MOST_RELAPSES);
            reached = Math.min(reached, tests.rise.lowest());
            pairs = Math.min(FIRST_PAIRS << relapses, mostPairs);
            pause = 1 << relapses;
            pause(generation);
        }
    }

    /** Asks what the probes of this test have told so far. */
    void test(int generation, GuardInfo out) {
        probes++;
        direction = tests.direction(trusted && interval > firstInterval);
        variance = tests.variance();
        tests.report(out);
        if (direction > 0 && variance > 0) {
            decision = GuardDecision.GRADIENT;
            if (trusted) {
                pairs = FIRST_PAIRS;
            }
            trusted = true;
            tests.trend.clear();
            nextTest = generation + interval;
            interval = Math.min(2 * interval, LONGEST_INTERVAL * firstInterval);
            probes = 0;
            return;
        }
        boolean refused = (direction < 0 || variance < 0) && (!trusted || probes >= LEAST_PROBES);
        if (refused || !trusted || probes > MOST_PROBES / 2) {
            misled |= refused && direction < 0 && decision == GuardDecision.GRADIENT;
            decision = direction <= 0
                    ? GuardDecision.DIRECTION
                    : tests.compared() ? GuardDecision.VARIANCE : GuardDecision.UNTESTED;
        }
        if (refused) {
            refuse(generation);
        } else if (probes == MOST_PROBES) {
            doublePairs();
            pause(generation);
        }
    }

    private void refuse(int generation) {
        if (trusted) {
            pause = 1;
        } else {
            pause = Math.min(2 * pause, LONGEST_PAUSE);
            doublePairs();
        }
        trusted = false;
        interval = firstInterval;
        pause(generation);
    }

    private void pause(int generation) {
        nextTest = generation + pause;
        probes = 0;
    }

    private void doublePairs() {
        pairs = Math.min(2 * pairs, mostPairs);
    }

    /** An update by evolution strategies was made, for a reason. */
    void refused(GuardDecision reason) {
        misled = false;
        tests.interrupt();
        if (reason != decision) {
            // No test has asked for it, and none will double the pairs.
            doublePairs();
        }
    }

    static int stateLength() {
        return STATE + GuardTests.stateLength();
    }

    void save(F64Array state, int at) {
        state.set(at, decision.ordinal());
        state.set(at + 1, nextTest);
        state.set(at + 2, interval);
        state.set(at + 3, probes);
        state.set(at + 4, trusted ? 1 : 0);
        state.set(at + 5, direction);
        state.set(at + 6, variance);
        state.set(at + 7, pause);
        state.set(at + 8, pairs);
        state.set(at + 9, misled ? 1 : 0);
        state.set(at + 10, reached);
        state.set(at + 11, relapses);
        tests.save(state, at + STATE);
    }

    void restore(F64Array state, int at) {
        decision = GuardDecision.values()[(int) state.get(at)];
        nextTest = (int) state.get(at + 1);
        interval = (int) state.get(at + 2);
        probes = (int) state.get(at + 3);
        trusted = state.get(at + 4) != 0;
        direction = (int) state.get(at + 5);
        variance = (int) state.get(at + 6);
        pause = (int) state.get(at + 7);
        pairs = (int) state.get(at + 8);
        misled = state.get(at + 9) != 0;
        reached = state.get(at + 10);
        relapses = (int) state.get(at + 11);
        tests.restore(state, at + STATE);
    }
}
