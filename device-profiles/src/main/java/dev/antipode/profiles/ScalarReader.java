package dev.antipode.profiles;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads single values, each in the one type that it must have. */
final class ScalarReader {
    private final RecordReader reader;

    /** @param reader what names file and line */
    ScalarReader(RecordReader reader) {
        this.reader = reader;
    }

    Object read(String key, Node node, Class<?> type, Quantity quantity) {
        if (!(node instanceof ScalarNode scalar)) {
            throw reader.refused(node, key + " must be a single value");
        }
        if (quantity != Quantity.NONE) {
            return quantity(key, scalar, type, quantity);
        }
        if (type == String.class) {
            return text(key, scalar);
        }
        if (type == int.class || type == Integer.class) {
            return integer(key, scalar);
        }
        if (type == boolean.class) {
            if (!scalar.getTag().equals(Tag.BOOL)) {
                throw reader.refused(node, key + " must be true or false but is \"" + scalar.getValue() + "\"");
            }
            return Boolean.valueOf(scalar.getValue().toLowerCase(Locale.ROOT));
        }
        if (type.isEnum()) {
            return constant(key, scalar, type);
        }
        throw new IllegalStateException(key + " has the type " + type + ", which this reader does not know");
    }

    private Object quantity(String key, ScalarNode scalar, Class<?> type, Quantity quantity) {
        BigDecimal value = quantity.parse(scalar.getValue())
                .orElseThrow(() -> reader.refused(
                        scalar,
                        key + " must be a number, a space and one of " + quantity.unitNames() + " but is \""
                                + scalar.getValue() + "\""));
        if (type == OptionalDouble.class) {
            return OptionalDouble.of(value.doubleValue());
        }
        if (type == double.class) {
            return value.doubleValue();
        }
        try {
            return value.longValueExact();
        } catch (ArithmeticException e) {
            throw reader.refused(
                    scalar,
                    key + " must come to a whole number of " + quantity.baseUnits() + " but is \"" + scalar.getValue()
                            + "\"");
        }
    }

    private String text(String key, ScalarNode scalar) {
        if (!scalar.getTag().equals(Tag.STR)) {
            throw reader.refused(scalar, key + " must be text but is " + scalar.getValue());
        }
        return scalar.getValue();
    }

    private int integer(String key, ScalarNode scalar) {
        try {
            if (scalar.getTag().equals(Tag.INT)) {
                return Integer.parseInt(scalar.getValue());
            }
        } catch (NumberFormatException e) {
            // Refused below like any other text that is not an int.
        }
        throw reader.refused(scalar, key + " must be a whole number but is \"" + scalar.getValue() + "\"");
    }

    private Object constant(String key, ScalarNode scalar, Class<?> type) {
        for (Object constant : type.getEnumConstants()) {
            if (constant.toString().equals(scalar.getValue())) {
                return constant;
            }
        }
        String known =
                Arrays.stream(type.getEnumConstants()).map(Object::toString).collect(Collectors.joining(", "));
        throw reader.refused(scalar, key + " must be one of " + known + " but is \"" + scalar.getValue() + "\"");
    }
}
