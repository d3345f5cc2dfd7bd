package dev.antipode.controller.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;

/** One line of JSON. */
@Tag("portable")
class JsonTest {
    @Test
    void writesEveryKindOfValue() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("s", "a\"b\\c\nd\u0001");
        map.put("d", 0.1);
        map.put("l", Long.MAX_VALUE);
        map.put("nan", Double.NaN);
        map.put("inf", Float.POSITIVE_INFINITY);
        map.put("list", List.of(true, new double[] {1, 2}, List.of(), Map.of()));
        map.put("none", null);
        assertThat(Json.line(map))
                .isEqualTo(
                        "{\"s\":\"a\\\"b\\\\c\\nd\\u0001\",\"d\":0.1,\"l\":9223372036854775807,\"nan\":null,\"inf\":null,"
                                + "\"list\":[true,[1.0,2.0],[],{}],\"none\":null}");
        assertThat(Json.parse(Json.line(map)).get("s").stringValue()).isEqualTo(map.get("s"));
    }

    @Test
    void refusesTwinKeysAndWhatFollows() {
        assertThatThrownBy(() -> Json.parse("{\"a\":1,\"a\":2}")).isInstanceOf(JacksonException.class);
        assertThatThrownBy(() -> Json.parse("{\"a\":1} x")).isInstanceOf(JacksonException.class);
    }
}
