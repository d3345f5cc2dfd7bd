package dev.antipode.controller.hil.fmi;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What a name that is not there may have been meant for. */
final class NearestName {
    private static final int NAMED = 12;
    /** Longer names are compared by their beginnings. */
    private static final int COMPARED = 64;

    private NearestName() {}

    /** The rest of a sentence: the nearest name, and what there is. */
    static String hint(String name, Collection<String> known) {
        if (known.isEmpty()) {
            return "there are none";
        }
        List<String> near = known.stream()
                .sorted(Comparator.comparingInt((String k) -> distance(name, k)).thenComparing(k -> k))
                .limit(NAMED)
                .toList();
        String nearest = near.getFirst();
        boolean likely = distance(name, nearest) <= Math.max(2, name.length() / 3)
                || nearest.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT));
        return (likely ? "did you mean '" + nearest + "'? " : "")
                + (known.size() > NAMED ? "nearest are " : "there are ")
                + String.join(", ", near);
    }

    /** The edit distance of Levenshtein, whatever the case of letters. */
    private static int distance(String first, String second) {
        String a = shortened(first);
        String b = shortened(second);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }

    private static String shortened(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.length() <= COMPARED ? lower : lower.substring(0, COMPARED);
    }
}
