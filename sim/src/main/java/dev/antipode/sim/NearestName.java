package dev.antipode.sim;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The known name that a mistyped one was probably meant to be. */
public final class NearestName {
    private static final int ALWAYS_FORGIVEN = 2;

    private NearestName() {}

    /**
     * The nearest name by the edit distance of Levenshtein.
     *
     * @param name as written
     * @param known what there is
     * @return nothing where all of them are too different
     */
    public static Optional<String> of(String name, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt((String candidate) -> distance(name, candidate))
                        .thenComparing(candidate -> candidate))
                .filter(nearest -> distance(name, nearest) <= Math.max(ALWAYS_FORGIVEN, name.length() / 3));
    }

    /**
     * The nearest name as a part of a message.
     *
     * @param name as written
     * @param known what there is
     * @return {@code "did you mean 'X'? "}, or nothing
     */
    public static String hint(String name, Collection<String> known) {
        return of(name, known)
                .map(nearest -> "did you mean '" + nearest + "'? ")
                .orElse("");
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitute = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substitute, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
