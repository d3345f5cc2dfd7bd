package dev.antipode.controller.store;

import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON text of maps, lists, arrays of doubles, strings, numbers and booleans. A number that is NaN or infinite is written
 * as {@code null}, since JSON has no other word for it. Trees are made by hand: a mapper, which could map anything, takes longer to be
 * made than everything that is read and written at a start.
 */
public final class Json {
    /** Immutable and thread-safe. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

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
                    quote(text.append(separator), String.valueOf(entry.getKey()));
                    text.append(':');
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
            default -> quote(text, value.toString());
        }
    }

    private static void quote(StringBuilder text, String value) {
        text.append('"');
        JsonStringEncoder.getInstance().quoteAsString(value, text);
        text.append('"');
    }

    /**
     * Reads JSON text. Two equal keys in an object, or anything after the value, are refused.
     *
     * @param text the text
     * @return the tree
     * @throws JacksonException if it is not JSON
     */
    static JsonNode parse(String text) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() == null) {
                return NODES.missingNode();
            }
            JsonNode node = node(parser);
            if (parser.nextToken() != null) {
                throw new StreamReadException(parser, "something follows the value");
            }
            return node;
        }
    }

    /** The value that the parser is at; it is at the value's last token afterwards. */
    private static JsonNode node(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                ObjectNode object = NODES.objectNode();
                for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                    parser.nextToken();
                    object.set(name, node(parser));
                }
                yield object;
            }
            case START_ARRAY -> {
                ArrayNode array = NODES.arrayNode();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    array.add(node(parser));
                }
                yield array;
            }
            case VALUE_STRING -> NODES.stringNode(parser.getString());
            case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDoubleValue());
            case VALUE_NUMBER_INT ->
                switch (parser.getNumberType()) {
                    case INT -> NODES.numberNode(parser.getIntValue());
                    case LONG -> NODES.numberNode(parser.getLongValue());
                    default -> NODES.numberNode(parser.getBigIntegerValue());
                };
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            default -> throw new StreamReadException(parser, "a value was expected");
        };
    }
}
