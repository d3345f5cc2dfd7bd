package dev.antipode.sim;

/** A policy that has no parameters, sees observations in their own units and, where nothing else is said, remembers nothing. */
public interface FixedPolicy extends Policy {
    @Override
    default int parameterCount() {
        return 0;
    }

    @Override
    default ParameterLayout layout() {
        return ParameterLayout.SHARED;
    }

    @Override
    default int memorySize() {
        return 0;
    }

    @Override
    default boolean normalisedObservations() {
        return false;
    }
}
