package dev.antipode.controller.train;

/** How observations are shifted and scaled before a neural or linear policy sees them. */
public enum Normalisation {
    /** By their declared ranges, to [-1, 1]: fixed for the whole run. Observations without a range stay as they are. */
    RANGE,
    /**
     * By mean and standard deviation of what the unperturbed parameters met so far: frozen within a generation, updated
     * between generations, and part of the training state.
     */
    RUNNING
}
