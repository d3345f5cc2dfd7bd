package dev.antipode.controller.train;

/** Where the candidates of antithetic pairs lie around the parameters. */
interface SearchDistribution {
    /**
     * Writes one candidate to the worker's perturbed parameters: the parameters plus, or minus, what the pair's random numbers make
     * of the distribution. A function of generation, pair and sign, whichever worker does it. Allocates nothing.
     *
     * @param worker its staging memory and its perturbed parameters are overwritten
     * @param sign 1 or -1
     * @param theta where the parameters start, in bytes; not modified
     */
    void candidate(Worker worker, int generation, int pair, double sign, long theta);
}
