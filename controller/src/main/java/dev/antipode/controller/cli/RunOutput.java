package dev.antipode.controller.cli;

import dev.antipode.controller.hil.Link;
import dev.antipode.controller.hil.TaskLink;
import dev.antipode.controller.hil.wire.WireLink;
import dev.antipode.controller.loop.LoopOptions;
import dev.antipode.controller.loop.LoopResult;
import dev.antipode.controller.loop.Recorder;
import dev.antipode.controller.loop.TickBudget;
import dev.antipode.controller.loop.TimeHistogram;
import dev.antipode.core.memory.MemoryPlan;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a run of the loop came to, as text and as one object.
 *
 * @param task the controller's task
 * @param linkText as given
 * @param link the plant, which may know about episodes
 * @param options of the loop
 * @param result of the loop
 * @param costs of the start and of memory
 * @param collections of the JVM meanwhile
 * @param recorder where ticks were written, if they were
 * @param recording the file
 * @param side the training beside it
 */
record RunOutput(
        String task,
        String linkText,
        Link link,
        LoopOptions options,
        LoopResult result,
        RunCosts costs,
        GarbageCollections collections,
        Optional<Recorder> recorder,
        Optional<Path> recording,
        Optional<SideRun> side) {
    private static final double[] PERCENTILES = {50, 99, 99.9};

    Map<String, Object> object() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("outcome", result.outcome().name().toLowerCase(Locale.ROOT));
        map.put("requestedHertz", 1e9 / options.periodNanos());
        map.put("achievedHertz", result.hertz());
        map.put("ticks", result.ticks());
        map.put("skipped", result.skipped());
        map.put("elapsedSeconds", result.elapsedNanos() * 1e-9);
        for (TimeHistogram histogram : result.times().all()) {
            map.put(camel(histogram.name()), times(histogram));
        }
        map.put("missed", result.misses());
        map.put("longestMissRun", result.longestMissRun());
        TickBudget budget = options.budget();
        if (!budget.equals(TickBudget.none())) {
            map.put("budget", budget(budget));
        }
        map.put("missPositions", Arrays.stream(result.missPositions()).boxed().toList());
        map.put("faultyTicks", result.faultyTicks());
        Map<String, Object> faults = new LinkedHashMap<>();
        result.faults().forEach((fault, count) -> faults.put(camel(fault.text()), count));
        map.put("faults", faults);
        map.put("holdTicks", result.holdTicks());
        map.put("safeTicks", result.safeTicks());
        map.put("safeActions", result.safeActions());
        map.put("recoveries", result.recoveries());
        map.put("endedSafe", result.endedSafe());
        map.put("stalls", result.stalls());
        map.put("meanStageCost", Double.isNaN(result.meanStageCost()) ? null : result.meanStageCost());
        if (link instanceof TaskLink plant) {
            map.put("episodes", plant.episodes());
            map.put("succeeded", plant.succeeded());
            map.put("lost", plant.lost());
        }
        if (link instanceof WireLink wire) {
            map.put("frames", wire.counters().object());
        }
        map.put("firstTickSeconds", Double.isNaN(costs.firstTickSeconds()) ? null : costs.firstTickSeconds());
        map.put("allocatedBytes", result.allocatedBytes());
        map.put("residentBytes", costs.residentBytes());
        map.put("largestResidentBytes", costs.largestResidentBytes());
        map.put("collections", collections.count());
        recorder.ifPresent(r -> {
            map.put("recorded", recording.map(Path::toString).orElse(null));
            map.put("dropped", r.dropped());
        });
        side.ifPresent(training -> map.put("training", training.object(result)));
        map.put("notGranted", result.refusals());
        return map;
    }

    private static Map<String, Object> times(TimeHistogram histogram) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("count", histogram.count());
        for (double percentile : PERCENTILES) {
            String name = String.format(Locale.ROOT, "p%s", percentile)
                    .replace(".0", "")
                    .replace(".", "");
            map.put(name + "Nanos", histogram.nanos(percentile));
        }
        map.put("worstNanos", histogram.worstNanos());
        return map;
    }

    private Map<String, Object> budget(TickBudget budget) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("starts", result.times().starts());
        if (budget.lateNanos() != TickBudget.ANY) {
            map.put("jitterNanos", budget.lateNanos());
            map.put("lateStarts", result.times().lateStarts());
        }
        if (budget.commandNanos() != TickBudget.ANY) {
            map.put("deadlineNanos", budget.commandNanos());
            map.put("lateCommands", result.times().lateCommands());
        }
        return map;
    }

    private static String camel(String words) {
        StringBuilder text = new StringBuilder();
        for (String word : words.split("[ -]")) {
            text.append(text.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return text.toString();
    }

    String text() {
        StringBuilder text = new StringBuilder();
        TextLines.line(
                text,
                "plant",
                "%s over %s, %.6g Hz asked for, %.6g Hz reached",
                task,
                linkText,
                1e9 / options.periodNanos(),
                result.hertz());
        TextLines.line(
                text,
                "ticks",
                "%d in %.3g s, %d skipped",
                result.ticks(),
                result.elapsedNanos() * 1e-9,
                result.skipped());
        if (result.ticks() > 0) {
            TextLines.line(text, "first tick", "%.3g s after launch", costs.firstTickSeconds());
        }
        for (TimeHistogram histogram : result.times().all()) {
            TextLines.line(
                    text,
                    histogram.name(),
                    "p50 %s, p99 %s, p99.9 %s, worst observed %s",
                    time(histogram.nanos(50)),
                    time(histogram.nanos(99)),
                    time(histogram.nanos(99.9)),
                    time(histogram.worstNanos()));
        }
        TextLines.line(
                text,
                "deadlines",
                "%d missed%s",
                result.misses(),
                result.misses() == 0
                        ? ""
                        : ", at most " + result.longestMissRun() + " in a row, the first at tick "
                                + result.missPositions()[0]);
        TickBudget budget = options.budget();
        if (budget.lateNanos() != TickBudget.ANY) {
            TextLines.line(
                    text,
                    "late starts",
                    "%d of %d ticks, by more than %s",
                    result.times().lateStarts(),
                    result.times().starts(),
                    time(budget.lateNanos()));
        }
        if (budget.commandNanos() != TickBudget.ANY) {
            TextLines.line(
                    text,
                    "late commands",
                    "%d of %d ticks, more than %s after their start",
                    result.times().lateCommands(),
                    result.times().starts(),
                    time(budget.commandNanos()));
        }
        TextLines.line(text, "faults", "%s", faults());
        if (result.safeActions() > 0) {
            TextLines.line(
                    text,
                    "safe action",
                    "%d times, %d ticks, %d recoveries",
                    result.safeActions(),
                    result.safeTicks(),
                    result.recoveries());
        }
        if (!Double.isNaN(result.meanStageCost())) {
            TextLines.line(text, "stage cost", "mean %.6g", result.meanStageCost());
        }
        if (link instanceof TaskLink plant && plant.episodes() > 0) {
            TextLines.line(
                    text,
                    "episodes",
                    "%d ended, %d of these at the goal, %d lost",
                    plant.episodes(),
                    plant.succeeded(),
                    plant.lost());
        }
        if (link instanceof WireLink wire) {
            TextLines.line(text, "frames", "%s", wire.counters().text());
        }
        TextLines.line(
                text,
                "memory",
                "%s bytes allocated in the loop, %d garbage collections, %s resident, at most %s",
                result.allocatedBytes() < 0 ? "unknown" : Long.toString(result.allocatedBytes()),
                collections.count(),
                MemoryPlan.readable(costs.residentBytes()),
                MemoryPlan.readable(costs.largestResidentBytes()));
        recorder.ifPresent(r -> TextLines.line(
                text,
                "recorded",
                "%s, %d ticks dropped",
                recording.map(Path::toString).orElse("faults only"),
                r.dropped()));
        side.ifPresent(training -> TextLines.line(text, "training", "%s", training.text(result)));
        return text.toString();
    }

    private String faults() {
        return result.faults().isEmpty()
                ? "none"
                : result.faultyTicks() + " ticks: "
                        + result.faults().entrySet().stream()
                                .map(e -> e.getKey().text() + " " + e.getValue())
                                .collect(Collectors.joining(", "));
    }

    /** A duration with three digits and its unit. */
    static String time(long nanos) {
        double value = nanos;
        for (String unit : new String[] {"ns", "us", "ms"}) {
            // Three digits of 999.6 would be 1.00e+03.
            if (value < 999.5) {
                return String.format(Locale.ROOT, "%.3g %s", value, unit);
            }
            value *= 1e-3;
        }
        return String.format(Locale.ROOT, "%.3g s", value);
    }
}
