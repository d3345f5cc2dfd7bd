package dev.antipode.controller.cli;

import dev.antipode.controller.compare.ComparedRun;
import dev.antipode.controller.compare.ComparisonFolder;
import dev.antipode.controller.compare.ComparisonListener;
import dev.antipode.controller.compare.RunRequest;
import dev.antipode.controller.compare.RunsFile;
import dev.antipode.controller.train.GenerationReport;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import me.tongfei.progressbar.ProgressBar;

/** Keeps every finished run at once, and shows how the comparison goes and how long it may take. */
final class ComparisonProgress implements ComparisonListener, AutoCloseable {
    private static final double SECONDS_BETWEEN_LINES = 2;
    private static final int PARTS = 1000;

    private final Console console;
    private final CommonOptions common;
    private final ComparisonFolder folder;
    private final List<RunRequest> requests;
    private final List<ComparedRun> finished;
    /** What runs of an estimator have cost and taken in this session, everything included. */
    private final Map<String, double[]> pace = new HashMap<>();

    private long startNanos;
    /** When the first generation of the run was done, and what it had cost: kernels are compiled before. */
    private long firstNanos;

    private double firstCost;
    private double lastLine = Double.NEGATIVE_INFINITY;
    private double validationCost = Double.NaN;
    private double validationSuccess = Double.NaN;
    private ProgressBar bar;

    /** Finished runs are added to the list. */
    ComparisonProgress(
            Console console,
            CommonOptions common,
            ComparisonFolder folder,
            List<RunRequest> requests,
            List<ComparedRun> finished) {
        this.console = console;
        this.common = common;
        this.folder = folder;
        this.requests = requests;
        this.finished = finished;
    }

    @Override
    public void started(RunRequest run) {
        startNanos = System.nanoTime();
        firstCost = 0;
        validationCost = Double.NaN;
        validationSuccess = Double.NaN;
    }

    private double seconds() {
        return (System.nanoTime() - startNanos) * 1e-9;
    }

    @Override
    public void generation(RunRequest run, GenerationReport report, double cost) {
        report.validationCost().ifPresent(value -> validationCost = value);
        report.validationSuccess().ifPresent(value -> validationSuccess = value);
        if (firstCost == 0) {
            firstNanos = System.nanoTime();
            firstCost = cost;
        }
        if (common.quiet || cost == firstCost) {
            return;
        }
        double now = System.nanoTime() * 1e-9;
        boolean unknown = !pace.containsKey(run.estimator().toString()) && seconds() < SECONDS_BETWEEN_LINES;
        if (now - lastLine < SECONDS_BETWEEN_LINES || unknown) {
            return;
        }
        lastLine = now;
        double share = Math.min(1, cost / run.budgetSteps());
        double left = remaining(run, cost);
        String validation = Double.isNaN(validationCost)
                ? ""
                : String.format(
                        Locale.ROOT, ", validation %.4g (%.0f %% succeed)", validationCost, 100 * validationSuccess);
        String what = String.format(Locale.ROOT, "%s: %.0f %%%s", name(run), 100 * share, validation);
        if (console.terminal() && !common.json) {
            if (bar == null) {
                bar = Progress.bar(console, "comparing")
                        .setInitialMax((long) requests.size() * PARTS)
                        .startsFrom((long) (run.number() - 1) * PARTS, Duration.ZERO)
                        .build();
            }
            bar.setExtraMessage(String.format(Locale.ROOT, "%.0f s left, %s", left, what));
            bar.stepTo((long) ((run.number() - 1 + share) * PARTS));
        } else {
            console.say(
                    common,
                    String.format(
                            Locale.ROOT,
                            "run %d of %d, %s, %.0f s left of all",
                            run.number(),
                            requests.size(),
                            what,
                            left));
        }
    }

    private static String name(RunRequest run) {
        return run.phase() == ComparedRun.Phase.TUNING
                ? "tuning " + run.estimator() + ", trial " + run.trial() + ", seed " + run.seed()
                : run.estimator() + ", seed " + run.seed();
    }

    /** By the pace of each estimator's runs so far, and of this one where it had none. */
    private double remaining(RunRequest run, double cost) {
        double here = (System.nanoTime() - firstNanos) * 1e-9 / (cost - firstCost);
        double left = Math.max(0, run.budgetSteps() - cost) * pace(run, here);
        for (RunRequest request : requests.subList(run.number(), requests.size())) {
            if (!done(request)) {
                left += request.budgetSteps() * pace(request, here);
            }
        }
        return left;
    }

    private double pace(RunRequest request, double otherwise) {
        double[] known = pace.get(request.estimator().toString());
        return known == null ? otherwise : known[1] / known[0];
    }

    private boolean done(RunRequest request) {
        return finished.stream()
                .anyMatch(run -> run.phase() == request.phase()
                        && run.seed() == request.seed()
                        && run.estimator().equals(request.estimator().toString())
                        && (run.phase() == ComparedRun.Phase.RESULT || run.trial() == request.trial()));
    }

    @Override
    public void finished(ComparedRun run) throws IOException {
        finished.add(run);
        RunsFile.write(folder, finished);
        double[] known = pace.computeIfAbsent(run.estimator(), _ -> new double[2]);
        known[0] += run.cost();
        known[1] += seconds();
        if (common.json) {
            console.json(object(run));
        }
    }

    static Map<String, Object> object(ComparedRun run) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("phase", run.phase().name().toLowerCase(Locale.ROOT));
        map.put("estimator", run.estimator());
        map.put("trial", run.trial());
        map.put("seed", run.seed());
        map.put("learningRate", run.learningRate());
        map.put("sigma", run.sigma());
        map.put("end", run.end().name().toLowerCase(Locale.ROOT));
        map.put("generations", run.generations());
        map.put("cost", run.cost());
        map.put("simulatorSteps", run.simulatorSteps());
        map.put("gradientSteps", run.gradientSteps());
        map.put("tangentSteps", run.tangentSteps());
        map.put("elapsedSeconds", run.seconds());
        map.put("validationCost", run.validationCost());
        map.put("validationSuccess", run.validationSuccess());
        boolean tested = run.test().episodes() > 0;
        map.put("testCost", tested ? run.test().meanCost() : null);
        map.put("success", tested ? run.test().success() : null);
        map.put("costToTarget", run.costToTarget());
        map.put("secondsToTarget", run.secondsToTarget());
        map.put("memoryBytes", run.memoryBytes());
        map.put("updates", run.updates());
        return map;
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
