package dev.antipode.controller.hil.plan;

import dev.antipode.controller.loop.LoopResult;
import dev.antipode.controller.loop.TimeHistogram;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Results as maps for JSON. Keys are camelCase and stable; what nobody knows is null. */
public final class ResultJson {
    private static final double[] PERCENTILES = {50, 99, 99.9, 99.99};
    private static final String[] PERCENTILE_KEYS = {"p50Nanos", "p99Nanos", "p999Nanos", "p9999Nanos"};

    private ResultJson() {}

    /**
     * The whole result.
     *
     * @param result of a plan
     * @param configuration what was tested and with what, name to value
     * @param device where, name to value
     * @param jvm what Flight Recorder saw, by event; empty where nothing was recorded
     * @return for {@link dev.antipode.controller.store.Json}
     */
    public static Map<String, Object> whole(
            PlanResult result,
            Map<String, String> configuration,
            Map<String, String> device,
            Map<String, FlightRecord.Seen> jvm) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("passed", result.passed());
        map.putAll(summary(result));
        map.put("configuration", configuration);
        map.put("device", device);
        map.put(
                "simulatorDifference",
                result.difference().map(ResultJson::difference).orElse(null));
        map.put("idleLatency", result.idle().map(ResultJson::idle).orElse(null));
        map.put("jvm", jvm(jvm));
        map.put("cases", result.cases().stream().map(ResultJson::of).toList());
        return map;
    }

    /**
     * How many cases came out how.
     *
     * @param result of a plan
     * @return a few numbers
     */
    public static Map<String, Object> summary(PlanResult result) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (Verdict verdict : Verdict.values()) {
            map.put(verdict.text() + "Cases", result.count(verdict));
        }
        map.put("unknownCriteria", result.unknown());
        map.put("seed", result.seed());
        map.put("elapsedSeconds", result.elapsedSeconds());
        return map;
    }

    /**
     * One case.
     *
     * @param result of it
     * @return for one line or a part of the whole
     */
    public static Map<String, Object> of(CaseResult result) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("case", result.plan().name());
        map.put("number", result.plan().number());
        map.put("verdict", result.verdict().text());
        map.put("reason", result.explanation());
        map.put(
                "faults",
                result.plan().faults().stream().map(PlannedFault::text).toList());
        result.run().ifPresent(run -> put(map, result.plan(), run));
        map.put("checks", result.checks().stream().map(ResultJson::check).toList());
        return map;
    }

    private static void put(Map<String, Object> map, PlanCase plan, CaseResult.Run run) {
        map.put("realTime", run.realTime());
        map.put("elapsedSeconds", run.elapsedSeconds());
        map.put("injected", Arrays.stream(run.injected()).boxed().toList());
        map.put("episodes", run.episodes().size());
        CaseNumbers numbers = run.numbers();
        map.put("success", numbers.success());
        map.put("lost", numbers.lost());
        map.put("meanCost", numbers.meanCost());
        map.put("costRatio", numbers.costRatio());
        boolean recovers = !plan.faults().isEmpty();
        map.put("recovered", recovers && Double.isFinite(numbers.recoverySeconds()));
        map.put("recoverySeconds", recovers ? numbers.recoverySeconds() : null);
        map.put("wentSafe", numbers.wentSafe());
        map.put(
                "episodeResults",
                run.episodes().stream().map(ResultJson::episode).toList());
        map.put("control", control(run.control()));
        map.put("loop", loop(run.loop(), run.realTime()));
        map.put("collections", run.collections());
    }

    private static Map<String, Object> episode(EpisodeResult episode) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("ticks", episode.ticks());
        map.put("cost", episode.cost());
        map.put("lost", episode.lost());
        map.put("succeeded", episode.succeeded());
        map.put("wentSafe", episode.wentSafe());
        map.put("recoverySeconds", episode.recoverySeconds());
        return map;
    }

    private static Map<String, Object> check(Check check) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("criterion", check.criterion());
        map.put("required", check.required());
        map.put("measured", check.measured());
        map.put("outcome", check.outcome().text());
        return map;
    }

    private static Map<String, Object> control(ControlMeasures control) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("effort", control.effort());
        map.put("saturation", control.saturation());
        map.put("violations", control.violations());
        map.put("signals", control.signals().stream().map(ResultJson::following).toList());
        return map;
    }

    private static Map<String, Object> following(ControlMeasures.Following signal) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("signal", signal.name());
        map.put("unit", signal.unit());
        map.put("iae", signal.iae());
        map.put("ise", signal.ise());
        map.put("itae", signal.itae());
        signal.response().ifPresent(response -> {
            map.put("riseSeconds", response.riseSeconds());
            map.put("overshoot", response.overshoot());
            map.put("settlingSeconds", response.settlingSeconds());
            map.put("steadyStateError", response.steadyStateError());
        });
        return map;
    }

    private static Map<String, Object> loop(LoopResult loop, boolean realTime) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("ticks", loop.ticks());
        map.put("skipped", loop.skipped());
        map.put("achievedHertz", realTime ? loop.hertz() : null);
        map.put("missed", realTime ? loop.misses() : null);
        map.put("longestMissRun", realTime ? loop.longestMissRun() : null);
        map.put("missPositions", Arrays.stream(loop.missPositions()).boxed().toList());
        for (TimeHistogram histogram : loop.times().all()) {
            map.put(camel(histogram.name()), times(histogram));
        }
        map.put("faultyTicks", loop.faultyTicks());
        Map<String, Object> faults = new LinkedHashMap<>();
        loop.faults().forEach((fault, count) -> faults.put(camel(fault.text()), count));
        map.put("faults", faults);
        map.put("holdTicks", loop.holdTicks());
        map.put("safeTicks", loop.safeTicks());
        map.put("safeActions", loop.safeActions());
        map.put("recoveries", loop.recoveries());
        map.put("stalls", loop.stalls());
        map.put("allocatedBytes", loop.allocatedBytes());
        map.put("notGranted", loop.refusals());
        return map;
    }

    private static Map<String, Object> times(TimeHistogram histogram) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("count", histogram.count());
        for (int i = 0; i < PERCENTILES.length; i++) {
            map.put(PERCENTILE_KEYS[i], histogram.nanos(PERCENTILES[i]));
        }
        map.put("worstNanos", histogram.worstNanos());
        return map;
    }

    private static Map<String, Object> difference(SimulatorDifference difference) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("max", difference.max());
        map.put("rms", difference.rms());
        map.put("ticks", difference.ticks());
        map.put("simulatorCost", difference.simulatorCost());
        map.put("signals", difference.signals().stream().map(ResultJson::signal).toList());
        return map;
    }

    private static Map<String, Object> signal(SimulatorDifference.Of signal) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("signal", signal.name());
        map.put("unit", signal.unit());
        map.put("max", signal.max());
        map.put("rms", signal.rms());
        return map;
    }

    private static Map<String, Object> jvm(Map<String, FlightRecord.Seen> jvm) {
        Map<String, Object> map = new LinkedHashMap<>();
        jvm.forEach((event, seen) -> {
            Map<String, Object> numbers = new LinkedHashMap<>();
            numbers.put("count", seen.count());
            numbers.put("totalMillis", seen.totalMillis());
            numbers.put("longestMillis", seen.longestMillis());
            map.put(event, numbers);
        });
        return map;
    }

    private static Map<String, Object> idle(IdleLatency idle) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("count", idle.count());
        map.put("p50Nanos", idle.p50Nanos());
        map.put("p99Nanos", idle.p99Nanos());
        map.put("p999Nanos", idle.p999Nanos());
        map.put("worstNanos", idle.worstNanos());
        return map;
    }

    private static String camel(String words) {
        StringBuilder text = new StringBuilder();
        for (String word : List.of(words.split("[ -]"))) {
            text.append(text.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return text.toString();
    }
}
