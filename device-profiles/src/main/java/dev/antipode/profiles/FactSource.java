package dev.antipode.profiles;

import java.util.List;

/**
 * Where facts of a profile come from.
 *
 * @param verified how sure they are
 * @param source where they were found, in words
 * @param facts the facts, by section ({@code system}) or by section and key ({@code cpu.clusters})
 */
public record FactSource(Verified verified, String source, List<String> facts) {
    /** Checks that something is named. */
    public FactSource {
        Check.filled("source", source);
        facts = List.copyOf(facts);
        if (facts.isEmpty()) {
            throw new InvalidFact("facts", "is empty; name what this source tells");
        }
    }
}
