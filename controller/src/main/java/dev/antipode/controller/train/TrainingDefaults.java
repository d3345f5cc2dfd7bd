package dev.antipode.controller.train;

/**
 * What a task is trained with where nothing else is said.
 *
 * @param learning the settings, with seed 1
 * @param policy the policy's text, such as {@code mlp:32,32:tanh}
 */
public record TrainingDefaults(LearningSettings learning, String policy) {
    /**
     * The defaults of a task.
     *
     * @param task the task's name; users' tasks get the general defaults
     * @return the defaults
     */
    public static TrainingDefaults of(String task) {
        LearningSettings general = LearningSettings.defaults();
        return switch (task) {
            default -> new TrainingDefaults(general, "mlp:32,32:tanh");
        };
    }
}
