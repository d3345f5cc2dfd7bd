package dev.antipode.controller.paper;

import dev.antipode.controller.train.EstimatorChoice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Figure 6: what is learned by truncated backpropagation, by the length of the windows, with backpropagation through whole episodes,
 * clipped or not, and evolution strategies beside it, each for the same cost.
 *
 * @param task what is trained for
 * @param windows in control steps, ascending, shorter than an episode
 * @param clips of the signal that goes back through whole episodes
 * @param budget what a run may cost, in control steps
 * @param seeds runs of each
 * @param windowed for the windows: their gradients have twice the episodes, so that they fill a vector
 * @param searching for evolution strategies and the guard
 * @param trials learning rates and perturbations that each estimator tries before; 0 for the defaults
 */
record TruncationFigure(
        TruncationTask task,
        int[] windows,
        double[] clips,
        long budget,
        int seeds,
        Sample windowed,
        Sample searching,
        int trials)
        implements Figure {
    /**
     * What an update takes.
     *
     * @param population candidates of evolution strategies
     * @param episodes of each candidate; a gradient has twice as many
     */
    record Sample(int population, int episodes) {}

    private static final String WHOLE = "tbptt:full";
    /** Two costs closer than this share of the gain over no training are taken for equal. */
    private static final double EQUAL = 0.02;

    static TruncationFigure full() {
        return new TruncationFigure(
                TruncationTask.ANT,
                new int[] {1, 2, 5, 10, 20, 50},
                new double[] {0.01, 0.1, 1, 10},
                6_000_000,
                3,
                new Sample(64, 8),
                new Sample(256, 1),
                3);
    }

    static TruncationFigure quick() {
        return new TruncationFigure(
                TruncationTask.PENDULUM,
                new int[] {1, 10, 50},
                new double[] {0.1},
                2_000_000,
                1,
                new Sample(32, 8),
                new Sample(32, 8),
                0);
    }

    @Override
    public String id() {
        return "6";
    }

    @Override
    public String title() {
        return "Figure 6: return by truncation length";
    }

    @Override
    public String shows() {
        return "that short windows of about 10 steps learn to run while long ones and whole episodes fail, clipped or not";
    }

    @Override
    public String settings() {
        return task + " windows " + Arrays.toString(windows) + " clips " + Arrays.toString(clips) + " budget " + budget
                + " seeds " + seeds + " trials " + trials + " " + windowed + " " + searching;
    }

    @Override
    public double expectedSeconds() {
        double runs = windows.length + clips.length + 3;
        double stepsPerSecond = task == TruncationTask.PENDULUM ? 1e6 : 2e5;
        double warm = task == TruncationTask.PENDULUM ? 1 : 3;
        return runs * (seeds * (warm + budget / stepsPerSecond) + 2 * trials * (warm + budget / (4 * stepsPerSecond)));
    }

    private EstimatorChoice window(int i) {
        return EstimatorChoice.parse(i < windows.length ? "tbptt:" + windows[i] : WHOLE);
    }

    private EstimatorChoice clipped(double clip) {
        return EstimatorChoice.parse(WHOLE + ":1:" + clip);
    }

    private static EstimatorChoice es() {
        return EstimatorChoice.parse("es");
    }

    private static EstimatorChoice guarded() {
        return EstimatorChoice.parse("guarded");
    }

    @Override
    public FigureResult measure(FigureContext context) {
        List<EstimatorChoice> backpropagating = Stream.concat(
                        IntStream.rangeClosed(0, windows.length).mapToObj(this::window),
                        Arrays.stream(clips).mapToObj(this::clipped))
                .toList();
        List<EstimatorChoice> others = List.of(es(), guarded());
        double share = (double) backpropagating.size() / (backpropagating.size() + others.size());
        TruncationRuns runs = runs(context.part(0, share), backpropagating, windowed)
                .and(runs(context.part(share, 1), others, searching));
        return result(runs, task.model().timing().horizonSteps());
    }

    private TruncationRuns runs(FigureContext context, List<EstimatorChoice> estimators, Sample sample) {
        return TruncationRuns.measure(context, task, estimators, seeds, budget, trials, sample);
    }

    private FigureResult result(TruncationRuns runs, int horizon) {
        int whole = windows.length;
        double[] x = new double[whole + 1];
        double[] y = new double[whole + 1];
        int best = 0;
        for (int w = 0; w <= whole; w++) {
            x[w] = w < whole ? windows[w] : horizon;
            y[w] = runs.cost().get(window(w));
            best = y[w] < y[best] ? w : best;
        }
        double clipped = Arrays.stream(clips)
                .map(clip -> runs.cost().get(clipped(clip)))
                .min()
                .orElseThrow();
        double es = runs.cost().get(es());
        double guarded = runs.cost().get(guarded());
        double equal = EQUAL * (runs.untrained() - Math.min(y[best], es));
        String bestWindow = best == whole ? "whole episodes" : "windows of " + windows[best] + " steps";
        List<Finding> findings = List.of(
                new Finding(
                        "a window between the shortest and whole episodes is best",
                        String.format(Locale.ROOT, "%s, at a cost of %.3f a step", bestWindow, y[best]),
                        best > 0 && best < whole && y[best] < Math.min(y[0], y[whole]) - equal),
                new Finding(
                        "whole episodes do worse than the best window",
                        String.format(Locale.ROOT, "%.3f a step against %.3f", y[whole], y[best]),
                        y[whole] > y[best] + equal),
                new Finding(
                        "clipping does not make whole episodes as good as the best window",
                        String.format(Locale.ROOT, "%.3f a step at best", clipped),
                        clipped > y[best] + equal),
                new Finding(
                        "black-box training is at least as good as the best window",
                        String.format(Locale.ROOT, "%.3f a step", es),
                        es <= y[best] + equal));
        return new FigureResult(
                String.format(
                        Locale.ROOT,
                        "on the %s for %.3g steps a run, costs a step of %.3f with %s, %.3f with whole episodes, %.3f at best with them "
                                + "clipped, %.3f with evolution strategies and %.3f guarded, from %.3f untrained",
                        task.text(),
                        (double) budget,
                        y[best],
                        bestWindow,
                        y[whole],
                        clipped,
                        es,
                        guarded,
                        runs.untrained()),
                findings,
                List.of(panel(runs, x, y)),
                notes(horizon));
    }

    private Panel panel(TruncationRuns runs, double[] x, double[] y) {
        double[] ends = {x[0], x[x.length - 1]};
        List<Curve> curves = new ArrayList<>();
        curves.add(Curve.line("truncated backpropagation", 0, x, y));
        curves.add(Curve.points("windows", 0, x, y));
        double es = runs.cost().get(es());
        double guarded = runs.cost().get(guarded());
        curves.add(Curve.line("evolution strategies", 1, ends, new double[] {es, es}));
        curves.add(Curve.line("guarded", 2, ends, new double[] {guarded, guarded}));
        for (int c = 0; c < clips.length; c++) {
            double cost = runs.cost().get(clipped(clips[c]));
            curves.add(Curve.points(
                    "whole clipped at " + clips[c], 3 + c % 3, new double[] {ends[1]}, new double[] {cost}));
        }
        double[] level = {runs.untrained(), runs.untrained()};
        curves.add(Curve.reference("untrained", ends, level));
        return new Panel(
                "truncation",
                "Mean cost a step on test episodes, lower is better",
                "window [steps], the last one the whole episode",
                "cost",
                PanelScale.OCTAVES,
                PanelScale.LINEAR,
                curves);
    }

    private List<String> notes(int horizon) {
        return List.of(
                String.format(
                        Locale.ROOT,
                        "The %s over %d control steps%s, with the library's default policy and rates of "
                                + "each estimator; %s. A run costs %d control steps, a backpropagated one counting as %.0f; "
                                + "evolution strategies have populations of %d with %d episodes each, windows %d episodes; "
                                + "medians of %d seeds. Costs are those of the task%s.",
                        task.text(),
                        horizon,
                        task == TruncationTask.ANT ? "" : " stands in for the paper's ant",
                        trials == 0
                                ? "nothing is tuned"
                                : trials
                                        + " learning rates and perturbations are tried for each before, on seeds of their own",
                        budget,
                        TruncationRuns.BACKWARD,
                        searching.population(),
                        searching.episodes(),
                        2 * windowed.episodes(),
                        seeds,
                        task == TruncationTask.ANT ? ", where a fall ends an episode and is charged" : ""),
                String.format(
                        Locale.ROOT,
                        "Costs that differ by less than %.0f %% of what training gains are taken for equal.",
                        100 * EQUAL));
    }
}
