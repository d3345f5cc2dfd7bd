package dev.antipode.controller.hil.fmi;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/**
 * A directional derivative of some variables of one instance, in memory that is made once: the sensitivity is the matrix of partial
 * derivatives of the unknowns for the knowns, times the seed. Belongs to one thread.
 */
public final class FmuDirection {
    final int unknowns;
    final int knowns;
    final long unknownReferences;
    final long knownReferences;
    private final MemorySegment seed;
    private final MemorySegment sensitivity;
    final long seedAddress;
    final long sensitivityAddress;

    FmuDirection(List<FmuVariable> unknowns, List<FmuVariable> knowns, Arena arena) {
        this.unknowns = unknowns.size();
        this.knowns = knowns.size();
        this.unknownReferences = ValuePart.references(unknowns, arena);
        this.knownReferences = ValuePart.references(knowns, arena);
        this.seed = arena.allocate(ValueLayout.JAVA_DOUBLE, Math.max(1, this.knowns));
        this.sensitivity = arena.allocate(ValueLayout.JAVA_DOUBLE, Math.max(1, this.unknowns));
        this.seedAddress = seed.address();
        this.sensitivityAddress = sensitivity.address();
    }

    /**
     * Sets a component of the direction, for the next {@link FmuInstance#differentiate}.
     *
     * @param known which known
     * @param value any
     */
    public void seed(int known, double value) {
        seed.setAtIndex(ValueLayout.JAVA_DOUBLE, known, value);
    }

    /**
     * A component of the derivative.
     *
     * @param unknown which unknown
     * @return as of the last {@link FmuInstance#differentiate}
     */
    public double sensitivity(int unknown) {
        return sensitivity.getAtIndex(ValueLayout.JAVA_DOUBLE, unknown);
    }
}
