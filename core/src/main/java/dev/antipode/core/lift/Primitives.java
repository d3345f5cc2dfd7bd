package dev.antipode.core.lift;

import java.lang.classfile.TypeKind;

/** The Java types of primitive kinds. */
final class Primitives {
    private Primitives() {}

    static Class<?> type(TypeKind kind) {
        return switch (kind) {
            case DOUBLE -> double.class;
            case FLOAT -> float.class;
            case LONG -> long.class;
            case INT -> int.class;
            case SHORT -> short.class;
            case BYTE -> byte.class;
            case CHAR -> char.class;
            case BOOLEAN -> boolean.class;
            case VOID -> void.class;
            case REFERENCE -> throw new IllegalArgumentException("a reference is not primitive");
        };
    }
}
