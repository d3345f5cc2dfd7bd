package dev.antipode.core.program;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which rows of a tile depend on what a program is differentiated with respect to. A program is taken for one step of a
 * loop: what it writes may be read by the next step.
 */
final class Activity {
    private final BitSet rows = new BitSet();
    private final boolean parameters;

    /** @param parameters whether the parameters that lanes share are differentiated too */
    Activity(Program program, List<Rows> wrt, boolean parameters) {
        this.parameters = parameters;
        for (Rows group : wrt) {
            rows.set(group.first(), group.first() + group.count());
        }
        int before;
        do {
            before = rows.cardinality();
            spread(program);
        } while (rows.cardinality() > before);
    }

    private void spread(Program program) {
        for (PrimalCall call : program.calls()) {
            switch (call) {
                case PrimalCall.Compute compute -> spread(compute);
                case PrimalCall.Dense dense -> {
                    if (parameters || any(dense.reads())) {
                        Arrays.stream(dense.writes()).forEach(rows::set);
                    }
                }
                case PrimalCall.Repeat repeat -> spread(repeat.body());
                case PrimalCall.Sweep _, PrimalCall.Uniform _ -> {
                    // A sweep writes what it reads; random numbers depend on nothing.
                }
            }
        }
    }

    private void spread(PrimalCall.Compute compute) {
        BitSet inputs = compute.inputsAmong(rows);
        int[] writes = compute.writes();
        for (int i = 0; i < writes.length; i++) {
            if (compute.dependence().reaches(inputs, i)) {
                rows.set(writes[i]);
            }
        }
    }

    /** The places in an array of rows at which an active one stands. */
    int[] active(int[] of) {
        return IntStream.range(0, of.length).filter(i -> rows.get(of[i])).toArray();
    }

    boolean any(int[] of) {
        return active(of).length > 0;
    }

    boolean parameters() {
        return parameters;
    }
}
