package dev.antipode.controller.train;

/**
 * What one estimate of the gradient has to say about itself. Made once a run and overwritten in every generation, so its fields
 * are plain.
 */
public final class EstimateInfo {
    /**
     * Mean cost of an episode with the unperturbed parameters; that of all candidates where nothing unperturbed is run. Where an update
     * takes a window: the mean cost of its steps times the steps of an episode.
     */
    public double centreCost;
    /** Mean cost of an episode over all candidates; where an update takes a window, as for the centre. */
    public double populationMeanCost;
    /** Root mean square of the estimate's coordinates before it was brought to the declared scale. */
    public double gradientScale;
    /** Estimated variance of one coordinate of the estimate, mean over the coordinates; NaN where the estimator has none. */
    public double variance = Double.NaN;
    /** Measured growth of perturbations over the backpropagated window; NaN where the estimator has none. */
    public double growth = Double.NaN;
    /** The deviation of the perturbations where the estimator adapts it, mean over the coordinates; NaN where the settings say it. */
    public double sigma = Double.NaN;
    /** What share of the estimate is of first order; NaN where the estimator does not mix. */
    public double mixing = Double.NaN;
    /** Gradients that were left out because they were not finite. */
    public long nonFiniteGradients;
    /** Which estimator made the estimate. */
    public String estimator = "";
    /** Control steps of live episodes that were simulated for this estimate. */
    public long simulatorSteps;
    /** Those of them that were backpropagated. */
    public long gradientSteps;
    /** Tangents times the steps that they rode along. */
    public long tangentSteps;
    /** Episodes that were run. */
    public long episodes;
    /** Episodes that were lost. */
    public long failedEpisodes;
    /** Episodes that became non-finite; these are among the failed. */
    public long nonFiniteEpisodes;

    /** What the learning rate is multiplied by for this update; 1 where the estimator says nothing. */
    double stepFactor = 1;

    /** What the estimate is multiplied by, once it is of the declared scale, before the optimizer remembers it; 1 likewise. */
    double weight = 1;

    /** Whether what the optimizer remembers of earlier estimates points the wrong way and is to be forgotten before this update. */
    boolean forgetsMomentum;

    /** Whether observations were summed up for this update; true likewise. */
    boolean observed = true;

    /** What a guard measured and decided. */
    final GuardInfo guard = new GuardInfo();

    /** Makes an empty one. */
    public EstimateInfo() {}
}
