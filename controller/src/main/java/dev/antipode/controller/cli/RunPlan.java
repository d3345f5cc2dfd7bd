package dev.antipode.controller.cli;

import dev.antipode.controller.store.LibraryVersion;
import dev.antipode.controller.store.RefusedFileException;
import dev.antipode.controller.store.RunFolder;
import dev.antipode.controller.train.LearningSettings;
import dev.antipode.core.kernel.Arithmetic;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What {@code run.yaml} keeps of a request: everything that decides the bits.
 *
 * @param classpath of the users' jars, or null
 * @param from the controller that it started from, or null
 * @param imitate the law that the start was learnt from, or null
 */
record RunPlan(
        String task,
        String classpath,
        String policy,
        LearningSettings learning,
        Arithmetic arithmetic,
        String from,
        String imitate) {
    Map<String, Map<String, String>> sections() {
        Map<String, String> run = new LinkedHashMap<>();
        run.put("task", task);
        run.put("policy", policy);
        run.put("estimator", learning.estimator().toString());
        run.put("arithmetic", arithmetic.name());
        if (classpath != null) {
            run.put("classpath", classpath);
        }
        if (from != null) {
            run.put("from", from);
        }
        if (imitate != null) {
            run.put("imitate", imitate);
        }
        run.put("antipode", LibraryVersion.text());
        Map<String, Map<String, String>> sections = new LinkedHashMap<>();
        sections.put("run", run);
        sections.put("learning", learning.toMap());
        return sections;
    }

    static RunPlan read(RunFolder folder) throws RefusedFileException {
        Map<String, Map<String, String>> sections = folder.readConfiguration();
        Map<String, String> run = sections.getOrDefault("run", Map.of());
        if (!run.containsKey("task") || !run.containsKey("policy") || !run.containsKey("arithmetic")) {
            throw new RefusedFileException(
                    folder.configuration(), "does not say task, policy and arithmetic under 'run'");
        }
        try {
            return new RunPlan(
                    run.get("task"),
                    run.get("classpath"),
                    run.get("policy"),
                    LearningSettings.fromMap(sections.getOrDefault("learning", Map.of())),
                    Arithmetic.valueOf(run.get("arithmetic")),
                    run.get("from"),
                    run.get("imitate"));
        } catch (IllegalArgumentException e) {
            throw new RefusedFileException(folder.configuration(), "cannot be followed: " + e.getMessage());
        }
    }
}
