package dev.antipode.core.lift;

import java.lang.classfile.Opcode;

/** The arithmetic of ints, longs and floats, all known while lifting. */
final class KnownArithmetic {
    private KnownArithmetic() {}

    static Value operate(Opcode opcode, Frame frame) {
        try {
            return switch (opcode) {
                case INEG -> new Value.Int(-frame.popInt());
                case LNEG -> new Value.Long64(-frame.popLong());
                case FNEG -> new Value.Single(-frame.popFloat());
                case IADD, ISUB, IMUL, IDIV, IREM, IAND, IOR, IXOR, ISHL, ISHR, IUSHR -> ints(opcode, frame);
                case LSHL, LSHR, LUSHR -> shifts(opcode, frame);
                case LADD, LSUB, LMUL, LDIV, LREM, LAND, LOR, LXOR, LCMP -> longs(opcode, frame);
                case FADD, FSUB, FMUL, FDIV, FREM, FCMPL, FCMPG -> floats(opcode, frame);
                default -> throw new Refusal("the instruction " + opcode + " is not supported");
            };
        } catch (ArithmeticException e) {
            throw new Refusal("an integer is divided by zero", null, e);
        }
    }

    private static Value ints(Opcode opcode, Frame frame) {
        int b = frame.popInt();
        int a = frame.popInt();
        return new Value.Int(
                switch (opcode) {
                    case IADD -> a + b;
                    case ISUB -> a - b;
                    case IMUL -> a * b;
                    case IDIV -> a / b;
                    case IREM -> a % b;
                    case IAND -> a & b;
                    case IOR -> a | b;
                    case IXOR -> a ^ b;
                    case ISHL -> a << b;
                    case ISHR -> a >> b;
                    default -> a >>> b;
                });
    }

    private static Value shifts(Opcode opcode, Frame frame) {
        int b = frame.popInt();
        long a = frame.popLong();
        return new Value.Long64(
                switch (opcode) {
                    case LSHL -> a << b;
                    case LSHR -> a >> b;
                    default -> a >>> b;
                });
    }

    private static Value longs(Opcode opcode, Frame frame) {
        long b = frame.popLong();
        long a = frame.popLong();
        if (opcode == Opcode.LCMP) {
            return new Value.Int(Long.compare(a, b));
        }
        return new Value.Long64(
                switch (opcode) {
                    case LADD -> a + b;
                    case LSUB -> a - b;
                    case LMUL -> a * b;
                    case LDIV -> a / b;
                    case LREM -> a % b;
                    case LAND -> a & b;
                    case LOR -> a | b;
                    default -> a ^ b;
                });
    }

    private static Value floats(Opcode opcode, Frame frame) {
        float b = frame.popFloat();
        float a = frame.popFloat();
        return switch (opcode) {
            case FCMPL -> new Value.Int(a < b ? -1 : a > b ? 1 : a == b ? 0 : -1);
            case FCMPG -> new Value.Int(a < b ? -1 : a > b ? 1 : a == b ? 0 : 1);
            case FADD -> new Value.Single(a + b);
            case FSUB -> new Value.Single(a - b);
            case FMUL -> new Value.Single(a * b);
            case FDIV -> new Value.Single(a / b);
            default -> new Value.Single(a % b);
        };
    }
}
