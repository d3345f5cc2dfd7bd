package dev.antipode.controller.cli;

import dev.antipode.controller.train.Evaluation;
import dev.antipode.controller.tune.TunedGains;
import dev.antipode.sim.Signal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How {@code tune} prints what it found. */
final class TuningOutput {
    private TuningOutput() {}

    /** @param file what was written, or null */
    static Map<String, Object> object(String law, String task, TunedGains tuned, Path file) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("law", law);
        map.put("task", task);
        List<Object> gains = new ArrayList<>();
        for (int i = 0; i < tuned.gains().size(); i++) {
            Map<String, Object> gain = new LinkedHashMap<>();
            gain.put("name", tuned.gains().get(i).name());
            gain.put("unit", tuned.gains().get(i).unit());
            gain.put("before", tuned.before()[i]);
            gain.put("after", tuned.after()[i]);
            gains.add(gain);
        }
        map.put("gains", gains);
        map.put("before", EvaluationOutput.object(tuned.testBefore()));
        map.put("after", EvaluationOutput.object(tuned.testAfter()));
        List<Object> descents = new ArrayList<>();
        for (TunedGains.Descent descent : tuned.descents()) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("from", list(descent.from()));
            entry.put("to", list(descent.to()));
            entry.put("validationSuccess", descent.validationSuccess());
            entry.put("validationCost", descent.validationCost());
            descents.add(entry);
        }
        map.put("descents", descents);
        map.put("elapsedSeconds", tuned.seconds());
        map.put("controller", file == null ? null : file.toString());
        return map;
    }

    private static List<Double> list(double[] values) {
        List<Double> list = new ArrayList<>();
        for (double value : values) {
            list.add(value);
        }
        return list;
    }

    /** @param file what was written, or null */
    static String text(String law, String task, TunedGains tuned, Path file) {
        StringBuilder text = new StringBuilder();
        int width = Math.max(
                "mean cost".length(),
                tuned.gains().stream()
                        .mapToInt(gain -> named(gain).length())
                        .max()
                        .orElse(0));
        String row = "%-" + width + "s %14s %14s%n";
        text.append(String.format(Locale.ROOT, "%s for task %s%n", law, task));
        text.append(String.format(Locale.ROOT, row, "gain", "before", "after"));
        for (int i = 0; i < tuned.gains().size(); i++) {
            Signal gain = tuned.gains().get(i);
            text.append(
                    String.format(Locale.ROOT, row, named(gain), number(tuned.before()[i]), number(tuned.after()[i])));
        }
        Evaluation before = tuned.testBefore();
        Evaluation after = tuned.testAfter();
        text.append(String.format(Locale.ROOT, row, "success", percent(before), percent(after)));
        text.append(String.format(Locale.ROOT, row, "mean cost", number(before.meanCost()), number(after.meanCost())));
        text.append(String.format(
                Locale.ROOT,
                "on %d unseen test episodes; tuned in %.1f s, descents from %d starts%n",
                after.episodes(),
                tuned.seconds(),
                tuned.descents().size()));
        if (file != null) {
            text.append("controller ").append(file).append(System.lineSeparator());
        }
        return text.toString();
    }

    private static String named(Signal gain) {
        return gain.name() + (gain.unit().equals("1") ? "" : " [" + gain.unit() + "]");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.6g", value);
    }

    private static String percent(Evaluation evaluation) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * evaluation.success());
    }
}
