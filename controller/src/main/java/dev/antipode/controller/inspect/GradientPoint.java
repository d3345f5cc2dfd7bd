package dev.antipode.controller.inspect;

/**
 * Two estimators of the gradient of one smoothed objective, the mean cost a step up to a horizon.
 *
 * @param horizon steps
 * @param exact exact gradients at perturbed parameters (reparameterised), one a sample
 * @param es antithetic evolution strategies with the same perturbations and episodes, one pair a sample
 * @param disagreement the distance between the two means in units of its standard error: about 1 where both estimate the same,
 *     much more where exact gradients are blind to something, such as failures
 */
public record GradientPoint(int horizon, VectorEstimate exact, VectorEstimate es, double disagreement) {
    /**
     * Whether evolution strategies have the lower variance; an exact gradient that is not finite has an unbounded one.
     *
     * @return true if so
     */
    public boolean esIsBetter() {
        return exact.nonFinite() > 0 || es.log10Variance() < exact.log10Variance();
    }
}
