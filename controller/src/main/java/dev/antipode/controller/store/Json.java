package dev.antipode.controller.store;

import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON text of maps, lists, arrays of doubles, strings, numbers and booleans. A number that is NaN or infinite is written
 * as {@code null}, since JSON has no other word for it.
 */
public final class Json {
    /** Immutable and thread-safe. */
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();

    private Json() {}

    /**
     * One line of JSON.
     *
     * @param value a map with string keys, list, array of doubles or scalar; keys keep the map's order
     * @return the text, without a line end
     */
    public static String line(Object value) {
        StringBuilder text = new StringBuilder();
        append(text, value);
        return text.toString();
    }

    private static void append(StringBuilder text, Object value) {
        switch (value) {
            case null -> text.append("null");
            case Double d -> text.append(Double.isFinite(d) ? d.toString() : "null");
            case Float f -> text.append(Float.isFinite(f) ? f.toString() : "null");
            case Number n -> text.append(n);
            case Boolean b -> text.append(b);
            case Map<?, ?> map -> {
                char separator = '{';
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    text.append(separator)
                            .append(MAPPER.writeValueAsString(String.valueOf(entry.getKey())))
                            .append(':');
                    append(text, entry.getValue());
                    separator = ',';
                }
                text.append(separator == '{' ? "{}" : "}");
            }
            case List<?> list -> {
                char separator = '[';
                for (Object element : list) {
                    text.append(separator);
                    append(text, element);
                    separator = ',';
                }
                text.append(separator == '[' ? "[]" : "]");
            }
            case double[] array -> {
                char separator = '[';
                for (double element : array) {
                    text.append(separator);
                    append(text, element);
                    separator = ',';
                }
                text.append(separator == '[' ? "[]" : "]");
            }
            default -> text.append(MAPPER.writeValueAsString(value.toString()));
        }
    }

    /**
     * Reads JSON text. Two equal keys in an object, or anything after the value, are refused.
     *
     * @param text the text
     * @return the tree
     * @throws JacksonException if it is not JSON
     */
    static JsonNode parse(String text) {
        return MAPPER.readTree(text);
    }
}
