package dev.antipode.core.simd;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/**
 * Writes the bodies of {@link DenseDriver}: accumulators start at the biases and stay in registers while one loop runs
 * over the inputs.
 */
final class DenseCode {
    /** What the loop over the inputs needs comes first, in registers. */
    static final MethodTypeDesc TILE = MethodTypeDesc.of(
            ConstantDescs.CD_void,
            SimdCode.SEGMENT,
            ConstantDescs.CD_long,
            ConstantDescs.CD_long,
            ConstantDescs.CD_long,
            ConstantDescs.CD_long,
            ConstantDescs.CD_int,
            ConstantDescs.CD_long,
            ConstantDescs.CD_long);

    static final MethodTypeDesc UNITS = MethodTypeDesc.of(
            ConstantDescs.CD_void,
            SimdCode.SEGMENT,
            ConstantDescs.CD_long,
            ConstantDescs.CD_long,
            ConstantDescs.CD_long,
            ConstantDescs.CD_long,
            ConstantDescs.CD_long,
            ConstantDescs.CD_int);

    private static final int SEGMENT = 1;
    private static final int X = 2;
    private static final int Y = 4;

    // Local variables of a tile after its parameters: the slice in use, and the offset 0 of everything in it.
    private static final int SLICE = 15;
    private static final int ZERO = 16;

    private final SimdCode element;
    private final boolean fused;
    private final boolean slices;

    /** @param slices whether the bounds of what a tile reads are checked once a row, by {@link SimdCode#slice} */
    DenseCode(SimdCode element, boolean fused, boolean slices) {
        this.element = element;
        this.fused = fused;
        this.slices = slices;
    }

    /** {@code outputs} by {@code vectors} accumulators; inputs are vectors of lanes, weights are broadcast. */
    void tile(CodeBuilder code, int outputs, int vectors) {
        int rowStride = 4;
        int weights = 6;
        int weightStride = 8;
        int inputs = 10;
        int output = 11;
        int bias = 13;
        int counter = 18;
        int weight = 19;
        int input = 20;
        int sums = input + vectors;
        int memory = slices ? SLICE : SEGMENT;
        code.lconst_0().lstore(ZERO);
        int row = row(code, bias, elementBytes(outputs));
        for (int o = 0; o < outputs; o++) {
            for (int v = 0; v < vectors; v++) {
                broadcast(code, memory, row, o);
                code.astore(sums + o * vectors + v);
            }
        }
        Label end = code.newLabel();
        Label top = head(code, counter, inputs, end);
        row = row(code, X, vectorBytes(vectors));
        for (int v = 0; v < vectors; v++) {
            element.load(code, memory, row, vectorBytes(v));
            code.astore(input + v);
        }
        row = row(code, weights, elementBytes(outputs));
        for (int o = 0; o < outputs; o++) {
            broadcast(code, memory, row, o);
            code.astore(weight);
            for (int v = 0; v < vectors; v++) {
                code.aload(weight).aload(input + v);
                multiplyAdd(code, sums + o * vectors + v);
            }
        }
        advance(code, X, rowStride);
        advance(code, weights, weightStride);
        tail(code, counter, top, end);
        for (int o = 0; o < outputs; o++) {
            for (int v = 0; v < vectors; v++) {
                code.aload(sums + o * vectors + v);
                element.store(code, SEGMENT, output, vectorBytes(v));
            }
            advance(code, output, rowStride);
        }
        code.return_();
    }

    /** One sample: {@code vectors} of outputs; weights are vectors, inputs are broadcast. */
    void units(CodeBuilder code, int vectors) {
        int bias = 6;
        int weights = 8;
        int weightStride = 10;
        int inputs = 12;
        int counter = 13;
        int input = 14;
        int sums = 15;
        for (int v = 0; v < vectors; v++) {
            element.load(code, SEGMENT, bias, vectorBytes(v));
            code.astore(sums + v);
        }
        Label end = code.newLabel();
        Label top = head(code, counter, inputs, end);
        broadcast(code, SEGMENT, X, 0);
        code.astore(input);
        for (int v = 0; v < vectors; v++) {
            element.load(code, SEGMENT, weights, vectorBytes(v));
            code.aload(input);
            multiplyAdd(code, sums + v);
        }
        nextInput(code);
        advance(code, weights, weightStride);
        tail(code, counter, top, end);
        for (int v = 0; v < vectors; v++) {
            code.aload(sums + v);
            element.store(code, SEGMENT, Y, vectorBytes(v));
        }
        code.return_();
    }

    /** One sample: {@code outputs} that do not fill a vector, in scalar registers. */
    void scalars(CodeBuilder code, int outputs) {
        int bias = 6;
        int weights = 8;
        int weightStride = 10;
        int inputs = 12;
        int counter = 13;
        int input = 14;
        int sums = 16;
        for (int o = 0; o < outputs; o++) {
            element.loadScalar(code, SEGMENT, bias, elementBytes(o));
            code.storeLocal(element.kind(), sums + 2 * o);
        }
        Label end = code.newLabel();
        Label top = head(code, counter, inputs, end);
        element.loadScalar(code, SEGMENT, X, 0);
        code.storeLocal(element.kind(), input);
        for (int o = 0; o < outputs; o++) {
            element.loadScalar(code, SEGMENT, weights, elementBytes(o));
            code.loadLocal(element.kind(), input);
            element.scalarMultiplyAdd(code, sums + 2 * o, fused);
        }
        nextInput(code);
        advance(code, weights, weightStride);
        tail(code, counter, top, end);
        for (int o = 0; o < outputs; o++) {
            element.storeScalar(code, sums + 2 * o, SEGMENT, Y, elementBytes(o));
        }
        code.return_();
    }

    /** Where bytes that a tile reads start: in the block, or in a slice of it that is made here. */
    private int row(CodeBuilder code, int offset, long bytes) {
        if (!slices) {
            return offset;
        }
        SimdCode.slice(code, SEGMENT, offset, bytes, SLICE);
        return ZERO;
    }

    private void broadcast(CodeBuilder code, int segment, int offset, int index) {
        element.species(code);
        element.loadScalar(code, segment, offset, elementBytes(index));
        element.broadcast(code);
    }

    /** Adds the product of the two vectors on the stack to a sum. */
    private void multiplyAdd(CodeBuilder code, int sum) {
        if (fused) {
            code.aload(sum);
            element.fma(code);
        } else {
            element.mul(code);
            code.aload(sum);
            element.add(code);
        }
        code.astore(sum);
    }

    private static Label head(CodeBuilder code, int counter, int inputs, Label end) {
        code.iconst_0().istore(counter);
        Label top = code.newBoundLabel();
        code.iload(counter).iload(inputs).if_icmpge(end);
        return top;
    }

    private static void tail(CodeBuilder code, int counter, Label top, Label end) {
        code.iinc(counter, 1).goto_(top).labelBinding(end);
    }

    private static void advance(CodeBuilder code, int offset, int stride) {
        code.lload(offset).lload(stride).ladd().lstore(offset);
    }

    private void nextInput(CodeBuilder code) {
        code.lload(X).loadConstant((long) element.elementBytes()).ladd().lstore(X);
    }

    private long vectorBytes(int vectors) {
        return (long) vectors * element.vectorBytes();
    }

    private long elementBytes(int elements) {
        return (long) elements * element.elementBytes();
    }
}
