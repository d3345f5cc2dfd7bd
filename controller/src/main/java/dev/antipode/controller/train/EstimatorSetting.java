package dev.antipode.controller.train;

import java.util.List;
import java.util.stream.Collectors;

/** A setting that some estimators have no use for. */
public enum EstimatorSetting {
    /** Candidates of a generation. */
    POPULATION,
    /** Standard deviation of the perturbations. */
    SIGMA,
    /** How costs become weights. */
    SHAPING,
    /** The scale on which the optimizer sees the gradient. */
    GRADIENT_SCALE,
    /** What is kept of the way forward, to go back along it. */
    TAPE;

    /** One of each kind, with any numbers. */
    private static final List<String> KINDS = List.of(
            "es",
            "tbptt:full",
            "guarded",
            "forward",
            "snes",
            "ars",
            "guided",
            "mixed",
            "nres:full",
            "pes:full",
            "tes:full",
            "online:full");

    /**
     * The estimators that this makes a difference to.
     *
     * @return their names, without their numbers
     */
    public String readers() {
        return KINDS.stream()
                .filter(kind -> EstimatorChoice.parse(kind).reads(this))
                .map(kind -> EstimatorText.of(kind).name())
                .collect(Collectors.joining(", "));
    }
}
