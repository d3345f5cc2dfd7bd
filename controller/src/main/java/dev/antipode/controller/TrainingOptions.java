package dev.antipode.controller;

import dev.antipode.controller.policy.PolicyDesign;
import dev.antipode.controller.train.EstimatorChoice;
import dev.antipode.controller.train.ExecutionSettings;
import dev.antipode.controller.train.LearningSettings;
import dev.antipode.controller.train.TrainedController;
import dev.antipode.controller.train.TrainingDefaults;
import dev.antipode.sim.Task;
import dev.antipode.sim.TaskModel;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What to train, and how. Immutable; each {@code with} method gives a copy.
 *
 * @param task what to train for
 * @param policy what to train
 * @param learning what decides the trained bits
 * @param execution how the device is used
 * @param from a controller to start from, else empty
 */
public record TrainingOptions(
        TaskModel task,
        PolicyDesign policy,
        LearningSettings learning,
        ExecutionSettings execution,
        Optional<TrainedController> from) {
    /**
     * The defaults of a task.
     *
     * @param task the task
     * @return options to be changed
     */
    public static TrainingOptions of(TaskModel task) {
        TrainingDefaults defaults = TrainingDefaults.of(task.name());
        return new TrainingOptions(
                task,
                PolicyDesign.parse(defaults.policy()),
                defaults.learning(),
                ExecutionSettings.defaults(),
                Optional.empty());
    }

    /**
     * The defaults of a task of one's own.
     *
     * @param task the task
     * @return options to be changed
     * @throws IllegalArgumentException if the task cannot be lifted, naming class, method and line
     */
    public static TrainingOptions of(Task<?, ?, ?, ?, ?> task) {
        return of(TaskModel.of(task.getClass().getName(), task));
    }

    /**
     * The same with another policy.
     *
     * @param value makes the policy
     * @return a copy
     */
    public TrainingOptions withPolicy(PolicyDesign value) {
        return new TrainingOptions(task, value, learning, execution, from);
    }

    /**
     * The same with other random numbers.
     *
     * @param seed any number
     * @return a copy
     */
    public TrainingOptions withSeed(long seed) {
        return withLearning(settings -> settings.withSeed(seed));
    }

    /**
     * The same with another estimator, and with the learning settings that it is trained with where it needs others than the task's
     * ({@link EstimatorChoice#defaults}). To be called before {@link #withLearning}, whose changes are then kept;
     * {@link LearningSettings#withEstimator} changes the estimator alone.
     *
     * @param estimator what estimates the gradient
     * @return a copy
     */
    public TrainingOptions withEstimator(EstimatorChoice estimator) {
        return withLearning(estimator::defaults);
    }

    /**
     * The same with other learning settings.
     *
     * @param change makes the new settings from these
     * @return a copy
     */
    public TrainingOptions withLearning(UnaryOperator<LearningSettings> change) {
        return new TrainingOptions(task, policy, change.apply(learning), execution, from);
    }

    /**
     * The same with another use of the device.
     *
     * @param change makes the new settings from these
     * @return a copy
     */
    public TrainingOptions withExecution(UnaryOperator<ExecutionSettings> change) {
        return new TrainingOptions(task, policy, learning, change.apply(execution), from);
    }

    /**
     * The same, starting from the parameters of a trained controller. Its normalisation is not taken over where
     * observations are scaled by running statistics.
     *
     * @param controller of the same policy
     * @return a copy
     */
    public TrainingOptions withStart(TrainedController controller) {
        return new TrainingOptions(task, policy, learning, execution, Optional.of(controller));
    }
}
