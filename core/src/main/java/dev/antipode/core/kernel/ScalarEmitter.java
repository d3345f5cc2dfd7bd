package dev.antipode.core.kernel;

import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.antipode.core.memory.Precision;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ConvertInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.function.IntConsumer;

/** One lane at a time in plain Java arithmetic: the specification of what the vector code must give. */
final class ScalarEmitter extends Emitter {
    private static final ClassDesc MATH = ClassDesc.of("java.lang.Math");
    private static final ClassDesc MEMORY = ClassDesc.of(LaneMemory.class.getName());

    private final ClassDesc real;
    private final ClassDesc bits;
    private final ClassDesc box;

    ScalarEmitter(Precision precision) {
        super(precision);
        this.real = f32() ? CD_float : CD_double;
        this.bits = f32() ? CD_int : CD_long;
        this.box = ClassDesc.of(f32() ? "java.lang.Float" : "java.lang.Double");
    }

    @Override
    int lanes() {
        return 1;
    }

    @Override
    TypeKind kind(LoweredType type) {
        return switch (type) {
            case REAL -> f32() ? TypeKind.FLOAT : TypeKind.DOUBLE;
            case BITS -> f32() ? TypeKind.INT : TypeKind.LONG;
            case MASK -> TypeKind.INT;
        };
    }

    @Override
    boolean keepsConstants() {
        return false;
    }

    @Override
    int firstPushed(LoweredOp op) {
        return op == LoweredOp.SELECT ? 1 : 0;
    }

    @Override
    void constant(CodeBuilder code, LoweredNode node) {
        if (node.isConstant()) {
            if (f32()) {
                code.loadConstant((float) node.constant());
            } else {
                code.loadConstant(node.constant());
            }
        } else if (f32()) {
            code.loadConstant((int) node.bits());
        } else {
            code.loadConstant(node.bits());
        }
    }

    @Override
    void operation(CodeBuilder code, LoweredNode node, IntConsumer push) {
        if (node.op() == LoweredOp.SELECT) {
            push.accept(1);
            push.accept(2);
            push.accept(0);
            code.ifThenElse(Opcode.IFNE, this::dropTop, this::dropBelowTop);
            return;
        }
        for (int i = 0; i < node.op().arity(); i++) {
            push.accept(i);
        }
        switch (node.op()) {
            case ADD -> pick(code, Opcode.FADD, Opcode.DADD);
            case SUB -> pick(code, Opcode.FSUB, Opcode.DSUB);
            case MUL -> pick(code, Opcode.FMUL, Opcode.DMUL);
            case DIV -> pick(code, Opcode.FDIV, Opcode.DDIV);
            case NEG -> pick(code, Opcode.FNEG, Opcode.DNEG);
            case ABS -> code.invokestatic(MATH, "abs", MethodTypeDesc.of(real, real));
            case FMA -> code.invokestatic(MATH, "fma", MethodTypeDesc.of(real, real, real, real));
            case SQRT -> squareRoot(code);
            case LT -> compare(code, Opcode.FCMPG, Opcode.DCMPG, Opcode.IFLT);
            case LE -> compare(code, Opcode.FCMPG, Opcode.DCMPG, Opcode.IFLE);
            case EQ -> compare(code, Opcode.FCMPL, Opcode.DCMPL, Opcode.IFEQ);
            case MASK_AND -> code.iand();
            case MASK_OR -> code.ior();
            case MASK_NOT -> code.iconst_1().ixor();
            case BITS_OF ->
                code.invokestatic(
                        box, f32() ? "floatToRawIntBits" : "doubleToRawLongBits", MethodTypeDesc.of(bits, real));
            case FROM_BITS ->
                code.invokestatic(box, f32() ? "intBitsToFloat" : "longBitsToDouble", MethodTypeDesc.of(real, bits));
            case BITS_AND -> pick(code, Opcode.IAND, Opcode.LAND);
            case BITS_OR -> pick(code, Opcode.IOR, Opcode.LOR);
            case BITS_XOR -> pick(code, Opcode.IXOR, Opcode.LXOR);
            case BITS_NOT -> {
                constantMinusOne(code);
                pick(code, Opcode.IXOR, Opcode.LXOR);
            }
            case BITS_ADD -> pick(code, Opcode.IADD, Opcode.LADD);
            case BITS_SUB -> pick(code, Opcode.ISUB, Opcode.LSUB);
            case SHIFT_LEFT -> {
                code.loadConstant(node.shift());
                pick(code, Opcode.ISHL, Opcode.LSHL);
            }
            case SHIFT_RIGHT -> {
                code.loadConstant(node.shift());
                pick(code, Opcode.IUSHR, Opcode.LUSHR);
            }
            case INPUT, CONSTANT, BITS_CONSTANT, SELECT -> throw new AssertionError(node.op());
        }
    }

    private void dropTop(CodeBuilder code) {
        if (f32()) {
            code.pop();
        } else {
            code.pop2();
        }
    }

    private void dropBelowTop(CodeBuilder code) {
        if (f32()) {
            code.swap().pop();
        } else {
            code.dup2_x2().pop2().pop2();
        }
    }

    private void constantMinusOne(CodeBuilder code) {
        if (f32()) {
            code.iconst_m1();
        } else {
            code.loadConstant(-1L);
        }
    }

    /** The root in double, rounded to float, is the correctly rounded float root: 53 bits are more than 2 * 24 + 2. */
    private void squareRoot(CodeBuilder code) {
        if (f32()) {
            code.f2d();
        }
        code.invokestatic(MATH, "sqrt", MethodTypeDesc.of(CD_double, CD_double));
        if (f32()) {
            code.d2f();
        }
    }

    private void compare(CodeBuilder code, Opcode single, Opcode wide, Opcode holds) {
        pick(code, single, wide);
        code.ifThenElse(holds, yes -> yes.iconst_1(), no -> no.iconst_0());
    }

    private void pick(CodeBuilder code, Opcode single, Opcode wide) {
        code.with(OperatorInstruction.of(f32() ? single : wide));
    }

    @Override
    void load(CodeBuilder code, LoweredType type, int block, Runnable pushOffset) {
        ClassDesc stored = type == LoweredType.BITS ? bits : real;
        code.aload(block);
        pushOffset.run();
        String name = stored.displayName();
        code.invokestatic(
                MEMORY,
                "get" + Character.toUpperCase(name.charAt(0)) + name.substring(1),
                MethodTypeDesc.of(stored, SEGMENT, CD_long));
        if (type == LoweredType.MASK) {
            code.with(ConvertInstruction.of(f32() ? Opcode.F2I : Opcode.D2I));
        }
    }

    @Override
    void loadBroadcast(CodeBuilder code, int block, Runnable pushOffset) {
        load(code, LoweredType.REAL, block, pushOffset);
    }

    @Override
    void store(CodeBuilder code, LoweredType type, int block, Runnable pushOffset, Runnable pushValue) {
        ClassDesc stored = type == LoweredType.BITS ? bits : real;
        code.aload(block);
        pushOffset.run();
        pushValue.run();
        if (type == LoweredType.MASK) {
            code.with(ConvertInstruction.of(f32() ? Opcode.I2F : Opcode.I2D));
        }
        code.invokestatic(MEMORY, "set", MethodTypeDesc.of(CD_void, SEGMENT, CD_long, stored));
    }
}
