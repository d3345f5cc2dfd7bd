package dev.antipode.core.random;

/** The three disjoint sets of episodes: a controller is never chosen or judged on episodes that it was trained on. */
public enum EpisodeSet {
    /** Episodes that parameters are trained on. */
    TRAINING(
            Purpose.TRAINING_INITIAL_STATE,
            Purpose.TRAINING_PARAMETERS,
            Purpose.TRAINING_REFERENCE,
            Purpose.TRAINING_SENSOR_NOISE),
    /** Episodes by which the best parameters are chosen. */
    VALIDATION(
            Purpose.VALIDATION_INITIAL_STATE,
            Purpose.VALIDATION_PARAMETERS,
            Purpose.VALIDATION_REFERENCE,
            Purpose.VALIDATION_SENSOR_NOISE),
    /** Episodes by which the final controller is judged. */
    TEST(Purpose.TEST_INITIAL_STATE, Purpose.TEST_PARAMETERS, Purpose.TEST_REFERENCE, Purpose.TEST_SENSOR_NOISE);

    private final Purpose initialState;
    private final Purpose parameters;
    private final Purpose reference;
    private final Purpose sensorNoise;

    EpisodeSet(Purpose initialState, Purpose parameters, Purpose reference, Purpose sensorNoise) {
        this.initialState = initialState;
        this.parameters = parameters;
        this.reference = reference;
        this.sensorNoise = sensorNoise;
    }

    /**
     * The purpose of initial states.
     *
     * @return this set's purpose
     */
    public Purpose initialState() {
        return initialState;
    }

    /**
     * The purpose of randomised plant parameters.
     *
     * @return this set's purpose
     */
    public Purpose parameters() {
        return parameters;
    }

    /**
     * The purpose of references.
     *
     * @return this set's purpose
     */
    public Purpose reference() {
        return reference;
    }

    /**
     * The purpose of sensor noise.
     *
     * @return this set's purpose
     */
    public Purpose sensorNoise() {
        return sensorNoise;
    }
}
