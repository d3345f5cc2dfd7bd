package dev.antipode.controller.hil.train;

/**
 * What a generation on a plant told, and what was made of it.
 *
 * @param generation from 0
 * @param decision what became of its update
 * @param keptPairs pairs that came back whole
 * @param checkedCost mean cost of the parameters before it; NaN where they were not checked
 * @param meanCost mean cost of its candidates; NaN where none came back
 * @param noise standard deviation of an episode's cost by chance alone, as far as known
 * @param difference root mean square of what distinguished the halves of its pairs
 * @param noiseLimit up to which such a difference is taken for noise
 * @param driftPerMinute change of the cost of the same parameters, as a share; NaN where unknown
 * @param episodes of the run so far
 * @param minutes of the run so far
 */
public record HardwareGeneration(
        int generation,
        Decision decision,
        int keptPairs,
        double checkedCost,
        double meanCost,
        double noise,
        double difference,
        double noiseLimit,
        double driftPerMinute,
        long episodes,
        double minutes) {
    /** What became of an update. */
    public enum Decision {
        /** The parameters were moved. */
        UPDATED("updated"),
        /** Its pairs told no more than noise, and the parameters stayed. */
        BELOW_NOISE("below the noise"),
        /** No pair came back whole, and the parameters stayed. */
        NOTHING_CAME_BACK("nothing came back");

        private final String text;

        Decision(String text) {
            this.text = text;
        }

        /**
         * The decision for people.
         *
         * @return a few words
         */
        public String text() {
            return text;
        }
    }
}
