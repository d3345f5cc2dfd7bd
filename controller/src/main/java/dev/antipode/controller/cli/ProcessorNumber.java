package dev.antipode.controller.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A processor by the kernel's number, or {@code any}. */
final class ProcessorNumber implements ITypeConverter<Integer> {
    /** Any of them. */
    static final int ANY = -1;

    @Override
    public Integer convert(String text) {
        if (text.equals("any")) {
            return ANY;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw refusal(text);
        }
        throw refusal(text);
    }

    private static TypeConversionException refusal(String text) {
        return new TypeConversionException("'" + text + "' must be the number of a processor, at least 0, or 'any'");
    }
}
