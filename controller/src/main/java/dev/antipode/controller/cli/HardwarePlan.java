package dev.antipode.controller.cli;

import dev.antipode.controller.hil.train.Bands;
import dev.antipode.controller.hil.train.HardwareSettings;
import dev.antipode.controller.hil.train.MeasuredCost;
import dev.antipode.controller.hil.train.StageCost;
import dev.antipode.controller.hil.train.ToldCost;
import dev.antipode.controller.law.FixedLaw;
import dev.antipode.controller.law.Laws;
import dev.antipode.sim.Signal;
import dev.antipode.sim.TaskModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code run.yaml} keeps of how a plant is treated: the texts of the options.
 *
 * @param texts by name
 */
record HardwarePlan(Map<String, String> texts) {
    static final String SECTION = "hardware";

    /** May be given again where a run goes on: the rest is what it was begun with. */
    private static final Set<String> CHANGEABLE =
            Set.of(HardwareOptions.LINK, HardwareOptions.EPISODES, HardwareOptions.MINUTES);

    private static final double LEAST_TIMEOUT_SECONDS = 0.01;

    /** With another link or another budget; everything else is refused. */
    HardwarePlan with(Map<String, String> given) {
        for (String name : given.keySet()) {
            if (!CHANGEABLE.contains(name)) {
                throw new RequestException("--resume goes on with the settings of the run, but '" + name
                        + "' was given; only --link, --max-episodes and --max-minutes may be");
            }
        }
        Map<String, String> all = new LinkedHashMap<>(texts);
        all.putAll(given);
        return new HardwarePlan(all);
    }

    String link() {
        return texts.get(HardwareOptions.LINK);
    }

    HardwareSettings settings(TaskModel task) {
        List<Signal> measurements = task.observations();
        HardwareSettings usual = HardwareSettings.of(
                Bands.parse(texts.getOrDefault("envelope", ""), measurements),
                safeCommand(task.plant().inputs()));
        double episodes = number(HardwareOptions.EPISODES, 0);
        if (episodes != Math.rint(episodes) || (episodes < 1 && texts.containsKey(HardwareOptions.EPISODES))) {
            throw new RequestException("--max-episodes " + texts.get(HardwareOptions.EPISODES)
                    + " must be a whole number above 0, such as 500");
        }
        return new HardwareSettings(
                (long) episodes,
                number(HardwareOptions.MINUTES, usual.maxMinutes()),
                usual.envelope(),
                number("envelopeAhead", usual.aheadSeconds()),
                Optional.ofNullable(texts.get("startBand")).map(text -> Bands.parse(text, measurements)),
                number("startHold", usual.holdSeconds()),
                number("resetSeconds", usual.resetSeconds()),
                number("rest", usual.restSeconds()),
                (int) number("missing", usual.missingTicks()),
                number("noiseFactor", usual.noiseFactor()),
                usual.safeCommand());
    }

    StageCost cost(TaskModel task) {
        String text = texts.get("cost");
        return text == null
                ? new ToldCost(task.failureCost())
                : MeasuredCost.parse(text, task.observations(), task.plant().inputs());
    }

    Optional<FixedLaw> fallback(TaskModel task, ClassLoader loader) {
        return Optional.ofNullable(texts.get("fallback")).map(name -> FixedLaw.of(Laws.law(name, loader), task));
    }

    long timeoutNanos(TaskModel task) {
        double usual = Math.max(task.timing().periodSeconds() / 2, LEAST_TIMEOUT_SECONDS);
        double millis = number("timeout", usual * 1e3);
        if (!(millis >= 0 && millis < 1e9)) {
            throw new RequestException("--timeout " + millis + " must be at least 0 milliseconds");
        }
        return Math.round(millis * 1e6);
    }

    private double[] safeCommand(List<Signal> inputs) {
        String text = texts.get("safe");
        if (text == null) {
            return SafeActionOptions.nearestToZero(inputs);
        }
        String[] parts = text.split(",", -1);
        double[] safe = new double[parts.length];
        for (int i = 0; i < parts.length; i++) {
            safe[i] = number("safe", parts[i]);
        }
        return SafeActionOptions.checked(safe, inputs);
    }

    private double number(String name, double usual) {
        return texts.containsKey(name) ? number(name, texts.get(name)) : usual;
    }

    private static double number(String name, String text) {
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            throw new RequestException("'" + text + "' for '" + name + "' is not a number");
        }
    }
}
