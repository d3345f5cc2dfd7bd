package dev.antipode.core.simd;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Writes calls of the Vector API into generated methods, for vectors of one element type in the JVM's one shape.
 * Only methods of the JDK are called: a helper of our own that takes or returns a vector would not be inlined reliably.
 */
enum SimdCode {
    INT(IntVector.class, TypeKind.INT, ValueLayout.OfInt.class, "JAVA_INT", int.class),
    FLOAT(FloatVector.class, TypeKind.FLOAT, ValueLayout.OfFloat.class, "JAVA_FLOAT", float.class),
    DOUBLE(DoubleVector.class, TypeKind.DOUBLE, ValueLayout.OfDouble.class, "JAVA_DOUBLE", double.class);

    static final ClassDesc SEGMENT = desc(MemorySegment.class);
    private static final ClassDesc SPECIES = desc(VectorSpecies.class);
    private static final ClassDesc VECTOR = desc(Vector.class);
    private static final ClassDesc BYTE_ORDER = desc(ByteOrder.class);
    private static final ClassDesc OPERATORS = desc(VectorOperators.class);
    private static final ClassDesc BINARY = desc(VectorOperators.Binary.class);
    private static final ClassDesc ASSOCIATIVE = desc(VectorOperators.Associative.class);
    private static final ClassDesc CONVERSION = desc(VectorOperators.Conversion.class);

    private final ClassDesc vector;
    private final TypeKind element;
    private final ClassDesc primitive;
    private final ClassDesc layout;
    private final String layoutName;
    private final int bits;
    private final int lanes;

    SimdCode(Class<?> vector, TypeKind element, Class<?> layout, String layoutName, Class<?> lane) {
        this.vector = desc(vector);
        this.element = element;
        this.primitive = element.upperBound();
        this.layout = desc(layout);
        this.layoutName = layoutName;
        this.bits = new VectorShapeOfJvm().getAsInt();
        this.lanes = VectorSpecies.of(lane, VectorShape.forBitSize(bits)).length();
    }

    /** Lanes of one vector. */
    int lanes() {
        return lanes;
    }

    /** Bytes of one vector, the same for every element type. */
    int vectorBytes() {
        return bits / Byte.SIZE;
    }

    TypeKind kind() {
        return element;
    }

    int elementBytes() {
        return vectorBytes() / lanes;
    }

    /** Pushes the address {@code local + displacement}. */
    static void address(CodeBuilder code, int local, long displacement) {
        code.lload(local);
        if (displacement != 0) {
            code.loadConstant(displacement).ladd();
        }
    }

    /**
     * Keeps {@code segment[local]} and the bytes after it as a segment of its own. Its bounds are checked once, instead of at
     * every access; accesses at constant offsets need no check, and the compiler leaves the object out.
     */
    static void slice(CodeBuilder code, int segment, int local, long bytes, int slice) {
        code.aload(segment).lload(local).loadConstant(bytes);
        code.invokeinterface(
                SEGMENT, "asSlice", MethodTypeDesc.of(SEGMENT, ConstantDescs.CD_long, ConstantDescs.CD_long));
        code.astore(slice);
    }

    /** Pushes the vector at {@code segment[local + displacement]}. */
    void load(CodeBuilder code, int segment, int local, long displacement) {
        species(code);
        code.aload(segment);
        address(code, local, displacement);
        order(code);
        code.invokestatic(
                vector,
                "fromMemorySegment",
                MethodTypeDesc.of(vector, SPECIES, SEGMENT, ConstantDescs.CD_long, BYTE_ORDER));
    }

    /** Stores the vector on the stack to {@code segment[local + displacement]}. */
    void store(CodeBuilder code, int segment, int local, long displacement) {
        code.aload(segment);
        address(code, local, displacement);
        order(code);
        code.invokevirtual(
                vector,
                "intoMemorySegment",
                MethodTypeDesc.of(ConstantDescs.CD_void, SEGMENT, ConstantDescs.CD_long, BYTE_ORDER));
    }

    /** Pushes the number at {@code segment[local + displacement]}. */
    void loadScalar(CodeBuilder code, int segment, int local, long displacement) {
        code.aload(segment);
        code.getstatic(desc(ValueLayout.class), layoutName, layout);
        address(code, local, displacement);
        code.invokeinterface(SEGMENT, "get", MethodTypeDesc.of(primitive, layout, ConstantDescs.CD_long));
    }

    /** Stores the number in a local variable to {@code segment[local + displacement]}. */
    void storeScalar(CodeBuilder code, int value, int segment, int local, long displacement) {
        code.aload(segment);
        code.getstatic(desc(ValueLayout.class), layoutName, layout);
        address(code, local, displacement);
        code.loadLocal(element, value);
        code.invokeinterface(
                SEGMENT, "set", MethodTypeDesc.of(ConstantDescs.CD_void, layout, ConstantDescs.CD_long, primitive));
    }

    /** Pushes the species, which {@link #broadcast} and {@link #load} take first. */
    void species(CodeBuilder code) {
        code.getstatic(vector, "SPECIES_" + bits, SPECIES);
    }

    /** Replaces species and number on the stack by a vector of that number. */
    void broadcast(CodeBuilder code) {
        code.invokestatic(vector, "broadcast", MethodTypeDesc.of(vector, SPECIES, primitive));
    }

    /** Pushes a vector of one constant. */
    void constant(CodeBuilder code, double value) {
        species(code);
        switch (this) {
            case INT -> code.loadConstant((int) value);
            case FLOAT -> code.loadConstant((float) value);
            case DOUBLE -> code.loadConstant(value);
        }
        broadcast(code);
    }

    /** Two vectors to their sum. */
    void add(CodeBuilder code) {
        code.invokevirtual(vector, "add", MethodTypeDesc.of(vector, VECTOR));
    }

    /** Two vectors to their product. */
    void mul(CodeBuilder code) {
        code.invokevirtual(vector, "mul", MethodTypeDesc.of(vector, VECTOR));
    }

    /** Vectors a, b, c to {@code a * b + c} with one rounding. */
    void fma(CodeBuilder code) {
        code.invokevirtual(vector, "fma", MethodTypeDesc.of(vector, VECTOR, VECTOR));
    }

    /** Adds the product of the two numbers on the stack to the number in a local variable. */
    void scalarMultiplyAdd(CodeBuilder code, int sum, boolean fused) {
        if (fused) {
            code.loadLocal(element, sum);
            code.invokestatic(desc(Math.class), "fma", MethodTypeDesc.of(primitive, primitive, primitive, primitive));
        } else if (this == FLOAT) {
            code.fmul().fload(sum).fadd();
        } else {
            code.dmul().dload(sum).dadd();
        }
        code.storeLocal(element, sum);
    }

    /** Vector a with vector on the stack before it: exclusive or. */
    void xor(CodeBuilder code, int other) {
        code.getstatic(OPERATORS, "XOR", ASSOCIATIVE);
        code.aload(other);
        code.invokevirtual(vector, "lanewise", MethodTypeDesc.of(vector, BINARY, VECTOR));
    }

    /** The vector on the stack rotated left or shifted right by a constant: {@code ROL} or {@code LSHR}. */
    void shift(CodeBuilder code, String operator, int distance) {
        code.getstatic(OPERATORS, operator, BINARY);
        code.loadConstant(distance);
        code.invokevirtual(vector, "lanewise", MethodTypeDesc.of(vector, BINARY, ConstantDescs.CD_int));
    }

    /** The vector on the stack converted lane by lane to another type; {@code part} says which lanes where it widens. */
    void convert(CodeBuilder code, String conversion, int part, SimdCode to) {
        code.getstatic(OPERATORS, conversion, CONVERSION);
        code.loadConstant(part);
        code.invokevirtual(vector, "convert", MethodTypeDesc.of(VECTOR, CONVERSION, ConstantDescs.CD_int));
        code.checkcast(to.vector);
    }

    private static void order(CodeBuilder code) {
        code.invokestatic(BYTE_ORDER, "nativeOrder", MethodTypeDesc.of(BYTE_ORDER));
    }

    static ClassDesc desc(Class<?> type) {
        return type.describeConstable().orElseThrow();
    }
}
