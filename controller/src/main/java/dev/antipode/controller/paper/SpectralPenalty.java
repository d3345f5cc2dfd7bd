package dev.antipode.controller.paper;

import java.util.List;
import java.util.Locale;

/**
 * The square of the largest growth rate added to the loss of a plain recurrent network that starts chaotic, on the copy task.
 *
 * @param width units
 * @param gain that makes it chaotic
 * @param delay of the task
 * @param factor of the growth rate's square
 * @param updates of each training
 */
record SpectralPenalty(int width, double gain, int delay, double factor, int updates) implements Remedy {
    private static final int SIGNS = 2;

    @Override
    public double expectedSeconds() {
        return 3 + 3e-4 * updates * (2 * SIGNS + delay);
    }

    @Override
    public List<Finding> measure(FigureContext context) {
        SequenceTask task = new CopyMemory(context.seed(), SIGNS, delay);
        RecurrentNet net = new RecurrentNet(RecurrentCell.VANILLA, task.inputs(), width, task.outputs(), gain);
        RecurrentRun plain = RecurrentRun.measure(context.part(0, 0.4), task, net, 0, updates, RecurrentFigure.RATE);
        RecurrentRun penalised =
                RecurrentRun.measure(context.part(0.4, 1), task, net, factor, updates, RecurrentFigure.RATE);
        return List.of(Remedy.line(
                "spectral regularisation: the square of the largest growth rate, times " + factor
                        + ", added to the loss, by reverse mode through forward mode; here of a plain recurrent network with weights of "
                        + "spectral radius " + gain + " on " + task.text(),
                String.format(
                        Locale.ROOT,
                        "after %d updates an error of %s against %s without, and a largest exponent from %.3f to %.3f a step against %.3f",
                        updates,
                        Numbers.text(penalised.error()),
                        Numbers.text(plain.error()),
                        plain.before().exponents()[0],
                        penalised.after().exponents()[0],
                        plain.after().exponents()[0]),
                penalised.error() < plain.error()));
    }
}
