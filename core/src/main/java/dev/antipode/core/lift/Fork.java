package dev.antipode.core.lift;

import dev.antipode.core.graph.Node;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A branch on a symbolic condition, executed both ways: first the way that falls through, then, from the saved state,
 * the way that jumps. Both end at the join, or at a return where the ways do not meet before.
 */
final class Fork {
    final Frame frame;
    final int branch;
    final int join;
    /** Entities made from here on belong to one side alone. */
    final int births;
    /** The machine's count of answered calls and of writes at the start. */
    final long effects;

    final Value[] locals;
    final Value[] stack;
    /** The condition under which the branch jumps. */
    Node jumps;

    int target;
    boolean second;
    /** What older entities held before the side that is being executed wrote to them. */
    Map<Entity.Slot, Value> before = new LinkedHashMap<>();

    Map<Entity.Slot, Value> firstWrites;
    Value[] firstLocals;
    Value[] firstStack;
    Value firstResult;

    Fork(Frame frame, int branch, int join, int target, Node jumps, int births, long effects) {
        this.frame = frame;
        this.branch = branch;
        this.join = join;
        this.target = target;
        this.jumps = jumps;
        this.births = births;
        this.effects = effects;
        this.locals = frame.locals();
        this.stack = frame.stack();
    }

    /** Undoes this side's writes to older entities. Returns what it had written. */
    Map<Entity.Slot, Value> undo() {
        Map<Entity.Slot, Value> written = new LinkedHashMap<>();
        before.forEach((slot, old) -> {
            written.put(slot, slot.entity().get(slot.index()));
            slot.entity().set(slot.index(), old);
        });
        before = new LinkedHashMap<>();
        return written;
    }
}
