package dev.antipode.controller.train;

/**
 * What a task is trained with where nothing else is said.
 *
 * @param learning the settings, with seed 1
 * @param policy the policy's text, such as {@code mlp:32,32:tanh}
 */
public record TrainingDefaults(LearningSettings learning, String policy) {
    private static final String NETWORK = "mlp:32,32:relu";

    /**
     * The defaults of a task.
     *
     * @param task the task's name; users' tasks get the general defaults
     * @return the defaults
     */
    public static TrainingDefaults of(String task) {
        LearningSettings general = LearningSettings.defaults();
        return switch (task) {
            // A servo: linear in error and speed is all it takes.
            case "dc-motor" -> new TrainingDefaults(general.withGenerations(60), "linear");
            case "cart-pole", "mountain-car" -> new TrainingDefaults(general.withGenerations(60), NETWORK);
            case "pendulum", "thermal" -> new TrainingDefaults(general.withGenerations(100), NETWORK);
            // A constant torque lifts the links a little. Rectified units, which grow without bound on it, drove the
            // squashed command so far into saturation within a few steps that all candidates were alike.
            case "acrobot" -> new TrainingDefaults(general, "mlp:32,32:tanh");
            // Most first candidates crash. Perturbations and steps of half the usual size find out what flies, and
            // units that never switch off find the way for every seed.
            case "quadrotor", "quadrotor-hover" ->
                new TrainingDefaults(
                        general.withSigma(new Schedule.Linear(0.05, 0.03))
                                .withLearningRate(new Schedule.Cosine(0.05, 0.005)),
                        "mlp:16,16:tanh");
            // Bodies that run: a linear policy, whose observations are scaled by what is seen; many candidates with
            // one episode each, as chance hardly enters. Standing still is cheap, and perturbations that are small
            // from the start do not find the way out of it for every seed.
            case "ant", "cheetah", "hopper" ->
                new TrainingDefaults(
                        general.withSigma(new Schedule.Linear(0.1, 0.03))
                                .withLearningRate(new Schedule.Constant(0.02))
                                .withNormalisation(Normalisation.RUNNING)
                                .withPopulation(256)
                                .withEpisodes(1)
                                .withValidation(64, 20)
                                .withGenerations(300),
                        "linear");
            // Constants to be found, from their published starts; episodes are long and hardly differ.
            case "influence-balancing" ->
                new TrainingDefaults(general.withPopulation(64).withEpisodes(1).withValidation(16, 10), "constant:0.5");
            case "lorenz-fit" ->
                new TrainingDefaults(
                        general.withPopulation(64).withEpisodes(4).withValidation(64, 10), "constant:3.116,3.7");
            default -> new TrainingDefaults(general, NETWORK);
        };
    }
}
