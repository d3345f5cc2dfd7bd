package dev.antipode.profiles;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads a YAML mapping into a record, strictly: each component must be there, once, in its type and unit, and nothing
 * else. Whatever is refused is refused with file and line.
 */
final class RecordReader {
    private final String file;

    /** @param file how messages name the source */
    RecordReader(String file) {
        this.file = file;
    }

    <R extends Record> R read(String text, Class<R> type) {
        Node root;
        try {
            LoadSettings settings = LoadSettings.builder().setLabel(file).build();
            root = new Composer(settings, new ParserImpl(settings, new StreamReader(settings, text)))
                    .getSingleNode()
                    .orElseThrow(() -> new ProfileException(file + " is empty"));
        } catch (MarkedYamlEngineException e) {
            String line =
                    e.getProblemMark().map(mark -> ":" + (mark.getLine() + 1)).orElse("");
            throw new ProfileException(file + line + ": not valid YAML: " + e.getProblem(), e);
        } catch (YamlEngineException e) {
            throw new ProfileException(file + ": not valid YAML: " + e.getMessage(), e);
        }
        if (!(root instanceof MappingNode mapping)) {
            throw refused(root, "a profile must be a mapping of keys to values");
        }
        return record(mapping, type);
    }

    private <R extends Record> R record(MappingNode mapping, Class<R> type) {
        Map<String, Node> values = values(mapping, type);
        RecordComponent[] components = type.getRecordComponents();
        var arguments = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            String key = key(components[i]);
            Node value = values.get(key);
            if (value == null) {
                throw refused(mapping, key + " is missing");
            }
            arguments[i] = value(key, value, components[i]);
        }
        try {
            Class<?>[] signature =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            return type.getDeclaredConstructor(signature).newInstance(arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof InvalidFact invalid) {
                throw refused(values.getOrDefault(invalid.key(), mapping), invalid.getMessage());
            }
            throw new ProfileException(file + ": " + e.getCause().getMessage(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the constructor of " + type + " cannot be called", e);
        }
    }

    private Map<String, Node> values(MappingNode mapping, Class<? extends Record> type) {
        List<String> known =
                Arrays.stream(type.getRecordComponents()).map(RecordReader::key).toList();
        var values = new LinkedHashMap<String, Node>();
        for (NodeTuple pair : mapping.getValue()) {
            Node keyNode = pair.getKeyNode();
            String key = keyNode instanceof ScalarNode scalar ? scalar.getValue() : "(not a word)";
            if (!known.contains(key)) {
                throw refused(keyNode, "unknown key \"" + key + "\"; known are " + String.join(", ", known));
            }
            if (values.put(key, pair.getValueNode()) != null) {
                throw refused(keyNode, key + " is given twice");
            }
        }
        return values;
    }

    private Object value(String key, Node node, RecordComponent component) {
        Class<?> type = component.getType();
        if (List.class.equals(type)) {
            return texts(key, node);
        }
        if (!(node instanceof ScalarNode scalar)) {
            throw refused(node, key + " must be a single value");
        }
        FileKey annotation = component.getAnnotation(FileKey.class);
        if (annotation != null && annotation.quantity() != Quantity.NONE) {
            double value = quantity(key, scalar, annotation.quantity());
            return type == long.class ? (Object) wholeNumber(key, scalar, value) : (Object) value;
        }
        if (type == String.class) {
            return text(key, scalar);
        }
        if (type == int.class) {
            return integer(key, scalar);
        }
        if (type == boolean.class) {
            if (!scalar.getTag().equals(Tag.BOOL)) {
                throw refused(node, key + " must be true or false but is \"" + scalar.getValue() + "\"");
            }
            return Boolean.valueOf(scalar.getValue().toLowerCase(Locale.ROOT));
        }
        if (type.isEnum()) {
            return constant(key, scalar, type);
        }
        throw new IllegalStateException("component " + component + " has a type that this reader does not know");
    }

    private String text(String key, Node node) {
        if (!(node instanceof ScalarNode scalar) || !scalar.getTag().equals(Tag.STR)) {
            String found = node instanceof ScalarNode scalar ? " but is " + scalar.getValue() : "";
            throw refused(node, key + " must be text" + found);
        }
        return scalar.getValue();
    }

    private List<String> texts(String key, Node node) {
        if (!(node instanceof SequenceNode sequence)) {
            throw refused(node, key + " must be a list");
        }
        var texts = new ArrayList<String>();
        for (Node item : sequence.getValue()) {
            texts.add(text(key + " item " + (texts.size() + 1), item));
        }
        return texts;
    }

    private int integer(String key, ScalarNode scalar) {
        try {
            if (scalar.getTag().equals(Tag.INT)) {
                return Integer.parseInt(scalar.getValue());
            }
        } catch (NumberFormatException e) {
            // Refused below like any other text that is not an int.
        }
        throw refused(scalar, key + " must be a whole number but is \"" + scalar.getValue() + "\"");
    }

    private double quantity(String key, ScalarNode scalar, Quantity quantity) {
        Optional<Double> value = quantity.parse(scalar.getValue());
        return value.orElseThrow(() -> refused(
                scalar,
                key + " must be a number, a space and one of " + quantity.unitNames() + " but is \"" + scalar.getValue()
                        + "\""));
    }

    private long wholeNumber(String key, ScalarNode scalar, double value) {
        if (value != Math.rint(value) || value > 1L << 52) {
            throw refused(scalar, key + " must come to a whole number of bytes but is \"" + scalar.getValue() + "\"");
        }
        return (long) value;
    }

    private Object constant(String key, ScalarNode scalar, Class<?> type) {
        for (Object constant : type.getEnumConstants()) {
            if (constant.toString().equals(scalar.getValue())) {
                return constant;
            }
        }
        String known =
                Arrays.stream(type.getEnumConstants()).map(Object::toString).collect(Collectors.joining(", "));
        throw refused(scalar, key + " must be one of " + known + " but is \"" + scalar.getValue() + "\"");
    }

    private static String key(RecordComponent component) {
        FileKey annotation = component.getAnnotation(FileKey.class);
        return annotation == null ? component.getName() : annotation.value();
    }

    private ProfileException refused(Node node, String problem) {
        String line =
                node.getStartMark().map(mark -> ":" + (mark.getLine() + 1)).orElse("");
        return new ProfileException(file + line + ": " + problem);
    }
}
