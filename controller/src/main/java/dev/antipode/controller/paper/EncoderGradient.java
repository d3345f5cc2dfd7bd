package dev.antipode.controller.paper;

/** Ways to estimate the gradient of an autoencoder's bound. */
enum EncoderGradient {
    /** Through the codes, which are a function of the noise. */
    REPARAMETERISED,
    /** By the score function, weighted with the misfit: R. Williams, "REINFORCE" (1992). */
    SCORE,
    /** The same with the mean misfit of earlier draws taken off the weight. */
    SCORE_BASELINE,
    /** Antithetic pairs of perturbed parameters. */
    PAIRS;

    String text() {
        return switch (this) {
            case REPARAMETERISED -> "reparameterised";
            case SCORE -> "score function";
            case SCORE_BASELINE -> "score function with a baseline";
            case PAIRS -> "antithetic pairs";
        };
    }
}
