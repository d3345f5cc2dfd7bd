package dev.antipode.core.program;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Which rows depend, after some steps of a loop, on what rows held before the first. Unlike {@link Activity} it knows that a row
 * that is overwritten forgets what it held.
 */
final class Influence {
    private final BitSet rows = new BitSet();

    Influence(List<PrimalCall> step, Rows from) {
        rows.set(from.first(), from.first() + from.count());
        int before;
        do {
            before = rows.cardinality();
            BitSet now = (BitSet) rows.clone();
            pass(step, now);
            rows.or(now);
        } while (rows.cardinality() > before);
    }

    boolean reaches(Rows to) {
        int next = rows.nextSetBit(to.first());
        return next >= 0 && next < to.first() + to.count();
    }

    private static void pass(List<PrimalCall> calls, BitSet now) {
        for (PrimalCall call : calls) {
            switch (call) {
                case PrimalCall.Compute compute -> pass(compute, now);
                case PrimalCall.Dense dense -> {
                    boolean reached = Arrays.stream(dense.reads()).anyMatch(now::get);
                    Arrays.stream(dense.writes()).forEach(row -> now.set(row, reached));
                }
                case PrimalCall.Repeat repeat -> {
                    // It may turn any number of times.
                    int before;
                    do {
                        before = now.cardinality();
                        BitSet turn = (BitSet) now.clone();
                        pass(repeat.body().calls(), turn);
                        now.or(turn);
                    } while (now.cardinality() > before);
                }
                case PrimalCall.Uniform uniform ->
                    Arrays.stream(uniform.writes()).forEach(now::clear);
                case PrimalCall.Sweep _ -> {
                    // It writes what it reads.
                }
            }
        }
    }

    private static void pass(PrimalCall.Compute compute, BitSet now) {
        int[] writes = compute.writes();
        BitSet inputs = compute.inputsAmong(now);
        for (int i = 0; i < writes.length; i++) {
            now.set(writes[i], compute.dependence().reaches(inputs, i));
        }
    }
}
