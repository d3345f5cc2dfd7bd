package dev.antipode.controller.hil.fmi;

import java.util.Optional;

/**
 * What a variable of an FMU is, by the names of both versions: {@code Real} of FMI 2.0 is {@code Float64} of FMI 3.0. Numbers travel
 * here as {@code double}, so that 64-bit integers are exact up to 2^53.
 */
public enum VariableType {
    /** A {@code double}. */
    FLOAT64("Real", "Float64"),
    /** A {@code float}. */
    FLOAT32(null, "Float32"),
    /** Signed, 8 bits. */
    INT8(null, "Int8"),
    /** Unsigned, 8 bits. */
    UINT8(null, "UInt8"),
    /** Signed, 16 bits. */
    INT16(null, "Int16"),
    /** Unsigned, 16 bits. */
    UINT16(null, "UInt16"),
    /** Signed, 32 bits. */
    INT32("Integer", "Int32"),
    /** Unsigned, 32 bits. */
    UINT32(null, "UInt32"),
    /** Signed, 64 bits. */
    INT64(null, "Int64"),
    /** Unsigned, 64 bits. */
    UINT64(null, "UInt64"),
    /** 0 or 1. */
    BOOLEAN("Boolean", "Boolean"),
    /** One of a list, by its number; 32 bits in FMI 2.0, 64 in FMI 3.0. */
    ENUMERATION("Enumeration", "Enumeration"),
    /** Text; no number. */
    STRING("String", "String"),
    /** Bytes; no number. */
    BINARY(null, "Binary"),
    /** A clock; no number. */
    CLOCK(null, "Clock");

    private final String name2;
    private final String name3;

    VariableType(String name2, String name3) {
        this.name2 = name2;
        this.name3 = name3;
    }

    /** By the name of an element of {@code ModelVariables}, or within a {@code ScalarVariable}. */
    static Optional<VariableType> of(FmiVersion version, String element) {
        for (VariableType type : values()) {
            if (element.equals(version == FmiVersion.FMI_2 ? type.name2 : type.name3)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /**
     * Whether it is a real number.
     *
     * @return true for {@code double} and {@code float}
     */
    public boolean real() {
        return this == FLOAT64 || this == FLOAT32;
    }

    /**
     * Whether it has a value that a link can carry.
     *
     * @return false for text, bytes and clocks
     */
    public boolean numeric() {
        return this != STRING && this != BINARY && this != CLOCK;
    }

    /** Its name in the version's standard. */
    String label(FmiVersion version) {
        return version == FmiVersion.FMI_2 && name2 != null ? name2 : name3;
    }
}
