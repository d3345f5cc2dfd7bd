package dev.antipode.bench;

import dev.antipode.core.kernel.KernelMode;

/**
 * What a control loop computes in one tick, and no more: the observation in physical units is shifted and scaled, the
 * policy commands, the command is brought into physical units and clamped. No clock, no link, no log.
 */
final class ControlTick implements AutoCloseable {
    private static final double CENTRE = 0.25;
    private static final double SCALE = 0.5;
    /** So wide that some commands of an untrained policy, which are small, reach the limit. */
    private static final double HALF_WIDTH = 300;

    private static final double LIMIT = 3;

    private final InferenceSingle policy;
    private final double[] observation = new double[PerceptronDesign.OBSERVATIONS];
    private final double[] command = new double[PerceptronDesign.COMMANDS];

    ControlTick(PerceptronDesign design, KernelMode mode) {
        policy = new InferenceSingle(design, mode);
        double[] normalised = PerceptronDesign.observations(1)[0];
        for (int i = 0; i < observation.length; i++) {
            observation[i] = normalised[i] / SCALE + CENTRE;
        }
    }

    void awaitSimd() {
        policy.awaitSimd();
    }

    /** One tick; returns the first command. */
    double run() {
        for (int i = 0; i < observation.length; i++) {
            policy.set(i, (float) ((observation[i] - CENTRE) * SCALE));
        }
        policy.run();
        for (int i = 0; i < command.length; i++) {
            double wanted = HALF_WIDTH * policy.command(i);
            command[i] = wanted < -LIMIT ? -LIMIT : wanted > LIMIT ? LIMIT : wanted;
        }
        return command[0];
    }

    /** How far the commands are from those in double precision. */
    double difference(PerceptronDesign design) {
        run();
        double[] expected = design.expected(PerceptronDesign.observations(1)[0]);
        double largest = 0;
        for (int i = 0; i < command.length; i++) {
            double right = Math.clamp(HALF_WIDTH * expected[i], -LIMIT, LIMIT);
            largest = Math.max(largest, Math.abs(command[i] - right) / LIMIT);
        }
        return largest;
    }

    /** Refuses to be timed where the commands are wrong. */
    void requireAgreement(PerceptronDesign design) {
        double difference = difference(design);
        if (!(difference < PerceptronDesign.BOUND)) {
            throw new IllegalStateException("a tick's commands are off by " + difference
                    + " of their limit; no time is taken of a wrong answer");
        }
    }

    @Override
    public void close() {
        policy.close();
    }
}
