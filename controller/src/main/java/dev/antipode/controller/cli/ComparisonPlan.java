package dev.antipode.controller.cli;

import dev.antipode.controller.compare.ComparisonFolder;
import dev.antipode.controller.compare.StepWeights;
import dev.antipode.controller.store.RefusedFileException;
import dev.antipode.controller.store.SectionsFile;
import dev.antipode.controller.train.EstimatorChoice;
import dev.antipode.controller.train.LearningSettings;
import dev.antipode.core.kernel.Arithmetic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code comparison.yaml} keeps: everything that decides the results, measured weights included.
 *
 * @param classpath of the users' jars, or null
 */
record ComparisonPlan(
        String task,
        String classpath,
        String policy,
        List<EstimatorChoice> estimators,
        int seeds,
        long budgetSteps,
        int trials,
        double target,
        LearningSettings learning,
        Arithmetic arithmetic,
        Map<EstimatorChoice, StepWeights> weights) {
    private static final String GRADIENT = "gradientStepCost";
    private static final String TANGENT = "tangentStepCost";

    void write(ComparisonFolder folder) throws IOException {
        Map<String, Map<String, String>> sections = new LinkedHashMap<>();
        Map<String, String> comparison = new LinkedHashMap<>();
        comparison.put("task", task);
        comparison.put("policy", policy);
        comparison.put(
                "estimators",
                String.join(
                        ",", estimators.stream().map(EstimatorChoice::toString).toList()));
        comparison.put("seeds", Integer.toString(seeds));
        comparison.put("budgetSteps", Long.toString(budgetSteps));
        comparison.put("trials", Integer.toString(trials));
        comparison.put("target", Double.toString(target));
        comparison.put("arithmetic", arithmetic.name());
        if (classpath != null) {
            comparison.put("classpath", classpath);
        }
        Map<String, String> gradient = new LinkedHashMap<>();
        Map<String, String> tangent = new LinkedHashMap<>();
        for (EstimatorChoice estimator : estimators) {
            gradient.put(
                    estimator.toString(), Double.toString(weights.get(estimator).gradient()));
            tangent.put(
                    estimator.toString(), Double.toString(weights.get(estimator).tangent()));
        }
        sections.put("comparison", comparison);
        sections.put(GRADIENT, gradient);
        sections.put(TANGENT, tangent);
        sections.put("learning", learning.toMap());
        SectionsFile.write(folder.configuration(), sections);
    }

    static ComparisonPlan read(ComparisonFolder folder) throws RefusedFileException {
        Map<String, Map<String, String>> sections = SectionsFile.read(folder.configuration(), "a comparison");
        Map<String, String> comparison = sections.getOrDefault("comparison", Map.of());
        for (String name :
                List.of("task", "policy", "estimators", "seeds", "budgetSteps", "trials", "target", "arithmetic")) {
            if (!comparison.containsKey(name)) {
                throw new RefusedFileException(
                        folder.configuration(), "does not say '" + name + "' under 'comparison'");
            }
        }
        try {
            List<EstimatorChoice> estimators = estimators(comparison.get("estimators"));
            Map<EstimatorChoice, StepWeights> weights = new LinkedHashMap<>();
            for (EstimatorChoice estimator : estimators) {
                weights.put(
                        estimator,
                        new StepWeights(weight(sections, GRADIENT, estimator), weight(sections, TANGENT, estimator)));
            }
            return new ComparisonPlan(
                    comparison.get("task"),
                    comparison.get("classpath"),
                    comparison.get("policy"),
                    estimators,
                    Integer.parseInt(comparison.get("seeds")),
                    Long.parseLong(comparison.get("budgetSteps")),
                    Integer.parseInt(comparison.get("trials")),
                    Double.parseDouble(comparison.get("target")),
                    LearningSettings.fromMap(sections.getOrDefault("learning", Map.of())),
                    Arithmetic.valueOf(comparison.get("arithmetic")),
                    weights);
        } catch (IllegalArgumentException e) {
            throw new RefusedFileException(folder.configuration(), "cannot be followed: " + e.getMessage());
        }
    }

    private static double weight(Map<String, Map<String, String>> sections, String kind, EstimatorChoice estimator) {
        String text = sections.getOrDefault(kind, Map.of()).get(estimator.toString());
        if (text == null) {
            throw new IllegalArgumentException("there is no " + kind + " of '" + estimator + "'");
        }
        return Double.parseDouble(text);
    }

    /** Reads a list that is separated by commas. */
    static List<EstimatorChoice> estimators(String text) {
        List<EstimatorChoice> list = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            list.add(EstimatorChoice.parse(part));
        }
        return list;
    }
}
