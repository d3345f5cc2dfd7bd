package dev.antipode.core.random;

/**
 * What random numbers are used for: the part of a stream's key that keeps two uses of one seed from ever sharing a
 * draw. The list is closed on purpose; a new use gets a new constant with a new number.
 */
public enum Purpose {
    /** Initial states of training episodes. */
    TRAINING_INITIAL_STATE(1),
    /** Randomised plant parameters of training episodes. */
    TRAINING_PARAMETERS(2),
    /** References of training episodes. */
    TRAINING_REFERENCE(3),
    /** Sensor noise of training episodes. */
    TRAINING_SENSOR_NOISE(4),
    /** Initial states of validation episodes. */
    VALIDATION_INITIAL_STATE(5),
    /** Randomised plant parameters of validation episodes. */
    VALIDATION_PARAMETERS(6),
    /** References of validation episodes. */
    VALIDATION_REFERENCE(7),
    /** Sensor noise of validation episodes. */
    VALIDATION_SENSOR_NOISE(8),
    /** Initial states of test episodes. */
    TEST_INITIAL_STATE(9),
    /** Randomised plant parameters of test episodes. */
    TEST_PARAMETERS(10),
    /** References of test episodes. */
    TEST_REFERENCE(11),
    /** Sensor noise of test episodes. */
    TEST_SENSOR_NOISE(12),
    /** Perturbations of parameters by evolution strategies. */
    PERTURBATION(13),
    /** Where an episode is cut into truncated unrolls. */
    TRUNCATION(14),
    /** Initial parameters of policies. */
    POLICY_INITIALISATION(15),
    /** Excitation inputs for identification. */
    EXCITATION(16),
    /** Tangents, starting points and samples of measurements on plants. */
    INSPECTION(17),
    /** Actions of random baseline controllers. */
    RANDOM_CONTROLLER(18),
    /** Faults, jitter and noise injected by hardware-in-the-loop tests. */
    FAULT_INJECTION(19),
    /** Data on which kernels are warmed up and checked. */
    SELF_CHECK(20),
    /** Where fits of a plant's parameters to a log start, and how they search. */
    IDENTIFICATION(21);

    private final int id;

    Purpose(int id) {
        this.id = id;
    }

    /**
     * The number that enters the key. It never changes: saved runs depend on it.
     *
     * @return at least 1, different for every purpose
     */
    public int id() {
        return id;
    }
}
