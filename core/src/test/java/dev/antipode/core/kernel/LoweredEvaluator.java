package dev.antipode.core.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Computes lowered nodes, many points at a time: the specification that generated code must equal to the bit.
 *
 * <p>F32 numbers are held as doubles. A sum, product, quotient or root of two floats computed in double and rounded to
 * float is correctly rounded, because double has more than twice float's digits; the fused multiply-add is not, and is
 * computed in float.
 */
final class LoweredEvaluator {
    private interface RealOperation {
        double of(double a, double b, double c);
    }

    private interface BitsOperation {
        long of(long a, long b);
    }

    private interface Comparison {
        boolean of(double a, double b);
    }

    private static final int BLOCK = 1024;

    private final boolean f32;
    private final LoweredNode result;
    private final List<LoweredNode> order = new ArrayList<>();
    private final double[][] reals;
    private final long[][] bits;
    private int count;

    LoweredEvaluator(LoweredBuilder builder, LoweredNode result) {
        this.f32 = builder.f32();
        this.result = result;
        boolean[] needed = new boolean[result.id() + 1];
        needed[result.id()] = true;
        for (int i = result.id(); i >= 0; i--) {
            if (needed[i]) {
                builder.nodes().get(i).operands().forEach(operand -> needed[operand.id()] = true);
            }
        }
        for (int i = 0; i <= result.id(); i++) {
            if (needed[i]) {
                order.add(builder.nodes().get(i));
            }
        }
        reals = new double[result.id() + 1][];
        bits = new long[result.id() + 1][];
        for (LoweredNode node : order) {
            if (node.type() == LoweredType.REAL) {
                reals[node.id()] = new double[BLOCK];
            } else {
                bits[node.id()] = new long[BLOCK];
            }
        }
    }

    /** The primitive operations of the result: all but inputs, constants and changes of view. */
    int operations() {
        int operations = 0;
        for (LoweredNode node : order) {
            switch (node.op()) {
                case INPUT, CONSTANT, BITS_CONSTANT, BITS_OF, FROM_BITS -> {}
                default -> operations++;
            }
        }
        return operations;
    }

    /**
     * The result at every point, computed block by block.
     *
     * @param inputs per input, its value at every point, not modified
     * @return the values, a new array
     */
    double[] evaluate(double[]... inputs) {
        double[] values = new double[inputs[0].length];
        for (int start = 0; start < values.length; start += BLOCK) {
            count = Math.min(BLOCK, values.length - start);
            for (LoweredNode node : order) {
                compute(node, inputs, start);
            }
            System.arraycopy(reals[result.id()], 0, values, start, count);
        }
        return values;
    }

    private void compute(LoweredNode node, double[][] inputs, int start) {
        double[] out = reals[node.id()];
        switch (node.op()) {
            case INPUT -> System.arraycopy(inputs[node.inputIndex()], start, out, 0, count);
            case CONSTANT -> Arrays.fill(out, node.constant());
            case BITS_CONSTANT -> Arrays.fill(bits[node.id()], node.bits());
            case ADD -> real(node, (a, b, c) -> a + b);
            case SUB -> real(node, (a, b, c) -> a - b);
            case MUL -> real(node, (a, b, c) -> a * b);
            case DIV -> real(node, (a, b, c) -> a / b);
            case NEG -> real(node, (a, b, c) -> -a);
            case ABS -> real(node, (a, b, c) -> Math.abs(a));
            case SQRT -> real(node, (a, b, c) -> Math.sqrt(a));
            case FMA ->
                real(
                        node,
                        f32 ? (a, b, c) -> Math.fma((float) a, (float) b, (float) c) : (a, b, c) -> Math.fma(a, b, c));
            case LT -> mask(node, (a, b) -> a < b);
            case LE -> mask(node, (a, b) -> a <= b);
            case EQ -> mask(node, (a, b) -> a == b);
            case MASK_AND, BITS_AND -> integer(node, (a, b) -> a & b);
            case MASK_OR, BITS_OR -> integer(node, (a, b) -> a | b);
            case MASK_NOT -> integer(node, (a, b) -> 1 - a);
            case SELECT -> {
                long[] chosen = bits[node.operand(0).id()];
                double[] whenTrue = reals[node.operand(1).id()];
                double[] whenFalse = reals[node.operand(2).id()];
                for (int i = 0; i < count; i++) {
                    out[i] = chosen[i] != 0 ? whenTrue[i] : whenFalse[i];
                }
            }
            case BITS_OF -> {
                double[] from = reals[node.operand(0).id()];
                for (int i = 0; i < count; i++) {
                    bits[node.id()][i] = f32
                            ? Float.floatToRawIntBits((float) from[i]) & 0xffffffffL
                            : Double.doubleToRawLongBits(from[i]);
                }
            }
            case FROM_BITS -> {
                long[] from = bits[node.operand(0).id()];
                for (int i = 0; i < count; i++) {
                    out[i] = f32 ? Float.intBitsToFloat((int) from[i]) : Double.longBitsToDouble(from[i]);
                }
            }
            case BITS_XOR -> integer(node, (a, b) -> a ^ b);
            case BITS_NOT -> integer(node, (a, b) -> ~a);
            case BITS_ADD -> integer(node, (a, b) -> a + b);
            case BITS_SUB -> integer(node, (a, b) -> a - b);
            case SHIFT_LEFT -> integer(node, (a, b) -> a << node.shift());
            case SHIFT_RIGHT -> integer(node, (a, b) -> a >>> node.shift());
        }
    }

    private void real(LoweredNode node, RealOperation operation) {
        double[] out = reals[node.id()];
        double[] a = reals[node.operand(0).id()];
        double[] b = reals[
                node.operands().size() > 1
                        ? node.operand(1).id()
                        : node.operand(0).id()];
        double[] c = reals[
                node.operands().size() > 2
                        ? node.operand(2).id()
                        : node.operand(0).id()];
        for (int i = 0; i < count; i++) {
            double exact = operation.of(a[i], b[i], c[i]);
            out[i] = f32 ? (float) exact : exact;
        }
    }

    private void mask(LoweredNode node, Comparison comparison) {
        double[] a = reals[node.operand(0).id()];
        double[] b = reals[node.operand(1).id()];
        for (int i = 0; i < count; i++) {
            bits[node.id()][i] = comparison.of(a[i], b[i]) ? 1 : 0;
        }
    }

    private void integer(LoweredNode node, BitsOperation operation) {
        long width = f32 ? 0xffffffffL : -1L;
        long[] a = bits[node.operand(0).id()];
        long[] b = bits[
                node.operands().size() > 1
                        ? node.operand(1).id()
                        : node.operand(0).id()];
        for (int i = 0; i < count; i++) {
            bits[node.id()][i] = operation.of(a[i], b[i]) & width;
        }
    }
}
