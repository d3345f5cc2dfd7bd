package dev.antipode.controller.paper;

import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.MemoryUse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The memory plans of a figure in its file: a section for all of them, then one for each. */
final class MemorySections {
    private static final String ALL = "memory";
    private static final String PLAN = "memory of ";
    private static final String PEAK = "peakBytes";
    private static final String TIMES = "times";
    private static final String CONSUMER = "consumer ";

    private MemorySections() {}

    static void write(MemoryUse memory, Map<String, Map<String, String>> sections) {
        sections.put(ALL, Map.of(PEAK, Long.toString(memory.peakBytes())));
        for (MemoryUse.Part part : memory.parts()) {
            Map<String, String> map = new LinkedHashMap<>();
            map.put(TIMES, Integer.toString(part.times()));
            for (MemoryPlan.Entry entry : part.plan().entries()) {
                map.put(CONSUMER + entry.name(), entry.bytes() + " " + entry.dimensions());
            }
            sections.put(PLAN + part.plan().name(), map);
        }
    }

    /** None from a file that was written before there were any. */
    static MemoryUse read(Map<String, Map<String, String>> sections) {
        List<MemoryUse.Part> parts = new ArrayList<>();
        sections.forEach((heading, map) -> {
            if (heading.startsWith(PLAN)) {
                parts.add(part(heading.substring(PLAN.length()), map));
            }
        });
        String peak = sections.getOrDefault(ALL, Map.of()).getOrDefault(PEAK, "0");
        return new MemoryUse(Long.parseLong(peak), parts);
    }

    private static MemoryUse.Part part(String name, Map<String, String> map) {
        MemoryPlan.Builder plan = MemoryPlan.builder(name);
        map.forEach((key, value) -> {
            if (key.startsWith(CONSUMER)) {
                String[] words = value.split(" ", 2);
                plan.add(key.substring(CONSUMER.length()), words[1], Long.parseLong(words[0]));
            }
        });
        return new MemoryUse.Part(plan.build(), Integer.parseInt(map.get(TIMES)));
    }
}
