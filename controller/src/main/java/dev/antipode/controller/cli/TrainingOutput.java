package dev.antipode.controller.cli;

import dev.antipode.controller.report.GuardSummary;
import dev.antipode.controller.store.ControllerFile;
import dev.antipode.controller.store.RunFolder;
import dev.antipode.controller.train.Evaluation;
import dev.antipode.controller.train.TrainedController;
import dev.antipode.controller.train.TrainingState;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a training run says at its end. */
record TrainingOutput(
        String task,
        RunFolder folder,
        long seed,
        TrainedController controller,
        TrainingState state,
        Evaluation evaluation,
        Optional<GuardSummary> guard) {
    void print(Console console, CommonOptions common, Timings timings) {
        if (common.json) {
            console.json(object(timings));
            return;
        }
        console.out().print(text());
        guard.ifPresent(summary -> {
            console.out().println(summary.line());
            summary.refusal().ifPresent(console.out()::println);
        });
    }

    private Map<String, Object> object(Timings timings) {
        Map<String, Object> done = new LinkedHashMap<>();
        done.put("done", true);
        done.put("controller", folder.controller().toString());
        done.put("generations", state.generation());
        done.put("simulatorSteps", state.simulatorSteps());
        done.put("elapsedSeconds", state.elapsedSeconds());
        done.put("parameterHash", ControllerFile.parameterHash(controller.parameters()));
        done.put("seed", seed);
        done.put("success", evaluation.success());
        done.put("successLow", evaluation.successInterval().low());
        done.put("successHigh", evaluation.successInterval().high());
        guard.ifPresent(summary -> done.put("guard", summary.counts()));
        if (timings.wanted()) {
            done.put("timings", timings.json());
        }
        return done;
    }

    private String text() {
        return String.format(
                Locale.ROOT,
                "%s: success %.1f %% (95 %% interval %.1f to %.1f %%) in %d unseen test episodes, mean cost %.6g%n"
                        + "trained in %.1f s, %.3g simulator steps, %.3g a second; parameters %s%n"
                        + "controller %s%nreport     %s%n",
                task,
                100 * evaluation.success(),
                100 * evaluation.successInterval().low(),
                100 * evaluation.successInterval().high(),
                evaluation.episodes(),
                evaluation.meanCost(),
                state.elapsedSeconds(),
                (double) state.simulatorSteps(),
                state.simulatorSteps() / state.elapsedSeconds(),
                ControllerFile.parameterHash(controller.parameters()).substring(0, 16),
                folder.controller(),
                folder.report());
    }
}
