package dev.antipode.core.kernel;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How often values are fetched again that had to leave the registers, going through a schedule from some step on. Of too
 * many values the one that is needed last leaves, which is the best choice there is (Belady, IBM Systems Journal 5(2),
 * 1966); it does not come back, because C2 keeps such a value on the stack and fetches it for each use.
 */
final class RegisterPressure {
    private static final int NEVER = Integer.MAX_VALUE;

    /** The most that any operation reads. */
    private static final int OPERANDS = 3;

    private final int registers;
    /** The values that each step reads, and when each is read next. */
    private final int[][] read;

    private final int[][] nextRead;
    /** The value that each step computes, or -1, and when it is read first. */
    private final int[] computed;

    private final int[] firstRead;
    private final int[] seenFrom;

    /** Where a value that was seen is held, or -1. */
    private final int[] placeOf;

    private final int[] held;
    private final int[] heldUntil;
    private int holding;
    private int start;

    RegisterPressure(List<Step> steps, int registers) {
        this.registers = registers;
        int n = steps.size();
        read = new int[n][];
        nextRead = new int[n][];
        computed = new int[n];
        firstRead = new int[n];
        Map<LoweredNode, Integer> values = new HashMap<>();
        for (int i = 0; i < n; i++) {
            Step step = steps.get(i);
            List<LoweredNode> operands =
                    step.isStore() ? List.of(step.node()) : step.node().operands();
            read[i] = operands.stream()
                    .distinct()
                    .mapToInt(node -> values.computeIfAbsent(node, _ -> values.size()))
                    .toArray();
            computed[i] = step.isStore() ? -1 : values.computeIfAbsent(step.node(), _ -> values.size());
        }
        int[] next = new int[values.size()];
        Arrays.fill(next, NEVER);
        for (int i = n - 1; i >= 0; i--) {
            firstRead[i] = computed[i] < 0 ? NEVER : next[computed[i]];
            nextRead[i] = new int[read[i].length];
            for (int j = 0; j < read[i].length; j++) {
                nextRead[i][j] = next[read[i][j]];
            }
            for (int value : read[i]) {
                next[value] = i;
            }
        }
        seenFrom = new int[values.size()];
        Arrays.fill(seenFrom, -1);
        placeOf = new int[values.size()];
        int most = registers + OPERANDS + 1;
        held = new int[most];
        heldUntil = new int[most];
    }

    /** Begins with empty registers; a later start than all before it. */
    void start(int step) {
        start = step;
        holding = 0;
    }

    /** Goes on by one step; returns how many values it reads that were held before and are no longer. */
    int step(int step) {
        int again = 0;
        for (int j = 0; j < read[step].length; j++) {
            int value = read[step][j];
            int place = place(value);
            if (place < 0 && seenFrom[value] == start) {
                again++;
            } else {
                hold(value, place, nextRead[step][j]);
            }
        }
        if (computed[step] >= 0) {
            hold(computed[step], -1, firstRead[step]);
        }
        while (holding > registers) {
            drop(furthest());
        }
        return again;
    }

    private void hold(int value, int place, int until) {
        seenFrom[value] = start;
        if (until == NEVER) {
            placeOf[value] = -1;
            if (place >= 0) {
                drop(place);
            }
            return;
        }
        int at = place < 0 ? holding++ : place;
        placeOf[value] = at;
        held[at] = value;
        heldUntil[at] = until;
    }

    private int place(int value) {
        return seenFrom[value] == start ? placeOf[value] : -1;
    }

    /** Another value takes the place. */
    private void drop(int place) {
        holding--;
        placeOf[held[place]] = -1;
        if (place < holding) {
            held[place] = held[holding];
            heldUntil[place] = heldUntil[holding];
            placeOf[held[place]] = place;
        }
    }

    private int furthest() {
        int furthest = 0;
        for (int i = 1; i < holding; i++) {
            if (heldUntil[i] > heldUntil[furthest]) {
                furthest = i;
            }
        }
        return furthest;
    }
}
