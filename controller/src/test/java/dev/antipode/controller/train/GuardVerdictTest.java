package dev.antipode.controller.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What follows from a cost that rises while gradients make the updates. */
class GuardVerdictTest {
    private static final int PAIRS = 64;

    private final GuardInfo info = new GuardInfo();
    private GuardVerdict verdict = new GuardVerdict(20, PAIRS);
    private int generation;

    /** Updates with so many costs, each with a standard error of 1. */
    private void updates(double... costs) {
        for (double cost : costs) {
            F64Array state = Memory.doubles(new double[GuardVerdict.stateLength()]);
            verdict.save(state, 0);
            verdict = new GuardVerdict(20, PAIRS);
            verdict.restore(state, 0);
            generation++;
            verdict.tests.rise.add(cost, 1);
            verdict.watch(generation, info);
        }
    }

    /** Updates by evolution strategies until the next test, which the gradient passes; how many there were. */
    private int updatesUntilItIsPassed() {
        int updates = 0;
        do {
            verdict.refused(verdict.decision());
            updates++;
        } while (verdict.probe(++generation) == ProbedBackprop.Probe.NONE);
        for (int i = 0; i < SampleMean.LEAST; i++) {
            verdict.tests.slopes.add(2 + i);
            verdict.tests.gradients.add(1);
        }
        verdict.tests.pairs.add(1000);
        verdict.test(generation, info);
        assertThat(verdict.decision()).isEqualTo(GuardDecision.GRADIENT);
        return updates;
    }

    @Test
    void aSureRiseHandsOverAtOnce() {
        updates(12, 11, 10, 8);
        assertThat(verdict.decision()).isEqualTo(GuardDecision.GRADIENT);
        assertThat(verdict.misled()).isFalse();
        updates(15, 17);
        assertThat(verdict.decision()).isEqualTo(GuardDecision.DIRECTION);
        assertThat(verdict.misled()).isTrue();
        assertThat(verdict.pairs()).isEqualTo(4);
        assertThat(info.fall).isEqualTo(-7);
        assertThat(info.fallError).isEqualTo(1);
        verdict.refused(verdict.decision());
        assertThat(verdict.misled()).isFalse();
    }

    /** A direction that is passed before the first pair of its test says nothing about variances. */
    @Test
    void noVarianceIsBlamedBeforeThereIsAPair() {
        updates(12, 11, 10, 8, 15, 17);
        verdict.refused(verdict.decision());
        assertThat(verdict.probe(++generation)).isEqualTo(ProbedBackprop.Probe.ALONG);
        for (int i = 0; i < SampleMean.LEAST; i++) {
            verdict.tests.slopes.add(2 + i);
            verdict.tests.gradients.add(1);
        }
        verdict.test(generation, info);
        assertThat(info.varianceRatio).isNaN();
        assertThat(verdict.decision()).isEqualTo(GuardDecision.UNTESTED);
        verdict.refused(verdict.decision());
        assertThat(verdict.probe(++generation)).isEqualTo(ProbedBackprop.Probe.ANTITHETIC);
        verdict.tests.pairs.add(1e-6);
        verdict.test(generation, info);
        assertThat(verdict.decision()).isEqualTo(GuardDecision.VARIANCE);
    }

    /** As long as gradients do not get below 9 again, evolution strategies have twice the pairs for twice the updates. */
    @Test
    void everyRiseFromNoLowerCostDoublesTheHandover() {
        updates(12, 11, 10, 8, 15, 17);
        assertThat(updatesUntilItIsPassed()).isEqualTo(1);
        updates(12, 9, 20, 20);
        assertThat(verdict.pairs()).isEqualTo(8);
        assertThat(updatesUntilItIsPassed()).isEqualTo(2);
        updates(10, 10, 20, 20);
        assertThat(verdict.pairs()).isEqualTo(16);
        assertThat(updatesUntilItIsPassed()).isEqualTo(4);
        updates(4, 4, 20, 20);
        assertThat(verdict.pairs()).isEqualTo(4);
        assertThat(updatesUntilItIsPassed()).isEqualTo(1);
        for (int i = 0; i < 10; i++) {
            updates(4, 4, 20, 20);
            updatesUntilItIsPassed();
        }
        updates(4, 4, 20, 20);
        assertThat(verdict.pairs()).isEqualTo(PAIRS);
        assertThat(updatesUntilItIsPassed()).isEqualTo(16);
    }
}
