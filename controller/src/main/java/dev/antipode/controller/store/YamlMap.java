package dev.antipode.controller.store;

import dev.antipode.profiles.PlainYaml;
import dev.antipode.sim.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A mapping of a YAML file, read strictly: every key is asked for by name, and {@link #end} refuses those that nobody asked for.
 * Whatever is refused is refused with file and line, in one sentence. Not thread-safe.
 */
public final class YamlMap {
    private final String file;
    private final Node node;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Node> keys = new LinkedHashMap<>();
    private final TreeSet<String> known = new TreeSet<>();

    private YamlMap(String file, Node node, String what) {
        this.file = file;
        this.node = node;
        if (!(node instanceof MappingNode mapping)) {
            throw refused(node, what + " must be a mapping of keys to values");
        }
        for (NodeTuple pair : mapping.getValue()) {
            if (!(pair.getKeyNode() instanceof ScalarNode scalar)) {
                throw refused(pair.getKeyNode(), "a key must be a word");
            }
            if (values.put(scalar.getValue(), pair.getValueNode()) != null) {
                throw refused(scalar, "'" + scalar.getValue() + "' is given twice; leave one out");
            }
            keys.put(scalar.getValue(), scalar);
        }
    }

    /**
     * Reads a text.
     *
     * @param file how messages name it
     * @param text its content
     * @param what it must be, for messages, such as {@code a test plan}
     * @return the mapping that it is
     * @throws IllegalArgumentException if it is no YAML or no mapping
     */
    public static YamlMap read(String file, String text, String what) {
        return new YamlMap(file, PlainYaml.read(file, text, what), what);
    }

    /**
     * Whether a key is there. It counts as asked for.
     *
     * @param key the key
     * @return true if it is
     */
    public boolean has(String key) {
        known.add(key);
        return values.containsKey(key);
    }

    /**
     * A word or number as it is written.
     *
     * @param key the key
     * @return nothing where it is left out
     */
    public Optional<String> text(String key) {
        return has(key) ? Optional.of(scalar(key, values.get(key))) : Optional.empty();
    }

    /**
     * A finite number.
     *
     * @param key the key
     * @return nothing where it is left out
     */
    public OptionalDouble number(String key) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return OptionalDouble.empty();
        }
        try {
            double value = Double.parseDouble(text.get());
            if (Double.isFinite(value)) {
                return OptionalDouble.of(value);
            }
        } catch (NumberFormatException e) {
            // Refused below, like what is not finite.
        }
        throw refused(key, "is '" + text.get() + "' but must be a finite number");
    }

    /**
     * A yes or no.
     *
     * @param key the key
     * @return nothing where it is left out
     */
    public Optional<Boolean> flag(String key) {
        return text(key).map(text -> {
            if (!((ScalarNode) values.get(key)).getTag().equals(Tag.BOOL)) {
                throw refused(key, "must be true or false, not '" + text + "'");
            }
            return text.equalsIgnoreCase("true");
        });
    }

    /**
     * A mapping within this one.
     *
     * @param key the key
     * @return nothing where it is left out
     */
    public Optional<YamlMap> map(String key) {
        return has(key) ? Optional.of(new YamlMap(file, values.get(key), "'" + key + "'")) : Optional.empty();
    }

    /**
     * A list of mappings.
     *
     * @param key the key
     * @return empty where it is left out
     */
    public List<YamlMap> maps(String key) {
        if (!has(key)) {
            return List.of();
        }
        if (!(values.get(key) instanceof SequenceNode sequence)) {
            throw refused(key, "must be a list; begin each of its entries with '- '");
        }
        List<YamlMap> list = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            list.add(new YamlMap(file, item, "entry " + (list.size() + 1) + " of '" + key + "'"));
        }
        return list;
    }

    /**
     * The keys as they are in the file.
     *
     * @return in order
     */
    public List<String> keys() {
        return List.copyOf(values.keySet());
    }

    private String scalar(String key, Node value) {
        if (!(value instanceof ScalarNode scalar)) {
            throw refused(key, "must be a single value");
        }
        return scalar.getValue();
    }

    /**
     * Refuses the keys that nobody asked for.
     *
     * @param what the mapping is, for the message, such as {@code fault 'drop'}
     * @throws IllegalArgumentException naming the first of them, the nearest key and those there are
     */
    public void end(String what) {
        for (String key : values.keySet()) {
            if (!known.contains(key)) {
                throw refused(
                        keys.get(key),
                        "there is no key '" + key + "' in " + what + "; " + NearestName.hint(key, known)
                                + (known.isEmpty() ? "it has none" : "known are " + String.join(", ", known)));
            }
        }
    }

    /**
     * Why a value cannot be used.
     *
     * @param key whose value, or where it is missing
     * @param problem what is wrong with it and what would be right, such as {@code must be above 0}
     * @return to be thrown, with file and line
     */
    public IllegalArgumentException refused(String key, String problem) {
        Node at = values.get(key);
        return refused(at == null ? node : at, "'" + key + "' " + problem);
    }

    /**
     * Why a key cannot be used.
     *
     * @param key that is there
     * @param sentence what is wrong
     * @return to be thrown, with file and line
     */
    public IllegalArgumentException refusedKey(String key, String sentence) {
        return refused(keys.getOrDefault(key, node), sentence);
    }

    private IllegalArgumentException refused(Node at, String sentence) {
        String line = at.getStartMark().map(mark -> ":" + (mark.getLine() + 1)).orElse("");
        return new IllegalArgumentException(file + line + ": " + sentence);
    }
}
