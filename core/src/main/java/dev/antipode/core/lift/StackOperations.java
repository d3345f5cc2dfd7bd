package dev.antipode.core.lift;

import java.lang.classfile.Opcode;

/** The instructions that only move values on the stack; JVMS 25, 6.5, where a long or double counts as two words. */
final class StackOperations {
    private StackOperations() {}

    static void apply(Opcode opcode, Frame frame) {
        switch (opcode) {
            case POP -> frame.pop();
            case POP2 -> words(frame, 2);
            case DUP -> copy(frame, 1, 0);
            case DUP_X1 -> copy(frame, 1, 1);
            case DUP_X2 -> copy(frame, 1, 2);
            case DUP2 -> copy(frame, 2, 0);
            case DUP2_X1 -> copy(frame, 2, 1);
            case DUP2_X2 -> copy(frame, 2, 2);
            case SWAP -> {
                Value top = frame.pop();
                Value below = frame.pop();
                frame.push(top);
                frame.push(below);
            }
            default -> throw new IllegalStateException("not a stack instruction: " + opcode);
        }
    }

    /** Puts a copy of the topmost words below the words that follow them. */
    private static void copy(Frame frame, int words, int below) {
        Value[] top = words(frame, words);
        Value[] under = words(frame, below);
        push(frame, top);
        push(frame, under);
        push(frame, top);
    }

    /** Takes values of that many words; they come back in the order of the stack, the topmost last. */
    private static Value[] words(Frame frame, int words) {
        if (words == 0) {
            return new Value[0];
        }
        Value first = frame.pop();
        if (words == 1 || first.wide()) {
            return new Value[] {first};
        }
        return new Value[] {frame.pop(), first};
    }

    private static void push(Frame frame, Value[] values) {
        for (Value value : values) {
            frame.push(value);
        }
    }
}
