package dev.antipode.core.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * The estimated size of steps in a method, in bytes of code: what a value costs depends on whether the method holds it already. From
 * the vector emitter; the scalar one's are not larger.
 */
final class CodeSize {
    static final int STORE = 16;

    private static final int OPERAND = 2;
    private static final int OPERATION = 5;
    private static final int LOAD = 20;
    private static final int BROADCAST = 11;

    /** The bytes of each step whatever is held, the values that it touches, and the bytes of each that is not held yet. */
    private final int[] fixed;

    private final int[][] touched;
    private final int[][] fetched;

    /** The method, by number, that holds each value. */
    private final int[] heldBy;

    private int method = 1;
    private int held;

    CodeSize(List<Step> steps) {
        int n = steps.size();
        fixed = new int[n];
        touched = new int[n][];
        fetched = new int[n][];
        int values = 0;
        for (int i = 0; i < n; i++) {
            Step step = steps.get(i);
            List<LoweredNode> nodes = new ArrayList<>();
            if (!step.isStore()) {
                nodes.addAll(step.node().operands());
            }
            // Operands are held before the result is, and a store reads what it stores.
            nodes.add(step.node());
            touched[i] = nodes.stream().mapToInt(LoweredNode::id).toArray();
            fetched[i] = nodes.stream().mapToInt(CodeSize::fetch).toArray();
            fixed[i] = STORE;
            if (!step.isStore()) {
                // The result is not fetched: it costs the same as if it were there already, which the operation
                // includes.
                fetched[i][nodes.size() - 1] = OPERAND;
                fixed[i] = OPERATION - OPERAND;
            }
            for (int value : touched[i]) {
                values = Math.max(values, value + 1);
            }
        }
        heldBy = new int[values];
    }

    /** The size of a whole chunk's method. */
    static int of(Chunk chunk) {
        CodeSize size = new CodeSize(chunk.steps());
        int bytes = 0;
        for (int i = 0; i < chunk.steps().size(); i++) {
            bytes += size.next(i);
        }
        return bytes;
    }

    /** Begins a method that holds nothing yet; at no cost and without garbage, because cutting does it at every step. */
    void begin() {
        method++;
        held = 0;
    }

    /** The bytes that one more step adds to the method, which holds its values from then on. */
    int next(int step) {
        int bytes = fixed[step];
        int[] values = touched[step];
        for (int i = 0; i < values.length; i++) {
            if (heldBy[values[i]] == method) {
                bytes += OPERAND;
            } else {
                heldBy[values[i]] = method;
                held++;
                bytes += fetched[step][i];
            }
        }
        return bytes;
    }

    /** How many values the method holds. */
    int held() {
        return held;
    }

    private static int fetch(LoweredNode operand) {
        return switch (operand.op()) {
            case CONSTANT, BITS_CONSTANT -> BROADCAST;
            default -> LOAD;
        };
    }
}
