package dev.antipode.controller.paper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Section 4.1.1 on recurrent networks: how signals go back through four kinds of cells before and after training, on a task of memory and
 * on a chaotic series.
 *
 * @param width units of every network
 * @param signs to be copied
 * @param delay in between
 * @param shown steps of the chaotic series
 * @param updates of every training
 */
record RecurrentFigure(int width, int signs, int delay, int shown, int updates) implements Figure {
    /** Of the recurrent weights of networks whose memory is that of random ones. */
    static final double GAIN = 1;

    static final double RATE = 0.01;
    /** Steps before the first answer to the chaotic series that counts. */
    private static final int WARM = 10;

    static RecurrentFigure full() {
        return new RecurrentFigure(16, 3, 30, 60, 2000);
    }

    static RecurrentFigure quick() {
        return new RecurrentFigure(12, 2, 20, 30, 240);
    }

    @Override
    public String id() {
        return "rnn";
    }

    @Override
    public String title() {
        return "Section 4.1.1: recurrent networks";
    }

    @Override
    public String shows() {
        return "that the Jacobian of a recurrent network can be kept near the identity by its cells and where they start, so that signals "
                + "neither vanish nor explode";
    }

    @Override
    public String settings() {
        return "width " + width + " signs " + signs + " delay " + delay + " chaotic steps " + shown + " updates "
                + updates;
    }

    @Override
    public double expectedSeconds() {
        double gates = Arrays.stream(RecurrentCell.values())
                .mapToInt(RecurrentCell::gates)
                .sum();
        return 12 + 1.2e-7 * updates * (2.0 * signs + delay + shown) * gates * width * (width + 20);
    }

    @Override
    public FigureResult measure(FigureContext context) {
        List<SequenceTask> tasks =
                List.of(new CopyMemory(context.seed(), signs, delay), new LorenzSeries(context.seed(), shown, WARM));
        RecurrentCell[] cells = RecurrentCell.values();
        RecurrentRun[][] runs = new RecurrentRun[tasks.size()][cells.length];
        double share = 1.0 / (tasks.size() * cells.length);
        for (int t = 0; t < tasks.size(); t++) {
            SequenceTask task = tasks.get(t);
            for (RecurrentCell cell : cells) {
                int number = t * cells.length + cell.ordinal();
                RecurrentNet net = new RecurrentNet(cell, task.inputs(), width, task.outputs(), GAIN);
                runs[t][cell.ordinal()] = RecurrentRun.measure(
                        context.part(number * share, (number + 1) * share), task, net, 0, updates, RATE);
            }
        }
        return result(tasks, runs);
    }

    private FigureResult result(List<SequenceTask> tasks, RecurrentRun[][] runs) {
        List<Finding> findings = new ArrayList<>();
        List<Panel> panels = new ArrayList<>();
        int lag = tasks.getFirst().steps();
        RecurrentRun vanilla = runs[0][RecurrentCell.VANILLA.ordinal()];
        for (RecurrentCell cell : List.of(RecurrentCell.IRNN, RecurrentCell.GRU, RecurrentCell.LSTM)) {
            RecurrentRun run = runs[0][cell.ordinal()];
            findings.add(new Finding(
                    cell.text() + ": an untrained network lets through more of a signal over " + lag
                            + " steps than a vanilla one",
                    String.format(
                            Locale.ROOT,
                            "1e%.1f against 1e%.1f",
                            run.before().left(lag),
                            vanilla.before().left(lag)),
                    run.before().left(lag) > vanilla.before().left(lag)));
        }
        for (int t = 0; t < runs.length; t++) {
            RecurrentRun plain = runs[t][RecurrentCell.VANILLA.ordinal()];
            RecurrentRun gated = better(runs[t][RecurrentCell.GRU.ordinal()], runs[t][RecurrentCell.LSTM.ordinal()]);
            findings.add(new Finding(
                    "a gated network learns " + tasks.get(t).text() + " better than a vanilla one",
                    String.format(
                            Locale.ROOT,
                            "an error of %s (%s) against %s, in those of an answer without memory",
                            Numbers.text(gated.error()),
                            gated.net().cell().text(),
                            Numbers.text(plain.error())),
                    gated.error() < plain.error()));
            String id = t == 0 ? "copy" : "chaos";
            panels.add(learning(id, tasks.get(t), runs[t]));
            panels.add(signals(id, tasks.get(t), runs[t]));
            panels.add(exponents(id, tasks.get(t), runs[t]));
        }
        return new FigureResult(measured(lag, runs[0]), findings, panels, notes(tasks));
    }

    static RecurrentRun better(RecurrentRun one, RecurrentRun other) {
        return one.error() < other.error() ? one : other;
    }

    private static String measured(int lag, RecurrentRun[] copying) {
        List<String> parts = new ArrayList<>();
        for (RecurrentRun run : copying) {
            parts.add(String.format(
                    Locale.ROOT,
                    "1e%.1f and then 1e%.1f by %s",
                    run.before().left(lag),
                    run.after().left(lag),
                    run.net().cell().text()));
        }
        return "of a signal over " + lag + " steps are left, before and after learning to copy, "
                + String.join(", ", parts);
    }

    private static Panel learning(String id, SequenceTask task, RecurrentRun[] runs) {
        List<Curve> curves = new ArrayList<>();
        for (RecurrentRun run : runs) {
            RecurrentCell cell = run.net().cell();
            curves.add(Curve.line(cell.text(), cell.ordinal(), run.updates(), Numbers.log10(run.errors())));
        }
        return new Panel(
                id + "-learning",
                "Error at " + task.text() + ", 1 without memory",
                "updates",
                "squared error",
                PanelScale.LINEAR,
                PanelScale.DECADES,
                curves);
    }

    private static Panel signals(String id, SequenceTask task, RecurrentRun[] runs) {
        double[] lags = Numbers.evenly(1, task.steps(), task.steps());
        List<Curve> curves = new ArrayList<>();
        for (RecurrentRun run : runs) {
            RecurrentCell cell = run.net().cell();
            curves.add(Curve.line(
                    cell.text(),
                    cell.ordinal(),
                    lags,
                    Numbers.decimal(run.after().signal())));
            curves.add(Curve.points(
                    cell.text() + " untrained",
                    cell.ordinal(),
                    lags,
                    Numbers.decimal(run.before().signal())));
        }
        return new Panel(
                id + "-signal",
                "Length of a signal that goes back: " + task.text(),
                "steps back",
                "length",
                PanelScale.LINEAR,
                PanelScale.DECADES,
                curves);
    }

    private static Panel exponents(String id, SequenceTask task, RecurrentRun[] runs) {
        List<Curve> curves = new ArrayList<>();
        for (RecurrentRun run : runs) {
            RecurrentCell cell = run.net().cell();
            int count = run.after().exponents().length;
            double[] numbers = Numbers.evenly(1, count, count);
            curves.add(
                    Curve.line(cell.text(), cell.ordinal(), numbers, run.after().exponents()));
            curves.add(Curve.points(
                    cell.text() + " untrained",
                    cell.ordinal(),
                    numbers,
                    run.before().exponents()));
        }
        return new Panel(
                id + "-exponents",
                "Leading Lyapunov exponents of the memory: " + task.text(),
                "number",
                "growth a step",
                PanelScale.LINEAR,
                PanelScale.LINEAR,
                curves);
    }

    private List<String> notes(List<SequenceTask> tasks) {
        return List.of(
                String.format(
                        Locale.ROOT,
                        "%d units, %s and %s of %d steps (the first coordinate of Lorenz's flow every 0.1, whose next value is wanted after "
                                + "%d). Every network has %d updates by Adam at a rate of %s with the exact gradient through whole "
                                + "sequences, %d side by side and new ones each time, its length at most 1; nothing is tuned.",
                        width,
                        tasks.get(0).text(),
                        tasks.get(1).text(),
                        shown,
                        WARM,
                        updates,
                        RATE,
                        RecurrentRun.LANES),
                "Lines are after training, points before. Exponents and signals are along sequences that are not for training; an exponent is "
                        + "missing where rectified units are off and nothing of a perturbation is left. An error of 1 is that of saying 0 "
                        + "when copying, and of the best multiple of the last value for the series.");
    }
}
