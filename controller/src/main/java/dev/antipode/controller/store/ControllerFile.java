package dev.antipode.controller.store;

import dev.antipode.controller.policy.TensorShape;
import dev.antipode.controller.train.TrainedController;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.memory.Precision;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A trained controller as a safetensors file: parameters and scaling as tensors, and as metadata everything that is needed
 * to run it where it belongs and to refuse it elsewhere.
 *
 * @param controller what was trained
 * @param training how it came about
 */
public record ControllerFile(TrainedController controller, TrainingRecord training) {
    private static final String KIND = "controller";
    private static final int FORMAT = 1;
    private static final String DISTRIBUTION = "distribution";
    private static final String CENTRE = "observation.centre";
    private static final String SCALE = "observation.scale";

    /**
     * Writes the file, whole or not at all.
     *
     * @param file where
     * @throws IOException if it cannot be written; an older file of the name is then untouched
     */
    public void write(Path file) throws IOException {
        AtomicFile.write(file, new Safetensors(metadata(), tensors()).bytes(KIND, FORMAT));
    }

    private Map<String, String> metadata() {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("task", controller.task());
        controller
                .distribution()
                .ifPresent(known -> metadata.put(DISTRIBUTION, DistributionFile.text(known, List.of())));
        metadata.put("taskFingerprint", controller.taskFingerprint());
        metadata.put("policy", controller.policy());
        metadata.put("policyFingerprint", controller.policyFingerprint());
        metadata.put("observations", Metadata.signalsText(controller.observations()));
        metadata.put("inputs", Metadata.signalsText(controller.inputs()));
        metadata.put("timing", Metadata.timingText(controller.timing()));
        metadata.put("precision", controller.precision().name());
        metadata.put("arithmetic", controller.arithmetic().name());
        metadata.put("libraryVersion", training.libraryVersion());
        metadata.put("settings", Json.line(training.settings()));
        metadata.put("generations", Integer.toString(training.generations()));
        metadata.put("bestGeneration", Integer.toString(training.bestGeneration()));
        metadata.put("simulatorSteps", Long.toString(training.simulatorSteps()));
        metadata.put("elapsedSeconds", Double.toString(training.elapsedSeconds()));
        metadata.put("validationCost", Double.toString(training.validationCost()));
        metadata.put("validationSuccess", Double.toString(training.validationSuccess()));
        return metadata;
    }

    /** The scaling, then the parameters part by part, so that other programs find each layer by its name. */
    private List<Tensor> tensors() {
        List<Tensor> tensors = new ArrayList<>();
        tensors.add(Tensor.of(CENTRE, controller.centre()));
        tensors.add(Tensor.of(SCALE, controller.scale()));
        int first = 0;
        for (TensorShape part : controller.tensors()) {
            double[] values = Arrays.copyOfRange(controller.parameters(), first, first + part.size());
            tensors.add(Metadata.tensor(part.name(), controller.precision(), values, dimensions(part)));
            first += part.size();
        }
        if (first != controller.parameters().length) {
            throw new IllegalStateException(
                    "the policy's parts have " + first + " numbers, its parameters " + controller.parameters().length);
        }
        return tensors;
    }

    private static long[] dimensions(TensorShape part) {
        return part.shape().stream().mapToLong(Integer::longValue).toArray();
    }

    /**
     * Reads a file.
     *
     * @param file which
     * @return the controller
     * @throws RefusedFileException in one sentence, if it is cut short, altered, of a newer format or no controller
     * @throws IOException never otherwise
     */
    public static ControllerFile read(Path file) throws IOException {
        Safetensors content = SafetensorsReader.read(file, KIND, FORMAT);
        Metadata metadata = new Metadata(file, content);
        TrainingRecord training = new TrainingRecord(
                metadata.text("libraryVersion"),
                metadata.map("settings"),
                metadata.smallInteger("generations"),
                metadata.smallInteger("bestGeneration"),
                metadata.integer("simulatorSteps"),
                metadata.number("elapsedSeconds"),
                metadata.number("validationCost"),
                metadata.number("validationSuccess"));
        List<TensorShape> parts = new ArrayList<>();
        List<double[]> values = new ArrayList<>();
        for (Tensor tensor : content.tensors()) {
            if (!tensor.name().equals(CENTRE) && !tensor.name().equals(SCALE)) {
                parts.add(part(file, tensor));
                values.add(metadata.numbers(tensor));
            }
        }
        double[] parameters = values.stream().flatMapToDouble(Arrays::stream).toArray();
        TrainedController controller = new TrainedController(
                metadata.text("task"),
                metadata.distribution(DISTRIBUTION),
                metadata.text("taskFingerprint"),
                metadata.timing("timing"),
                metadata.signals("observations"),
                metadata.signals("inputs"),
                metadata.text("policy"),
                metadata.text("policyFingerprint"),
                parts,
                metadata.constant("precision", Precision.class),
                metadata.constant("arithmetic", Arithmetic.class),
                parameters,
                metadata.numbers(CENTRE),
                metadata.numbers(SCALE));
        int size = controller.observations().size();
        if (controller.centre().length != size || controller.scale().length != size) {
            throw new RefusedFileException(
                    file,
                    "scales " + controller.centre().length + " and " + controller.scale().length
                            + " observations but names " + size);
        }
        return new ControllerFile(controller, training);
    }

    private static TensorShape part(Path file, Tensor tensor) throws RefusedFileException {
        List<Integer> shape = new ArrayList<>();
        for (long dimension : tensor.shape()) {
            if (dimension < 1 || dimension > Integer.MAX_VALUE) {
                throw new RefusedFileException(
                        file, "is altered: '" + tensor.name() + "' has a dimension of " + dimension);
            }
            shape.add((int) dimension);
        }
        return new TensorShape(tensor.name(), shape);
    }

    /**
     * A name for parameters: equal exactly for equal bits.
     *
     * @param parameters not modified
     * @return 64 hexadecimal digits (SHA-256 of the parameters as little-endian doubles)
     */
    public static String parameterHash(double[] parameters) {
        ByteBuffer bytes = ByteBuffer.allocate(parameters.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer().put(parameters);
        return Safetensors.sum(bytes.array());
    }
}
