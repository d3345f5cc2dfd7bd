package dev.antipode.controller.train;

/**
 * How a controller does on episodes that it has not seen.
 *
 * @param episodes how many
 * @param successes how many reached the goal and held it
 * @param successInterval 95 % interval of the success rate
 * @param meanCost mean cost of an episode
 * @param p95Cost the cost that 95 % of the episodes do not exceed
 * @param failed episodes that were lost
 * @param nonFinite those of them that became non-finite
 * @param simulatorSteps control steps of live episodes
 */
public record Evaluation(
        int episodes,
        int successes,
        BinomialInterval successInterval,
        double meanCost,
        double p95Cost,
        int failed,
        int nonFinite,
        long simulatorSteps) {
    /**
     * The success rate.
     *
     * @return a fraction from 0 to 1
     */
    public double success() {
        return (double) successes / episodes;
    }
}
