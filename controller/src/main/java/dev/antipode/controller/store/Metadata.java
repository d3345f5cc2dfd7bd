package dev.antipode.controller.store;

import dev.antipode.core.memory.Precision;
import dev.antipode.sim.ParameterDistribution;
import dev.antipode.sim.Signal;
import dev.antipode.sim.Timing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads the string map of a file entry by entry; what is missing or cannot be read is a defect of the file. */
final class Metadata {
    private final Path file;
    private final Safetensors content;

    Metadata(Path file, Safetensors content) {
        this.file = file;
        this.content = content;
    }

    String text(String key) throws RefusedFileException {
        String value = content.metadata().get(key);
        if (value == null) {
            throw new RefusedFileException(file, "is incomplete: its metadata has no '" + key + "'");
        }
        return value;
    }

    long integer(String key) throws RefusedFileException {
        try {
            return Long.parseLong(text(key));
        } catch (NumberFormatException e) {
            throw wrong(key);
        }
    }

    int smallInteger(String key) throws RefusedFileException {
        long value = integer(key);
        if (value != (int) value) {
            throw wrong(key);
        }
        return (int) value;
    }

    double number(String key) throws RefusedFileException {
        try {
            return Double.parseDouble(text(key));
        } catch (NumberFormatException e) {
            throw wrong(key);
        }
    }

    <E extends Enum<E>> E constant(String key, Class<E> type) throws RefusedFileException {
        try {
            return Enum.valueOf(type, text(key));
        } catch (IllegalArgumentException e) {
            throw wrong(key);
        }
    }

    /** A string map, in order. */
    Map<String, String> map(String key) throws RefusedFileException {
        Map<String, String> map = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : json(key).properties()) {
            if (!entry.getValue().isString()) {
                throw wrong(key);
            }
            map.put(entry.getKey(), entry.getValue().stringValue());
        }
        return map;
    }

    /** What many a file does not have. */
    Optional<ParameterDistribution> distribution(String key) throws RefusedFileException {
        if (!content.metadata().containsKey(key)) {
            return Optional.empty();
        }
        try {
            return Optional.of(DistributionFile.parse(file.toString(), text(key)));
        } catch (IllegalArgumentException e) {
            throw wrong(key);
        }
    }

    Timing timing(String key) throws RefusedFileException {
        JsonNode node = json(key);
        try {
            return new Timing(
                    node.required("periodSeconds").doubleValue(),
                    node.required("substeps").intValue(),
                    node.required("latencySeconds").doubleValue(),
                    node.required("horizonSteps").intValue());
        } catch (JacksonException | IllegalArgumentException e) {
            throw wrong(key);
        }
    }

    static String timingText(Timing timing) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("periodSeconds", timing.periodSeconds());
        map.put("substeps", timing.substeps());
        map.put("latencySeconds", timing.latencySeconds());
        map.put("horizonSteps", timing.horizonSteps());
        return Json.line(map);
    }

    List<Signal> signals(String key) throws RefusedFileException {
        List<Signal> signals = new ArrayList<>();
        try {
            for (JsonNode node : json(key)) {
                signals.add(new Signal(
                        node.required("name").stringValue(),
                        node.required("unit").stringValue(),
                        orElse(node.required("min"), Double.NEGATIVE_INFINITY),
                        orElse(node.required("max"), Double.POSITIVE_INFINITY),
                        orElse(node.required("ratePerSecond"), Double.POSITIVE_INFINITY),
                        node.required("angle").booleanValue(),
                        node.required("default").doubleValue(),
                        levels(node)));
            }
        } catch (JacksonException | IllegalArgumentException e) {
            throw wrong(key);
        }
        return signals;
    }

    /** Of an input; what has none does not name them. */
    private static List<Double> levels(JsonNode node) {
        List<Double> levels = new ArrayList<>();
        for (JsonNode level : node.path("levels")) {
            levels.add(level.doubleValue());
        }
        return levels;
    }

    static String signalsText(List<Signal> signals) {
        List<Object> list = new ArrayList<>();
        for (Signal signal : signals) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("name", signal.name());
            map.put("unit", signal.unit());
            // An end that is not declared is infinite, for which JSON has null.
            map.put("min", signal.min());
            map.put("max", signal.max());
            map.put("ratePerSecond", signal.ratePerSecond());
            map.put("angle", signal.angle());
            map.put("default", signal.defaultValue());
            if (signal.stepped()) {
                map.put("levels", signal.levels());
            }
            list.add(map);
        }
        return Json.line(list);
    }

    double[] numbers(String tensor) throws RefusedFileException {
        Tensor found = content.tensor(tensor);
        if (found == null) {
            throw new RefusedFileException(file, "is incomplete: it has no tensor '" + tensor + "'");
        }
        return numbers(found);
    }

    double[] numbers(Tensor tensor) throws RefusedFileException {
        if (tensor.type() == ElementType.I64) {
            throw new RefusedFileException(file, "holds integers where the numbers of '" + tensor.name() + "' must be");
        }
        return tensor.doubles();
    }

    /** A tensor in the precision of its run; every number of an F32 run is exact as F32. */
    static Tensor tensor(String name, Precision precision, double[] values, long... shape) {
        if (precision == Precision.F64) {
            return Tensor.of(name, values, shape);
        }
        float[] narrow = new float[values.length];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (float) values[i];
        }
        return Tensor.of(name, narrow, shape);
    }

    private JsonNode json(String key) throws RefusedFileException {
        try {
            return Json.parse(text(key));
        } catch (JacksonException e) {
            throw wrong(key);
        }
    }

    private static double orElse(JsonNode node, double none) {
        return node.isNull() ? none : node.doubleValue();
    }

    private RefusedFileException wrong(String key) throws RefusedFileException {
        return new RefusedFileException(file, "has the unreadable value '" + text(key) + "' for '" + key + "'");
    }
}
