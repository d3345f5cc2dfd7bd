package dev.antipode.controller.inspect;

import dev.antipode.core.memory.MemoryPlan;
import java.util.Optional;

/**
 * What was measured.
 *
 * @param name of the task or plant
 * @param policy the policy's text; empty for a plant alone
 * @param parameters how many the policy has
 * @param stepSeconds the time of a step: the control period of a task
 * @param horizon the steps that were looked at
 * @param size the numbers of the loop's state
 * @param spectra eigenvalues along trajectories
 * @param exponents Lyapunov exponents
 * @param growth of perturbations against the horizon
 * @param advice read from the growth
 * @param gradients estimators compared; empty for a plant alone
 * @param memory what was allocated
 * @param elapsedSeconds how long it took
 */
public record InspectionResult(
        String name,
        Optional<String> policy,
        int parameters,
        double stepSeconds,
        int horizon,
        int size,
        JacobianSpectra spectra,
        Exponents exponents,
        Growth growth,
        Advice advice,
        Optional<GradientComparison> gradients,
        MemoryPlan memory,
        double elapsedSeconds) {}
