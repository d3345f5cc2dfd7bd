package dev.antipode.controller.hil.plan;

import java.util.Locale;

/**
 * One criterion of a case, judged.
 *
 * @param criterion as plans call it
 * @param required what was asked for, for people
 * @param measured what was measured, for people
 * @param outcome of both
 */
public record Check(String criterion, String required, String measured, Outcome outcome) {
    /** How a criterion came out. */
    public enum Outcome {
        /** It held. */
        HELD,
        /** It did not hold. */
        BROKEN,
        /** The link does not tell what it is about. */
        UNKNOWN;

        /**
         * The outcome for people and in files.
         *
         * @return lower case
         */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The check for people.
     *
     * @return such as {@code costRatio 2.4, required at most 1.5}
     */
    public String text() {
        return criterion + " " + measured + ", required " + required;
    }
}
