package dev.antipode.core.lift;

import dev.antipode.core.graph.Node;
import java.lang.classfile.Instruction;
import java.util.Arrays;

/** One call that is being executed: locals, operand stack (a wide value takes one entry) and the next instruction. */
final class Frame {
    private final MethodCode code;
    private final Value[] locals;
    private final Value[] stack;
    private int top;
    private int current;
    private int next;

    Frame(MethodCode code) {
        this.code = code;
        this.locals = new Value[code.maxLocals()];
        this.stack = new Value[code.maxStack() + 1];
    }

    /** Puts receiver and arguments where the method expects them. */
    void enter(Value[] arguments) {
        int slot = 0;
        for (Value argument : arguments) {
            locals[slot] = argument;
            slot += argument.wide() ? 2 : 1;
        }
    }

    MethodCode code() {
        return code;
    }

    /** Moves on to the next instruction and returns it. */
    Instruction advance() {
        current = next++;
        return code.instruction(current);
    }

    /** The index of the instruction that is being executed. */
    int current() {
        return current;
    }

    /** The index of the next instruction to execute, or {@code code().size()} behind the last. */
    int next() {
        return next;
    }

    void jump(int index) {
        next = index;
    }

    void push(Value value) {
        stack[top++] = value;
    }

    Value pop() {
        Value value = stack[--top];
        stack[top] = null;
        return value;
    }

    Value.Ref popRef() {
        return switch (pop()) {
            case Value.Ref ref -> ref;
            case Value.Conflict conflict -> throw conflict.refusal();
            case Value other -> throw new IllegalStateException("not a reference: " + other);
        };
    }

    Node popReal() {
        return switch (pop()) {
            case Value.Real(Node node) -> node;
            case Value.Conflict conflict -> throw conflict.refusal();
            case Value other -> throw new IllegalStateException("not a double: " + other);
        };
    }

    int popInt() {
        return switch (pop()) {
            case Value.Int(int value) -> value;
            case Value.Conflict conflict -> throw conflict.refusal();
            case Value.Mask _ ->
                throw new Refusal(
                        "a boolean or an int that depends on symbolic values is used as an integer",
                        "compute with doubles instead");
            case Value.Comparison _ ->
                throw new Refusal("the result of comparing symbolic values is used as an integer");
            case Value other -> throw new IllegalStateException("not an int: " + other);
        };
    }

    long popLong() {
        return switch (pop()) {
            case Value.Long64(long value) -> value;
            case Value.Conflict conflict -> throw conflict.refusal();
            case Value other -> throw new IllegalStateException("not a long: " + other);
        };
    }

    float popFloat() {
        return switch (pop()) {
            case Value.Single(float value) -> value;
            case Value.Conflict conflict -> throw conflict.refusal();
            case Value other -> throw new IllegalStateException("not a float: " + other);
        };
    }

    Value local(int slot) {
        return switch (locals[slot]) {
            case Value.Conflict conflict -> throw conflict.refusal();
            case Value value -> value;
        };
    }

    void local(int slot, Value value) {
        locals[slot] = value;
    }

    Value[] locals() {
        return locals.clone();
    }

    Value[] stack() {
        return Arrays.copyOf(stack, top);
    }

    void restore(Value[] savedLocals, Value[] savedStack) {
        System.arraycopy(savedLocals, 0, locals, 0, locals.length);
        Arrays.fill(stack, null);
        System.arraycopy(savedStack, 0, stack, 0, savedStack.length);
        top = savedStack.length;
    }

    /** Whether locals and stack are still the very same values. */
    boolean unchanged(Value[] savedLocals, Value[] savedStack) {
        if (top != savedStack.length) {
            return false;
        }
        for (int i = 0; i < locals.length; i++) {
            if (!Value.same(locals[i], savedLocals[i])) {
                return false;
            }
        }
        for (int i = 0; i < top; i++) {
            if (!Value.same(stack[i], savedStack[i])) {
                return false;
            }
        }
        return true;
    }
}
