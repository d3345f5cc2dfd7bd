package dev.antipode.controller.store;

import dev.antipode.controller.train.LearningSettings;
import dev.antipode.controller.train.TrainingState;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.memory.Precision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A training run as a safetensors file, complete: a run that is resumed from it gives the bits of one that was never interrupted. */
public final class CheckpointFile {
    private static final String KIND = "checkpoint";
    private static final int FORMAT = 2;

    private CheckpointFile() {}

    /**
     * Writes a checkpoint, whole or not at all.
     *
     * @param file where
     * @param state the run, not modified
     * @throws IOException if it cannot be written; an older checkpoint of the name is then untouched
     */
    public static void write(Path file, TrainingState state) throws IOException {
        TrainingState.Best best = state.best();
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("libraryVersion", LibraryVersion.text());
        metadata.put("task", state.task());
        metadata.put("taskFingerprint", state.taskFingerprint());
        metadata.put("policy", state.policy());
        metadata.put("policyFingerprint", state.policyFingerprint());
        metadata.put("arithmetic", state.arithmetic().name());
        metadata.put("settings", Json.line(state.settings().toMap()));
        metadata.put("generation", Integer.toString(state.generation()));
        metadata.put("update", Integer.toString(state.update()));
        metadata.put("validated", Integer.toString(state.validated()));
        metadata.put("simulatorSteps", Long.toString(state.simulatorSteps()));
        metadata.put("gradientSteps", Long.toString(state.gradientSteps()));
        metadata.put("tangentSteps", Long.toString(state.tangentSteps()));
        metadata.put("elapsedSeconds", Double.toString(state.elapsedSeconds()));
        metadata.put("bestGeneration", Integer.toString(best.generation()));
        metadata.put("bestValidationCost", Double.toString(best.validationCost()));
        metadata.put("bestValidationSuccess", Double.toString(best.validationSuccess()));
        Precision precision = state.settings().precision();
        Safetensors content = new Safetensors(
                metadata,
                List.of(
                        Metadata.tensor("theta", precision, state.theta()),
                        Metadata.tensor("firstMoment", precision, state.firstMoment()),
                        Metadata.tensor("secondMoment", precision, state.secondMoment()),
                        Metadata.tensor("bestTheta", precision, best.theta()),
                        Tensor.of("statistics", state.statistics()),
                        Tensor.of("estimator", state.estimator()),
                        Tensor.of("bestCentre", best.centre()),
                        Tensor.of("bestScale", best.scale())));
        AtomicFile.write(file, content.bytes(KIND, FORMAT));
    }

    /**
     * Reads a checkpoint.
     *
     * @param file which
     * @return the run as it was
     * @throws RefusedFileException in one sentence, if it is cut short, altered, of a newer format or no checkpoint
     * @throws IOException never otherwise
     */
    public static TrainingState read(Path file) throws IOException {
        Safetensors content = SafetensorsReader.read(file, KIND, FORMAT);
        Metadata metadata = new Metadata(file, content);
        LearningSettings settings;
        try {
            settings = LearningSettings.fromMap(metadata.map("settings"));
        } catch (IllegalArgumentException e) {
            throw new RefusedFileException(file, "has settings that this Antipode does not take: " + e.getMessage());
        }
        return new TrainingState(
                settings,
                metadata.text("task"),
                metadata.text("taskFingerprint"),
                metadata.text("policy"),
                metadata.text("policyFingerprint"),
                metadata.constant("arithmetic", Arithmetic.class),
                metadata.smallInteger("generation"),
                metadata.smallInteger("update"),
                metadata.smallInteger("validated"),
                metadata.integer("simulatorSteps"),
                metadata.integer("gradientSteps"),
                metadata.integer("tangentSteps"),
                metadata.number("elapsedSeconds"),
                metadata.numbers("theta"),
                metadata.numbers("firstMoment"),
                metadata.numbers("secondMoment"),
                metadata.numbers("statistics"),
                metadata.numbers("estimator"),
                new TrainingState.Best(
                        metadata.smallInteger("bestGeneration"),
                        metadata.number("bestValidationCost"),
                        metadata.number("bestValidationSuccess"),
                        metadata.numbers("bestTheta"),
                        metadata.numbers("bestCentre"),
                        metadata.numbers("bestScale")));
    }
}
