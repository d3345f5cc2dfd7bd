package dev.antipode.controller.cli;

import dev.antipode.controller.store.AtomicFile;
import dev.antipode.controller.store.DistributionFile;
import dev.antipode.controller.store.LibraryVersion;
import dev.antipode.controller.store.RefusedFileException;
import dev.antipode.controller.store.RunFolder;
import dev.antipode.controller.train.LearningSettings;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.sim.ParameterDistribution;
import dev.antipode.sim.TaskModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code run.yaml} keeps of a request: everything that decides the bits.
 *
 * @param classpath of the users' jars, or null
 * @param parameters what the plant's parameters are drawn from; empty where the task says it
 * @param from the controller that it started from, or null
 * @param imitate the law that the start was learnt from, or null
 */
record RunPlan(
        String task,
        String classpath,
        String policy,
        LearningSettings learning,
        Arithmetic arithmetic,
        Optional<ParameterDistribution> parameters,
        String from,
        String imitate) {
    /** Names the file that they are in, which the run has a copy of. */
    private static final String PARAMETERS = "plantParameters";

    /** The task of a name, as this run has it. */
    TaskModel task(TaskModel named) {
        return parameters.map(named::withParameters).orElse(named);
    }

    /** Writes the files of the run that say what is asked for, with more sections of their own. */
    void write(RunFolder folder, Map<String, Map<String, String>> more) throws IOException {
        if (parameters.isPresent()) {
            String text = DistributionFile.text(parameters.get(), List.of());
            AtomicFile.write(folder.parameters(), text.getBytes(StandardCharsets.UTF_8));
        }
        Map<String, Map<String, String>> sections = sections();
        sections.putAll(more);
        folder.writeConfiguration(sections);
    }

    Map<String, Map<String, String>> sections() {
        Map<String, String> run = new LinkedHashMap<>();
        run.put("task", task);
        run.put("policy", policy);
        run.put("estimator", learning.estimator().toString());
        run.put("arithmetic", arithmetic.name());
        if (classpath != null) {
            run.put("classpath", classpath);
        }
        if (parameters.isPresent()) {
            run.put(PARAMETERS, RunFolder.PARAMETERS);
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

    static RunPlan read(RunFolder folder) throws IOException {
        Map<String, Map<String, String>> sections = folder.readConfiguration();
        Map<String, String> run = sections.getOrDefault("run", Map.of());
        if (!run.containsKey("task") || !run.containsKey("policy") || !run.containsKey("arithmetic")) {
            throw new RefusedFileException(
                    folder.configuration(), "does not say task, policy and arithmetic under 'run'");
        }
        Optional<ParameterDistribution> parameters = run.containsKey(PARAMETERS)
                ? Optional.of(DistributionFile.read(folder.parameters()))
                : Optional.empty();
        try {
            return new RunPlan(
                    run.get("task"),
                    run.get("classpath"),
                    run.get("policy"),
                    LearningSettings.fromMap(sections.getOrDefault("learning", Map.of())),
                    Arithmetic.valueOf(run.get("arithmetic")),
                    parameters,
                    run.get("from"),
                    run.get("imitate"));
        } catch (IllegalArgumentException e) {
            throw new RefusedFileException(folder.configuration(), "cannot be followed: " + e.getMessage());
        }
    }
}
