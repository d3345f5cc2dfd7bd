package dev.antipode.core.kernel;

import dev.antipode.core.memory.Precision;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.util.function.IntConsumer;

/** Bytecode of single operations, for one lane or for one vector of lanes. */
abstract class Emitter {
    static final ClassDesc SEGMENT = ClassDesc.of("java.lang.foreign.MemorySegment");

    private final Precision precision;

    Emitter(Precision precision) {
        this.precision = precision;
    }

    final boolean f32() {
        return precision == Precision.F32;
    }

    /** The lanes that one pass through the chunks computes. */
    abstract int lanes();

    /** What a lane step adds to an offset, and the size of a scratch slot. */
    final int bytes() {
        return lanes() * precision.bytes();
    }

    /** The one row stride that the code is for, in bytes; 0 where it reads the stride that it is given. */
    long rowStrideBytes() {
        return 0;
    }

    /** What a local variable of this type holds. */
    abstract TypeKind kind(LoweredType type);

    /** Whether a constant used twice is better kept in a local variable. */
    abstract boolean keepsConstants();

    /** The operand that {@link #operation} pushes first. */
    abstract int firstPushed(LoweredOp op);

    /** Pushes a constant. */
    abstract void constant(CodeBuilder code, LoweredNode node);

    /** Pushes the operands and computes; for every operation that has operands. */
    abstract void operation(CodeBuilder code, LoweredNode node, IntConsumer pushOperand);

    /** Pushes what lies in memory; a mask lies there as 1 or 0. */
    abstract void load(CodeBuilder code, LoweredType type, int block, Runnable pushOffset);

    /** Pushes the one real number that lies in memory for all lanes. */
    abstract void loadBroadcast(CodeBuilder code, int block, Runnable pushOffset);

    /** Writes a value to memory. */
    abstract void store(CodeBuilder code, LoweredType type, int block, Runnable pushOffset, Runnable pushValue);
}
