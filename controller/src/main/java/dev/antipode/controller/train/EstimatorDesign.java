package dev.antipode.controller.train;

import dev.antipode.core.memory.MemoryPlan;

/** One estimator before its memory is allocated: it says what it needs beyond what every run has, and is then made on it. */
interface EstimatorDesign {
    /** Adds to the run's plan what the estimator needs for itself. Called once, before {@link #make}. */
    void plan(MemoryPlan.Builder plan);

    /** Makes the estimator on the memory that was planned. */
    Estimator make(EstimatorContext context);

    /** The design of a choice. */
    static EstimatorDesign of(LearningSettings settings, Simulation simulation) {
        return switch (settings.estimator()) {
            case EstimatorChoice.Es _ -> new AntitheticEs.Design(settings.population());
            case EstimatorChoice.Tbptt _ ->
                new TruncatedBackprop.Design(settings.episodes(), simulation.parameterCount());
            case EstimatorChoice.Guarded _ -> new GuardedEstimator.Design(settings, simulation);
            case EstimatorChoice.Forward forward ->
                new ForwardGradient.Design(forward, settings.episodes(), simulation.parameterCount());
            case EstimatorChoice.Windowed windowed -> new WindowedEs.Design(windowed, settings, simulation);
            case EstimatorChoice.Online _ -> new OnlineBackprop.Design(settings, simulation);
            case EstimatorChoice.Snes _ -> new SeparableNes.Design(settings.population(), simulation.parameterCount());
            case EstimatorChoice.Ars ars -> new RandomSearch.Design(ars, settings.population());
            case EstimatorChoice.Guided guided -> new GuidedEs.Design(guided, settings, simulation.parameterCount());
            case EstimatorChoice.Mixed mixed -> new MixedOrder.Design(mixed, settings, simulation.parameterCount());
        };
    }
}
