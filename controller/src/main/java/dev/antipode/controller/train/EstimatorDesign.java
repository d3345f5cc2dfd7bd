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
            case EsChoice _ -> new AntitheticEs.Design(settings.population());
            case TbpttChoice _ -> new TruncatedBackprop.Design(settings.episodes(), simulation.parameterCount());
            case GuardedChoice _ -> new GuardedEstimator.Design(settings, simulation);
            case ForwardChoice forward ->
                new ForwardGradient.Design(forward, settings.episodes(), simulation.parameterCount());
            case WindowedChoice windowed -> new WindowedEs.Design(windowed, settings, simulation);
            case OnlineChoice _ -> new OnlineBackprop.Design(settings, simulation);
            case SnesChoice _ -> new SeparableNes.Design(settings.population(), simulation.parameterCount());
            case ArsChoice ars -> new RandomSearch.Design(ars, settings.population());
            case GuidedChoice guided -> new GuidedEs.Design(guided, settings, simulation.parameterCount());
            case MixedChoice mixed -> new MixedOrder.Design(mixed, settings, simulation.parameterCount());
        };
    }
}
