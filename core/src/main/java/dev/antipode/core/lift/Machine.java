package dev.antipode.core.lift;

import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Executes a method symbolically: the frames of the calls, and the forks of the symbolic conditions, both on stacks of
 * their own, so that neither deep calls nor long loops run out of the JVM's.
 */
final class Machine {
    /** More than any plant needs; a loop that does not end gets here in well under a minute. */
    static final int MAX_STEPS = 5_000_000;

    /** About ten times what the largest kernels are made of, in about 100 megabytes. */
    static final int MAX_NODES = 400_000;

    static final int MAX_DEPTH = 200;
    /** How often one branch may be open within itself: a loop left on a symbolic condition nests once a pass. */
    static final int MAX_OPEN = 1000;

    private final GraphBuilder graph;
    private final List<Fork> forks = new ArrayList<>();
    private final List<Frame> frames = new ArrayList<>();
    private final Heap heap;
    private final Interpreter interpreter;
    private long answered;
    private Value result;

    Machine(GraphBuilder graph, ClassFiles classes) {
        this.graph = graph;
        this.heap = new Heap(graph, forks);
        this.interpreter = new Interpreter(graph, heap, new Calls(graph, classes, heap, this), this);
    }

    Heap heap() {
        return heap;
    }

    /** What the method returns; null for void. */
    Value run(MethodCode code, Value[] arguments) {
        int before = graph.size();
        try {
            call(code, arguments);
            for (int steps = 0; !frames.isEmpty(); steps++) {
                if (steps > MAX_STEPS) {
                    throw new Refusal(
                            "a loop or recursion does not end within " + MAX_STEPS + " instructions while lifting",
                            "give it a fixed, smaller number of passes");
                }
                if (graph.size() - before > MAX_NODES) {
                    throw new Refusal(
                            "the graph of the method has more than " + MAX_NODES + " nodes",
                            "make its loops shorter, or step a smaller plant more often");
                }
                step(frames.getLast());
            }
            return result;
        } catch (Refusal refusal) {
            throw located(refusal);
        }
    }

    private LiftException located(Refusal refusal) {
        Frame frame = frames.getLast();
        MethodCode code = frame.code();
        int at = frame.current();
        return new LiftException(code.owner().getName(), code.name(), code.line(at), code.bytecodeIndex(at), refusal);
    }

    private void step(Frame frame) {
        if (!forks.isEmpty()) {
            Fork fork = forks.getLast();
            if (fork.frame == frame && fork.join == frame.next()) {
                arrive(fork);
                return;
            }
        }
        interpreter.execute(frame, frame.advance());
    }

    void call(MethodCode code, Value[] arguments) {
        if (frames.size() >= MAX_DEPTH) {
            throw new Refusal(
                    "recursion is deeper than " + MAX_DEPTH + " calls while lifting",
                    "a recursion must end on values that are known while lifting");
        }
        Frame frame = new Frame(code);
        frame.enter(arguments);
        frames.add(frame);
    }

    /** Notes that a handler answered a call: conditions before and after it are not one condition. */
    void answered() {
        answered++;
    }

    private long effects() {
        return answered + heap.writes();
    }

    /** Executes a branch that jumps where a mask holds. */
    void branch(Frame frame, Node condition, int target) {
        int at = frame.current();
        Node jumps = condition;
        int join = frame.code().join(at);
        // `a && b` and `a || b` are two branches with one target or one continuation: make one condition of them,
        // so that what follows is executed once for each outcome and not once for each operand.
        while (!jumps.isMask(true) && !jumps.isMask(false) && !forks.isEmpty()) {
            Fork outer = forks.getLast();
            boolean sameState = outer.frame == frame
                    && !outer.second
                    && outer.effects == effects()
                    && frame.unchanged(outer.locals, outer.stack);
            if (!sameState || (outer.target != target && outer.target != at + 1)) {
                break;
            }
            jumps = outer.target == target ? graph.or(outer.jumps, jumps) : graph.and(graph.not(outer.jumps), jumps);
            join = outer.join;
            forks.removeLast();
        }
        if (jumps.isMask(true)) {
            frame.jump(target);
        } else if (!jumps.isMask(false)) {
            requireEnd(frame, at);
            forks.add(new Fork(frame, at, join, target, jumps, heap.births(), effects()));
        }
    }

    private void requireEnd(Frame frame, int at) {
        int open = 0;
        for (int i = forks.size() - 1; i >= 0 && forks.get(i).frame == frame; i--) {
            if (forks.get(i).branch == at) {
                open++;
            }
        }
        if (open >= MAX_OPEN) {
            throw new Refusal(
                    "a loop ends on a symbolic condition, so its number of passes is not known while lifting",
                    "give it a fixed number of passes");
        }
    }

    private void arrive(Fork fork) {
        Frame frame = fork.frame;
        Map<Entity.Slot, Value> writes = fork.undo();
        if (!fork.second) {
            fork.firstLocals = frame.locals();
            fork.firstStack = frame.stack();
            other(fork, writes);
            return;
        }
        forks.removeLast();
        Merge merge = new Merge(graph, heap, fork.jumps, fork.firstWrites, writes);
        Value[] locals = merge.of(fork.firstLocals, frame.locals());
        Value[] stack = merge.of(fork.firstStack, frame.stack());
        write(merge.writes());
        frame.restore(locals, stack);
    }

    /** Begins the second side, from where the fork began. */
    private static void other(Fork fork, Map<Entity.Slot, Value> writes) {
        fork.firstWrites = writes;
        fork.second = true;
        fork.frame.restore(fork.locals, fork.stack);
        fork.frame.jump(fork.target);
    }

    private void write(Map<Entity.Slot, Value> merged) {
        merged.forEach((slot, value) -> heap.put(slot.entity(), slot.index(), value));
    }

    /** Returns from a method, {@code null} for void, as soon as no side of a fork is left to execute. */
    void leave(Frame frame, Value value) {
        Value returned = value;
        while (!forks.isEmpty() && forks.getLast().frame == frame) {
            Fork fork = forks.getLast();
            Map<Entity.Slot, Value> writes = fork.undo();
            if (!fork.second) {
                fork.firstResult = returned;
                other(fork, writes);
                return;
            }
            forks.removeLast();
            Merge merge = new Merge(graph, heap, fork.jumps, fork.firstWrites, writes);
            if (returned != null) {
                returned = merge.of(fork.firstResult, returned);
            }
            write(merge.writes());
        }
        frames.removeLast();
        if (frames.isEmpty()) {
            result = returned;
        } else if (returned != null) {
            frames.getLast().push(returned);
        }
    }
}
