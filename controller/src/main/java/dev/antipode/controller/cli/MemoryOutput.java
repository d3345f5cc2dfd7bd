package dev.antipode.controller.cli;

import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.MemoryUse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The memory plans of several workspaces, a line each. */
final class MemoryOutput {
    private MemoryOutput() {}

    /** For people, with what it was that took the memory. */
    static List<String> lines(String what, MemoryUse memory) {
        String most =
                memory.parts().isEmpty() ? "none" : MemoryPlan.readable(memory.peakBytes()) + " at most at a time";
        List<String> lines = new ArrayList<>();
        lines.add("Memory plan of " + what + ": " + most);
        memory.parts().forEach(part -> lines.add("  " + part.plan().line() + part.often()));
        return lines;
    }

    /** For programs. */
    static Map<String, Object> json(MemoryUse memory) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("peakBytes", memory.peakBytes());
        map.put("plans", memory.parts().stream().map(MemoryOutput::json).toList());
        return map;
    }

    private static Map<String, Object> json(MemoryUse.Part part) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", part.plan().name());
        map.put("times", part.times());
        map.put("bytes", part.plan().totalBytes());
        map.put(
                "consumers",
                part.plan().entries().stream().map(MemoryOutput::json).toList());
        return map;
    }

    private static Map<String, Object> json(MemoryPlan.Entry entry) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", entry.name());
        map.put("dimensions", entry.dimensions());
        map.put("bytes", entry.bytes());
        return map;
    }
}
