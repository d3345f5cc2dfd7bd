package dev.antipode.core.kernel;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.antipode.core.memory.Precision;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.ByteOrder;
import java.util.function.IntConsumer;

/**
 * One vector of lanes at a time, by calls of the Vector API alone. Its methods are always inlined; a helper method of
 * our own that took or returned a vector would not be, and every call of it would allocate.
 */
final class VectorEmitter extends Emitter {
    private static final String INCUBATOR = "jdk.incubator.vector";
    private static final ClassDesc VECTOR = ClassDesc.of(INCUBATOR, "Vector");
    private static final ClassDesc SPECIES = ClassDesc.of(INCUBATOR, "VectorSpecies");
    private static final ClassDesc MASK = ClassDesc.of(INCUBATOR, "VectorMask");
    private static final ClassDesc OPERATORS = ClassDesc.of(INCUBATOR, "VectorOperators");
    private static final ClassDesc COMPARISON = OPERATORS.nested("Comparison");
    private static final ClassDesc BINARY = OPERATORS.nested("Binary");
    private static final ClassDesc ASSOCIATIVE = OPERATORS.nested("Associative");
    private static final ClassDesc LAYOUT = ClassDesc.of("java.lang.foreign.ValueLayout");
    private static final ClassDesc ORDER = ClassDesc.of("java.nio.ByteOrder");
    private static final MethodTypeDesc MASK_BINARY = MethodTypeDesc.of(MASK, MASK);

    private final int lanes;
    private final long rowStrideBytes;
    private final String speciesField;
    private final ClassDesc real;
    private final ClassDesc bits;
    private final ClassDesc element;
    private final ClassDesc bitsElement;
    private final MethodTypeDesc unary;
    private final MethodTypeDesc binary;

    /** @param vectorBits the vector shape: 64, 128, 256 or 512; the same for every kernel of a JVM */
    VectorEmitter(Precision precision, int vectorBits) {
        this(precision, vectorBits, 0);
    }

    /** @param rowStrideBytes the one row stride that the code is for, or 0; constant addresses save up to a tenth of the time */
    VectorEmitter(Precision precision, int vectorBits, long rowStrideBytes) {
        super(precision);
        this.rowStrideBytes = rowStrideBytes;
        this.lanes = vectorBits / (8 * precision.bytes());
        this.speciesField = "SPECIES_" + vectorBits;
        this.real = ClassDesc.of(INCUBATOR, f32() ? "FloatVector" : "DoubleVector");
        this.bits = ClassDesc.of(INCUBATOR, f32() ? "IntVector" : "LongVector");
        this.element = f32() ? ConstantDescs.CD_float : ConstantDescs.CD_double;
        this.bitsElement = f32() ? CD_int : CD_long;
        this.unary = MethodTypeDesc.of(real);
        this.binary = MethodTypeDesc.of(real, VECTOR);
    }

    @Override
    long rowStrideBytes() {
        return rowStrideBytes;
    }

    @Override
    int lanes() {
        return lanes;
    }

    @Override
    TypeKind kind(LoweredType type) {
        return TypeKind.REFERENCE;
    }

    @Override
    boolean keepsConstants() {
        return true;
    }

    @Override
    int firstPushed(LoweredOp op) {
        return op == LoweredOp.SELECT ? 2 : 0;
    }

    @Override
    void constant(CodeBuilder code, LoweredNode node) {
        boolean isReal = node.isConstant();
        ClassDesc vector = isReal ? real : bits;
        code.getstatic(vector, speciesField, SPECIES);
        if (isReal && f32()) {
            code.loadConstant((float) node.constant());
        } else if (isReal) {
            code.loadConstant(node.constant());
        } else if (f32()) {
            code.loadConstant((int) node.bits());
        } else {
            code.loadConstant(node.bits());
        }
        broadcast(code, vector, isReal ? element : bitsElement);
    }

    private static void broadcast(CodeBuilder code, ClassDesc vector, ClassDesc element) {
        code.invokestatic(vector, "broadcast", MethodTypeDesc.of(vector, SPECIES, element));
    }

    private void broadcast(CodeBuilder code, int value) {
        code.getstatic(real, speciesField, SPECIES);
        if (f32()) {
            code.loadConstant((float) value);
        } else {
            code.loadConstant((double) value);
        }
        broadcast(code, real, element);
    }

    @Override
    void operation(CodeBuilder code, LoweredNode node, IntConsumer push) {
        push.accept(firstPushed(node.op()));
        switch (node.op()) {
            case ADD -> binary(code, "add", push);
            case SUB -> binary(code, "sub", push);
            case MUL -> binary(code, "mul", push);
            case DIV -> binary(code, "div", push);
            case NEG -> code.invokevirtual(real, "neg", unary);
            case ABS -> code.invokevirtual(real, "abs", unary);
            case SQRT -> code.invokevirtual(real, "sqrt", unary);
            case FMA -> {
                push.accept(1);
                push.accept(2);
                code.invokevirtual(real, "fma", MethodTypeDesc.of(real, VECTOR, VECTOR));
            }
            case LT, LE, EQ -> {
                code.getstatic(OPERATORS, node.op().name(), COMPARISON);
                push.accept(1);
                compare(code);
            }
            case MASK_AND, MASK_OR -> {
                push.accept(1);
                code.invokevirtual(MASK, node.op() == LoweredOp.MASK_AND ? "and" : "or", MASK_BINARY);
            }
            case MASK_NOT -> code.invokevirtual(MASK, "not", MethodTypeDesc.of(MASK));
            case SELECT -> {
                push.accept(1);
                push.accept(0);
                blend(code);
            }
            case BITS_OF ->
                code.invokevirtual(real, f32() ? "reinterpretAsInts" : "reinterpretAsLongs", MethodTypeDesc.of(bits));
            case FROM_BITS ->
                code.invokevirtual(
                        bits, f32() ? "reinterpretAsFloats" : "reinterpretAsDoubles", MethodTypeDesc.of(real));
            case BITS_AND -> lanewise(code, "AND", ASSOCIATIVE, push);
            case BITS_OR -> lanewise(code, "OR", ASSOCIATIVE, push);
            case BITS_XOR -> lanewise(code, "XOR", ASSOCIATIVE, push);
            case BITS_ADD -> lanewise(code, "ADD", ASSOCIATIVE, push);
            case BITS_SUB -> lanewise(code, "SUB", BINARY, push);
            case BITS_NOT -> code.invokevirtual(bits, "not", MethodTypeDesc.of(bits));
            case SHIFT_LEFT -> shift(code, "LSHL", node.shift());
            case SHIFT_RIGHT -> shift(code, "LSHR", node.shift());
            case INPUT, CONSTANT, BITS_CONSTANT -> throw new AssertionError(node.op());
        }
    }

    private void binary(CodeBuilder code, String method, IntConsumer push) {
        push.accept(1);
        code.invokevirtual(real, method, binary);
    }

    private void compare(CodeBuilder code) {
        code.invokevirtual(real, "compare", MethodTypeDesc.of(MASK, COMPARISON, VECTOR));
    }

    private void blend(CodeBuilder code) {
        code.invokevirtual(real, "blend", MethodTypeDesc.of(real, VECTOR, MASK));
    }

    private void lanewise(CodeBuilder code, String operator, ClassDesc operatorType, IntConsumer push) {
        code.getstatic(OPERATORS, operator, operatorType);
        push.accept(1);
        code.invokevirtual(bits, "lanewise", MethodTypeDesc.of(bits, BINARY, VECTOR));
    }

    private void shift(CodeBuilder code, String operator, int distance) {
        code.getstatic(OPERATORS, operator, BINARY);
        if (f32()) {
            code.loadConstant(distance);
        } else {
            code.loadConstant((long) distance);
        }
        code.invokevirtual(bits, "lanewise", MethodTypeDesc.of(bits, BINARY, bitsElement));
    }

    @Override
    void load(CodeBuilder code, LoweredType type, int block, Runnable pushOffset) {
        ClassDesc vector = type == LoweredType.BITS ? bits : real;
        code.getstatic(vector, speciesField, SPECIES);
        code.aload(block);
        pushOffset.run();
        nativeOrder(code);
        code.invokestatic(vector, "fromMemorySegment", MethodTypeDesc.of(vector, SPECIES, SEGMENT, CD_long, ORDER));
        if (type == LoweredType.MASK) {
            code.getstatic(OPERATORS, "EQ", COMPARISON);
            broadcast(code, 1);
            compare(code);
        }
    }

    @Override
    void loadBroadcast(CodeBuilder code, int block, Runnable pushOffset) {
        ClassDesc layout = LAYOUT.nested(f32() ? "OfFloat" : "OfDouble");
        code.getstatic(real, speciesField, SPECIES);
        code.aload(block);
        code.getstatic(LAYOUT, f32() ? "JAVA_FLOAT" : "JAVA_DOUBLE", layout);
        pushOffset.run();
        code.invokeinterface(SEGMENT, "get", MethodTypeDesc.of(element, layout, CD_long));
        broadcast(code, real, element);
    }

    @Override
    void store(CodeBuilder code, LoweredType type, int block, Runnable pushOffset, Runnable pushValue) {
        if (type == LoweredType.MASK) {
            broadcast(code, 0);
            broadcast(code, 1);
            pushValue.run();
            blend(code);
        } else {
            pushValue.run();
        }
        code.aload(block);
        pushOffset.run();
        nativeOrder(code);
        code.invokevirtual(
                type == LoweredType.BITS ? bits : real,
                "intoMemorySegment",
                MethodTypeDesc.of(CD_void, SEGMENT, CD_long, ORDER));
    }

    /** The field, not {@link ByteOrder#nativeOrder()}: the fewer calls to inline, the better. */
    private static void nativeOrder(CodeBuilder code) {
        boolean little = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
        code.getstatic(ORDER, little ? "LITTLE_ENDIAN" : "BIG_ENDIAN", ORDER);
    }
}
