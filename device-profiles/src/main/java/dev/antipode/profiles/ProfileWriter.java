package dev.antipode.profiles;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Writes profiles in the form that {@link Profiles#read} reads back to an equal one. */
public final class ProfileWriter {
    private ProfileWriter() {}

    /**
     * A profile as the text of its file.
     *
     * @param profile a profile
     * @return YAML that ends in a line feed
     */
    public static String yaml(DeviceProfile profile) {
        StringBuilder yaml = new StringBuilder();
        mapping(yaml, "", map(profile));
        return yaml.toString();
    }

    /**
     * A profile as plain data, with the keys and the units of its file.
     *
     * @param profile a profile
     * @return maps, lists, texts, numbers and truth values, in the order of the file
     */
    public static Map<String, Object> map(DeviceProfile profile) {
        return record(profile);
    }

    private static Map<String, Object> record(Record record) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Object value = value(component, record);
            FileKey annotation = component.getAnnotation(FileKey.class);
            Quantity quantity = annotation == null ? Quantity.NONE : annotation.quantity();
            if (value instanceof OptionalDouble optional) {
                if (optional.isEmpty()) {
                    continue;
                }
                value = optional.getAsDouble();
            }
            map.put(
                    RecordReader.key(component),
                    quantity == Quantity.NONE ? plain(value) : quantity.text(((Number) value).doubleValue()));
        }
        return map;
    }

    private static Object plain(Object value) {
        return switch (value) {
            case Record record -> record(record);
            case List<?> list -> {
                List<Object> plain = new ArrayList<>();
                list.forEach(item -> plain.add(plain(item)));
                yield plain;
            }
            case Enum<?> constant -> constant.toString();
            default -> value;
        };
    }

    private static Object value(RecordComponent component, Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " cannot be read", e);
        }
    }

    private static void mapping(StringBuilder yaml, String indent, Map<?, ?> map) {
        boolean first = true;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            // The first key of a list's item stands behind its dash.
            yaml.append(first && indent.endsWith("- ") ? "" : indent.replace('-', ' '));
            first = false;
            yaml.append(entry.getKey()).append(':');
            switch (entry.getValue()) {
                case Map<?, ?> nested -> {
                    yaml.append('\n');
                    mapping(yaml, indent.replace('-', ' ') + "  ", nested);
                }
                case List<?> list -> list(yaml, indent.replace('-', ' '), list);
                case Object scalar -> yaml.append(' ').append(scalar(scalar)).append('\n');
            }
        }
    }

    private static void list(StringBuilder yaml, String indent, List<?> list) {
        boolean nested = list.stream().anyMatch(Map.class::isInstance);
        if (!nested) {
            yaml.append(" [");
            yaml.append(
                    String.join(", ", list.stream().map(ProfileWriter::scalar).toList()));
            yaml.append("]\n");
            return;
        }
        yaml.append('\n');
        for (Object item : list) {
            yaml.append(indent).append("  - ");
            mapping(yaml, indent + "  - ", (Map<?, ?>) item);
        }
    }

    /** Text is quoted, so that nothing in it is read as anything else. */
    private static String scalar(Object value) {
        boolean quoted = value instanceof String text
                && (!text.matches("[A-Za-z][A-Za-z0-9_.]*|[0-9.]+ [A-Za-z]+") || text.matches("(?i)true|false|null"));
        return quoted ? "'" + value.toString().replace("'", "''") + "'" : value.toString();
    }
}
