package dev.antipode.profiles;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes sure that every fact has one source. */
final class Coverage {
    private static final List<String> SECTIONS = List.of("cpu", "system", "training", "control");

    private Coverage() {}

    /** Refuses facts that do not exist, that have two sources, and that have none. */
    static void check(List<FactSource> sources) {
        Map<String, Boolean> covered = new LinkedHashMap<>();
        for (RecordComponent section : DeviceProfile.class.getRecordComponents()) {
            if (SECTIONS.contains(section.getName())) {
                for (RecordComponent fact : section.getType().getRecordComponents()) {
                    covered.put(section.getName() + "." + RecordReader.key(fact), false);
                }
            }
        }
        for (int i = 0; i < sources.size(); i++) {
            for (String named : sources.get(i).facts()) {
                List<String> meant = covered.keySet().stream()
                        .filter(fact -> fact.equals(named) || fact.startsWith(named + "."))
                        .toList();
                String key = "sources." + i + ".facts";
                if (meant.isEmpty()) {
                    throw new InvalidFact(key, "names \"" + named + "\", but no such fact or section exists");
                }
                for (String fact : meant) {
                    if (covered.put(fact, true)) {
                        throw new InvalidFact(key, "names " + fact + ", which has a source already");
                    }
                }
            }
        }
        Optional<String> bare =
                covered.keySet().stream().filter(fact -> !covered.get(fact)).findFirst();
        if (bare.isPresent()) {
            throw new InvalidFact("sources", "does not say where " + bare.get() + " comes from");
        }
    }
}
