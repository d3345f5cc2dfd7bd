package dev.antipode.controller.paper;

import dev.antipode.core.program.Engine;

/**
 * A recurrent network before and after it has learned a task.
 *
 * @param net which
 * @param updates at which errors were looked at
 * @param errors on sequences that are not for training, in the error of an answer without memory
 * @param before how perturbations grow before training
 * @param after how they grow after it
 */
record RecurrentRun(
        RecurrentNet net, double[] updates, double[] errors, RecurrentSpectrum before, RecurrentSpectrum after) {
    /** How often errors are looked at. */
    private static final int LOOKS = 20;
    /** Lyapunov exponents that are measured, where the state has as many. */
    private static final int EXPONENTS = 6;

    /** Sequences side by side. */
    static final int LANES = 32;

    static RecurrentRun measure(
            FigureContext context, SequenceTask task, RecurrentNet net, double penalty, int updates, double rate) {
        try (Engine engine = context.scalarEngine();
                RecurrentTraining training = new RecurrentTraining(
                        task,
                        net,
                        LANES,
                        penalty,
                        Math.min(EXPONENTS, net.stateSize()),
                        engine,
                        context.execution().budgetBytes())) {
            training.parameters().begin(net.initial(context.seed()));
            RecurrentSpectrum before = RecurrentSpectrum.measure(training, context.seed());
            double[] at = new double[LOOKS + 1];
            double[] errors = new double[LOOKS + 1];
            int done = 0;
            for (int look = 0; look <= LOOKS; look++) {
                for (; done < updates * look / LOOKS; done++) {
                    training.update(LANES * done, rate);
                }
                at[look] = done;
                errors[look] = training.error(SequenceTask.TESTED) / task.forgetful();
                context.done(look / (double) LOOKS);
            }
            return new RecurrentRun(net, at, errors, before, RecurrentSpectrum.measure(training, context.seed()));
        }
    }

    double error() {
        return errors[errors.length - 1];
    }
}
