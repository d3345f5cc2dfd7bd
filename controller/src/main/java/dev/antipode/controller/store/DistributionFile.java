package dev.antipode.controller.store;

import dev.antipode.sim.ParameterDistribution;
import dev.antipode.sim.ParameterDistribution.Normal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is known of a plant, as a file in YAML that {@code identify} writes and a person can write:
 *
 * <pre>{@code
 * kind: parameter-distribution
 * version: 1
 * plant: 'pendulum'
 * delaySeconds: 0.05        # may be left out: as the task has it
 * parameters:               # what is not listed is as the task has it
 *   - name: 'mass'
 *     unit: 'kg'            # that of the plant
 *     value: 1.2            # the mean
 *     deviation: 0.01       # standard; 0 for one value in every episode
 *   - name: 'length'
 *     unit: 'm'
 *     value: 0.9
 *     deviation: 0.02
 *     correlations:         # may be left out; with parameters before it
 *       'mass': -0.7
 * }</pre>
 */
public final class DistributionFile {
    private static final String KIND = "parameter-distribution";
    private static final String VERSION = "1";

    private DistributionFile() {}

    /**
     * The text of a file.
     *
     * @param known of a plant
     * @param remarks lines that are not read again
     * @return YAML that {@link #parse} makes the same distribution of
     */
    public static String text(ParameterDistribution known, List<String> remarks) {
        StringBuilder text = new StringBuilder();
        text.append("# Parameters of a plant: a normal distribution.\n");
        remarks.forEach(remark -> text.append("# ").append(remark).append('\n'));
        text.append("kind: ").append(KIND).append("\nversion: ").append(VERSION).append('\n');
        text.append("plant: ").append(quoted(known.plant())).append('\n');
        known.delaySeconds()
                .ifPresent(delay -> text.append("delaySeconds: ").append(delay).append('\n'));
        text.append("parameters:").append(known.parameters().isEmpty() ? " []\n" : "\n");
        for (Normal one : known.parameters()) {
            text.append("  - name: ").append(quoted(one.name())).append('\n');
            text.append("    unit: ").append(quoted(one.unit())).append('\n');
            text.append("    value: ").append(one.mean()).append('\n');
            text.append("    deviation: ").append(one.deviation()).append('\n');
            if (!one.correlations().isEmpty()) {
                text.append("    correlations:\n");
            }
            for (Normal other : known.parameters()) {
                Double correlation = one.correlations().get(other.name());
                if (correlation != null) {
                    text.append("      ")
                            .append(quoted(other.name()))
                            .append(": ")
                            .append(correlation)
                            .append('\n');
                }
            }
        }
        return text.toString();
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "''") + "'";
    }

    /**
     * Reads a file.
     *
     * @param file in UTF-8
     * @return what it says
     * @throws IOException in one sentence, if it cannot be read
     * @throws IllegalArgumentException in one sentence with file and line, if it is no such distribution
     */
    public static ParameterDistribution read(Path file) throws IOException {
        try {
            return parse(file.toString(), Files.readString(file, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            throw new RefusedFileException(file, "does not exist; 'identify' writes such a file, or write one by hand");
        } catch (IOException e) {
            throw new RefusedFileException(file, "cannot be read as text in UTF-8: " + e.getMessage());
        }
    }

    /**
     * Reads a text.
     *
     * @param file how messages name it
     * @param text its content
     * @return what it says
     * @throws IllegalArgumentException in one sentence with file and line, if it is no such distribution
     */
    public static ParameterDistribution parse(String file, String text) {
        YamlMap root = YamlMap.read(file, text, "a distribution of parameters");
        require(root, "kind", KIND);
        require(root, "version", VERSION);
        List<Normal> parameters = new ArrayList<>();
        for (YamlMap entry : root.maps("parameters")) {
            parameters.add(parameter(entry));
        }
        OptionalDouble delay = root.number("delaySeconds");
        String plant = given(root.text("plant"), root, "plant", "name the plant, or a task on it");
        root.end("a distribution of parameters");
        try {
            return new ParameterDistribution(plant, delay, parameters);
        } catch (IllegalArgumentException e) {
            throw root.refusedKey("parameters", e.getMessage());
        }
    }

    private static Normal parameter(YamlMap entry) {
        String name = given(entry.text("name"), entry, "name", "name a parameter of the plant");
        String unit = given(entry.text("unit"), entry, "unit", "give that of the plant, '1' for a plain number");
        double mean = number(entry, "value", "give the mean");
        double deviation = number(entry, "deviation", "give the standard deviation, 0 for one value in every episode");
        Map<String, Double> correlations = new LinkedHashMap<>();
        entry.map("correlations")
                .ifPresent(map -> map.keys().forEach(other -> correlations.put(other, number(map, other, ""))));
        entry.end("a parameter");
        try {
            return new Normal(name, unit, mean, deviation, correlations);
        } catch (IllegalArgumentException e) {
            throw entry.refusedKey("name", e.getMessage());
        }
    }

    private static void require(YamlMap root, String key, String value) {
        String found = root.text(key).orElse("");
        if (!found.equals(value)) {
            throw root.refused(key, "is '" + found + "' but must be " + value);
        }
    }

    private static double number(YamlMap map, String key, String remedy) {
        OptionalDouble number = map.number(key);
        return given(number.isPresent() ? Optional.of(number.getAsDouble()) : Optional.empty(), map, key, remedy);
    }

    private static <T> T given(Optional<T> value, YamlMap map, String key, String remedy) {
        return value.orElseThrow(() -> map.refused(key, "is missing; " + remedy));
    }
}
