package dev.antipode.controller.cli;

import dev.antipode.controller.TrainingOptions;
import dev.antipode.controller.hil.train.HardwareLog;
import dev.antipode.controller.hil.train.HardwareOutcome;
import dev.antipode.controller.hil.train.HardwareProgress;
import dev.antipode.controller.hil.train.HardwareReport;
import dev.antipode.controller.store.AtomicFile;
import dev.antipode.controller.store.LibraryVersion;
import dev.antipode.controller.store.RunFolder;
import dev.antipode.controller.train.TrainingState;
import dev.antipode.profiles.DeviceProfile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Gathers what {@code report.html} shows of a run on a plant, and writes it. */
final class HardwareRunReport {
    private HardwareRunReport() {}

    static void write(
            RunFolder folder,
            DeviceProfile profile,
            RunPlan plan,
            HardwarePlan hardware,
            TrainingOptions options,
            HardwareOutcome outcome,
            HardwareProgress progress,
            TrainingState.Best best)
            throws IOException {
        Map<String, String> configuration = new LinkedHashMap<>(plan.sections().get("run"));
        configuration.putAll(hardware.texts());
        configuration.putAll(options.learning().toMap());
        configuration.put("parameters", Integer.toString(best.theta().length));
        configuration.put("parameters kept from generation", Integer.toString(best.generation()));
        HardwareReport report = new HardwareReport(
                plan.task(),
                "Training report of Antipode " + LibraryVersion.text() + ", on " + hardware.link(),
                outcome,
                best.validationCost(),
                progress,
                HardwareLog.read(folder.plant()),
                configuration,
                DeviceFacts.of(profile));
        AtomicFile.write(folder.report(), report.html().getBytes(StandardCharsets.UTF_8));
    }
}
