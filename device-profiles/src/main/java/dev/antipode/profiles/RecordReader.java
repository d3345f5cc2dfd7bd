package dev.antipode.profiles;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads a YAML mapping into a record, strictly: each component must be there, once, in its type and unit (one of type
 * {@link OptionalDouble} may be left out), and nothing else. Whatever is refused is refused with file and line.
 */
final class RecordReader {
    private final String file;
    private final ScalarReader scalars;

    /** @param file how messages name the source */
    RecordReader(String file) {
        this.file = file;
        this.scalars = new ScalarReader(this);
    }

    <R extends Record> R read(String text, Class<R> type) {
        Node root;
        try {
            root = PlainYaml.read(file, text, "a profile");
        } catch (IllegalArgumentException e) {
            throw new ProfileException(e.getMessage(), e);
        }
        if (!(root instanceof MappingNode mapping)) {
            throw refused(root, "a profile must be a mapping of keys to values");
        }
        return type.cast(record("", mapping, type));
    }

    private Object record(String path, MappingNode mapping, Class<?> type) {
        Map<String, Node> values = values(path, mapping, type);
        RecordComponent[] components = type.getRecordComponents();
        var arguments = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            String key = key(components[i]);
            Node value = values.get(key);
            if (value == null && components[i].getType() == OptionalDouble.class) {
                arguments[i] = OptionalDouble.empty();
            } else if (value == null) {
                throw refused(mapping, path + key + " is missing");
            } else {
                arguments[i] = value(path + key, value, components[i]);
            }
        }
        try {
            Class<?>[] signature =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            return type.getDeclaredConstructor(signature).newInstance(arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof InvalidFact invalid) {
                throw refused(nearest(mapping, invalid.key()), path + invalid.getMessage());
            }
            throw new ProfileException(file + ": " + e.getCause().getMessage(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the constructor of " + type + " cannot be called", e);
        }
    }

    private Map<String, Node> values(String path, MappingNode mapping, Class<?> type) {
        List<String> known =
                Arrays.stream(type.getRecordComponents()).map(RecordReader::key).toList();
        var values = new LinkedHashMap<String, Node>();
        for (NodeTuple pair : mapping.getValue()) {
            Node keyNode = pair.getKeyNode();
            String key = keyNode instanceof ScalarNode scalar ? scalar.getValue() : "(not a word)";
            if (!known.contains(key)) {
                throw refused(keyNode, "unknown key \"" + path + key + "\"; known are " + String.join(", ", known));
            }
            if (values.put(key, pair.getValueNode()) != null) {
                throw refused(keyNode, path + key + " is given twice");
            }
        }
        return values;
    }

    private Object value(String key, Node node, RecordComponent component) {
        Class<?> type = component.getType();
        if (type.isRecord()) {
            return nested(key, node, type);
        }
        if (List.class.equals(type)) {
            return list(key, node, component);
        }
        FileKey annotation = component.getAnnotation(FileKey.class);
        return scalars.read(key, node, type, annotation == null ? Quantity.NONE : annotation.quantity());
    }

    private Object nested(String key, Node node, Class<?> type) {
        if (!(node instanceof MappingNode mapping)) {
            throw refused(node, key + " must be a mapping of keys to values");
        }
        return record(key + ".", mapping, type);
    }

    private List<Object> list(String key, Node node, RecordComponent component) {
        if (!(node instanceof SequenceNode sequence)) {
            throw refused(node, key + " must be a list");
        }
        var element = (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
        var list = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            String name = key + " item " + (list.size() + 1);
            list.add(
                    element.isRecord()
                            ? nested(name, item, element)
                            : scalars.read(name, item, element, Quantity.NONE));
        }
        return list;
    }

    /** The value of a key, with dots and numbers for the way down; as far as there is one. */
    private static Node nearest(Node from, String key) {
        Node node = from;
        for (String part : key.split("\\.")) {
            Node next = null;
            if (node instanceof MappingNode mapping) {
                for (NodeTuple pair : mapping.getValue()) {
                    if (pair.getKeyNode() instanceof ScalarNode scalar
                            && scalar.getValue().equals(part)) {
                        next = pair.getValueNode();
                    }
                }
            } else if (node instanceof SequenceNode sequence) {
                next = sequence.getValue().get(Integer.parseInt(part));
            }
            if (next == null) {
                return node;
            }
            node = next;
        }
        return node;
    }

    /** How a component is written in a file. */
    static String key(RecordComponent component) {
        FileKey annotation = component.getAnnotation(FileKey.class);
        return annotation == null || annotation.value().isEmpty() ? component.getName() : annotation.value();
    }

    ProfileException refused(Node node, String problem) {
        String line =
                node.getStartMark().map(mark -> ":" + (mark.getLine() + 1)).orElse("");
        return new ProfileException(file + line + ": " + problem);
    }
}
