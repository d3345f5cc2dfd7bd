package dev.antipode.controller.hil.fmi;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/** Variables of one form with their values, in memory that C reads and writes. */
final class ValuePart {
    final NativeForm form;
    final int count;
    /** The FMU's function that reads them. */
    final MemorySegment getter;
    /** The FMU's function that writes them. */
    final MemorySegment setter;

    final MemorySegment values;
    final long referencesAddress;
    final long valuesAddress;

    ValuePart(NativeForm form, List<FmuVariable> variables, MemorySegment getter, MemorySegment setter, Arena arena) {
        this.form = form;
        this.count = variables.size();
        this.getter = getter;
        this.setter = setter;
        this.referencesAddress = references(variables, arena);
        this.values = arena.allocate((long) form.bytes * Math.max(1, count), Long.BYTES);
        this.valuesAddress = values.address();
    }

    /** Writes the variables' references; what comes back is where. */
    static long references(List<FmuVariable> variables, Arena arena) {
        MemorySegment references = arena.allocate(ValueLayout.JAVA_INT, Math.max(1, variables.size()));
        for (int i = 0; i < variables.size(); i++) {
            references.setAtIndex(ValueLayout.JAVA_INT, i, variables.get(i).reference());
        }
        return references.address();
    }
}
