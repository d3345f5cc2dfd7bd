package dev.antipode.controller.hil.fmi;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativeFormTest {
    /** What is put and what comes back: rounded to the nearest, and kept within the type. */
    @ParameterizedTest
    @CsvSource({
        "F64, 0.1, 0.1",
        "F32, 0.1, 0.10000000149011612",
        "I8, 300, 127",
        "I8, -2.5, -2",
        "U8, 300, 255",
        "U8, 200, 200",
        "U8, -3, 0",
        "I16, -40000, -32768",
        "U16, 65535, 65535",
        "I32, 2147483648, 2147483647",
        "I32, 7.6, 8",
        "U32, 4294967295, 4294967295",
        "I64, -9007199254740992, -9007199254740992",
        "U64, 9223372036854775808, 9223372036854775808",
        "U64, 18446744073709549568, 18446744073709549568",
        "U64, 1e30, 18446744073709551616",
        "U64, -1, 0",
        "BOOL, 0.3, 1",
        "BOOL, 0, 0",
        "BOOL, NaN, 0",
        "WIDE_BOOL, -1, 1",
        "I32, NaN, 0",
        "U64, NaN, 0"
    })
    void numbersAreConverted(NativeForm form, double put, double expected) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(32, 8);
            form.put(memory, 1, put);
            assertThat(form.get(memory, 1)).isEqualTo(expected);
            assertThat(form.get(memory, 0)).isZero();
        }
    }
}
