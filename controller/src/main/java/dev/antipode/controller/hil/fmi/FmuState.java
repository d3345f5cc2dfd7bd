package dev.antipode.controller.hil.fmi;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** A place for a saved state of one instance; the state itself lies with the FMU. */
public final class FmuState {
    private final MemorySegment pointer;
    final long pointerAddress;

    FmuState(Arena arena) {
        this.pointer = arena.allocate(ValueLayout.JAVA_LONG);
        this.pointerAddress = pointer.address();
    }

    /** Where the FMU keeps it; 0 for nothing saved. */
    long address() {
        return pointer.get(ValueLayout.JAVA_LONG, 0);
    }
}
