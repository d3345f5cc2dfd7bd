package dev.antipode.controller.cli;

import dev.antipode.controller.Antipode;
import dev.antipode.controller.ImitationResult;
import dev.antipode.controller.TrainingOptions;
import dev.antipode.controller.imitate.Imitated;
import dev.antipode.controller.law.FixedLaw;
import dev.antipode.controller.law.Laws;
import dev.antipode.controller.store.ControllerFile;
import dev.antipode.controller.store.LibraryVersion;
import dev.antipode.controller.store.RunFolder;
import dev.antipode.controller.store.TrainingRecord;
import dev.antipode.controller.train.TrainedController;
import dev.antipode.core.memory.MemoryPlan;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The start of a run that was learnt from a control law.
 *
 * @param name of the law, as given
 * @param law the law
 * @param controller what was learnt
 * @param figures of the learning, name to value, for {@code run.yaml}
 */
record LawStart(String name, FixedLaw law, TrainedController controller, Map<String, String> figures) {
    /** The heading of the figures. */
    static final String SECTION = "imitation";

    private static final String ERROR_AFTER = "errorAfter";

    /** Lets the policy learn, and says how that went. */
    static LawStart learn(
            Console console, CommonOptions common, String name, TrainingOptions options, ClassLoader loader) {
        ImitationResult result = Antipode.imitate(options, Laws.law(name, loader));
        Imitated learnt = result.learnt();
        console.say(
                common,
                String.format(
                        Locale.ROOT,
                        "Imitated %s in %.1f s and %s off the heap: its commands are now missed by %.3g of half the range, before by %.3g"
                                + " (root mean square).",
                        name,
                        learnt.seconds(),
                        MemoryPlan.readable(learnt.memory().totalBytes()),
                        learnt.errorAfter(),
                        learnt.errorBefore()));
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("errorBefore", Double.toString(learnt.errorBefore()));
        figures.put(ERROR_AFTER, Double.toString(learnt.errorAfter()));
        figures.put("updates", Integer.toString(learnt.updates()));
        figures.put("seconds", String.format(Locale.ROOT, "%.1f", learnt.seconds()));
        return new LawStart(name, result.law(), result.controller(), figures);
    }

    /** What an earlier process has learnt and kept. */
    static LawStart read(RunFolder folder, String name, TrainingOptions options, ClassLoader loader)
            throws IOException {
        FixedLaw law = FixedLaw.of(Laws.law(name, loader), options.task());
        return new LawStart(
                name,
                law,
                ControllerFile.read(folder.imitated()).controller(),
                folder.readConfiguration().getOrDefault(SECTION, Map.of()));
    }

    /** By how much the start misses the law's commands. */
    String missed() {
        String error = figures.getOrDefault(ERROR_AFTER, "NaN");
        return String.format(Locale.ROOT, "%.3g of half the range (root mean square)", Double.parseDouble(error));
    }

    void write(RunFolder folder, TrainingOptions options) throws IOException {
        TrainingRecord record = new TrainingRecord(
                LibraryVersion.text(), options.learning().toMap(), 0, -1, 0, 0, Double.NaN, Double.NaN);
        new ControllerFile(controller, record).write(folder.imitated());
    }
}
