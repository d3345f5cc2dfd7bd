package dev.antipode.core.memory;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HeapLimitTest {
    private static final long MIB = 1L << 20;

    @Test
    void whatDoesNotFitIsRefusedWithAHeapThatHoldsIt() {
        assertThatThrownBy(() -> HeapLimit.require("many things", 401 * MIB, "take fewer", 600 * MIB))
                .isInstanceOf(BudgetExceededException.class)
                .hasMessage(
                        "many things need 401.0 MiB of the Java heap, which has room for 400.0 MiB; take fewer, or give "
                                + "the JVM more, such as ANTIPODE_JVM_OPTIONS=-Xmx804m");
        assertThatCode(() -> HeapLimit.require("many things", 401 * MIB, "take fewer", 804 * MIB))
                .doesNotThrowAnyException();
        assertThatCode(() -> HeapLimit.require("few things", 1000, "take fewer"))
                .doesNotThrowAnyException();
    }
}
