package dev.antipode.core.kernel;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the straight-line code of one chunk. A value goes to a local variable, or stays on the operand stack where the
 * next operation takes it first; local variables are reused after the last use.
 */
final class ChunkWriter {
    private final CodeBuilder code;
    private final Emitter emitter;
    private final ChunkedProgram program;
    private final Frame frame;
    private final Map<LoweredNode, Integer> usesLeft = new HashMap<>();
    private final Map<LoweredNode, Integer> locals = new HashMap<>();
    private final Deque<Integer> freeSingles = new ArrayDeque<>();
    private final Deque<Integer> freeDoubles = new ArrayDeque<>();
    private LoweredNode onStack;

    /**
     * The local variables that a chunk is given.
     *
     * @param block the memory segment
     * @param base offset of the current lanes in row 0
     * @param stride the row stride
     * @param scratch the offset of slot 0
     * @param shared the offset of the current lanes in row 0 of the second tile
     */
    record Frame(int block, int base, int stride, int scratch, int shared) {}

    ChunkWriter(CodeBuilder code, Emitter emitter, ChunkedProgram program, Frame frame) {
        this.code = code;
        this.emitter = emitter;
        this.program = program;
        this.frame = frame;
    }

    void write(Chunk chunk) {
        List<Step> steps = chunk.steps();
        for (Step step : steps) {
            if (step.isStore()) {
                usesLeft.merge(step.node(), 1, Integer::sum);
            } else {
                step.node().operands().forEach(operand -> usesLeft.merge(operand, 1, Integer::sum));
            }
        }
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (step.isStore()) {
                store(step.node(), () -> row(step.row()));
            } else {
                compute(step.node(), i + 1 < steps.size() ? steps.get(i + 1) : null);
            }
        }
    }

    private void compute(LoweredNode node, Step next) {
        if (node.op() == LoweredOp.INPUT) {
            input(node);
        } else {
            emitter.operation(code, node, i -> push(node.operand(i)));
        }
        ChunkedProgram.Home home = program.home(node);
        boolean spill = home != null && home.slot() >= 0;
        int uses = usesLeft.getOrDefault(node, 0);
        if (!spill && uses == 1 && takesFirst(next, node)) {
            onStack = node;
            return;
        }
        keep(node);
        if (spill) {
            usesLeft.merge(node, 1, Integer::sum);
            store(node, () -> slot(home.slot()));
        }
    }

    private boolean takesFirst(Step next, LoweredNode node) {
        return next != null
                && !next.isStore()
                && next.node().op().arity() > 0
                && next.node().operand(emitter.firstPushed(next.node().op())) == node;
    }

    private void store(LoweredNode node, Runnable offset) {
        emitter.store(code, node.type(), frame.block(), offset, () -> push(node));
    }

    /** Pushes a value for one of its uses: from the stack, its local variable, memory, or as a constant. */
    private void push(LoweredNode node) {
        if (onStack == node) {
            onStack = null;
            usesLeft.merge(node, -1, Integer::sum);
            return;
        }
        Integer local = locals.get(node);
        int left = usesLeft.merge(node, -1, Integer::sum);
        TypeKind kind = emitter.kind(node.type());
        if (local != null) {
            code.loadLocal(kind, local);
            if (left == 0) {
                locals.remove(node);
                free(kind).push(local);
            }
            return;
        }
        fetch(node);
        if (left > 0 && (node.op() == LoweredOp.INPUT || node.op().arity() > 0 || emitter.keepsConstants())) {
            if (kind.slotSize() == 2) {
                code.dup2();
            } else {
                code.dup();
            }
            keep(node);
        }
    }

    private void fetch(LoweredNode node) {
        ChunkedProgram.Home home = program.home(node);
        if (home != null) {
            emitter.load(code, node.type(), frame.block(), () -> {
                if (home.slot() >= 0) {
                    slot(home.slot());
                } else {
                    row(home.outputRow());
                }
            });
        } else if (node.op() == LoweredOp.INPUT) {
            input(node);
        } else {
            emitter.constant(code, node);
        }
    }

    private void input(LoweredNode node) {
        if (!program.isShared(node)) {
            emitter.load(code, node.type(), frame.block(), () -> row(program.inputRow(node)));
            return;
        }
        Runnable offset = () -> {
            code.lload(frame.shared());
            if (program.sharedOffset(node) > 0) {
                code.loadConstant(program.sharedOffset(node)).ladd();
            }
        };
        if (program.shared().broadcast()) {
            emitter.loadBroadcast(code, frame.block(), offset);
        } else {
            emitter.load(code, node.type(), frame.block(), offset);
        }
    }

    private void keep(LoweredNode node) {
        TypeKind kind = emitter.kind(node.type());
        Deque<Integer> free = free(kind);
        int local = free.isEmpty() ? code.allocateLocal(kind) : free.pop();
        locals.put(node, local);
        code.storeLocal(kind, local);
    }

    private Deque<Integer> free(TypeKind kind) {
        return kind.slotSize() == 2 ? freeDoubles : freeSingles;
    }

    private void row(int row) {
        code.lload(frame.base());
        if (row > 0 && emitter.rowStrideBytes() > 0) {
            code.loadConstant(row * emitter.rowStrideBytes()).ladd();
        } else if (row > 0) {
            code.lload(frame.stride());
            if (row > 1) {
                code.loadConstant((long) row).lmul();
            }
            code.ladd();
        }
    }

    private void slot(int slot) {
        code.lload(frame.scratch());
        if (slot > 0) {
            code.loadConstant((long) slot * emitter.bytes()).ladd();
        }
    }
}
