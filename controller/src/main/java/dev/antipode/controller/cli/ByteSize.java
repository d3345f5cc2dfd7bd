package dev.antipode.controller.cli;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A number of bytes such as {@code 64MiB}, {@code 1.5 GB} or {@code 1048576}. */
final class ByteSize implements ITypeConverter<Long> {
    private static final Pattern FORM = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([a-z]*)");
    private static final Map<String, Long> UNITS = Map.of(
            "",
            1L,
            "b",
            1L,
            "kib",
            1L << 10,
            "mib",
            1L << 20,
            "gib",
            1L << 30,
            "kb",
            1000L,
            "mb",
            1000_000L,
            "gb",
            1000_000_000L);

    @Override
    public Long convert(String text) {
        Matcher matcher = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        Long unit = matcher.matches() ? UNITS.get(matcher.group(2)) : null;
        if (unit != null) {
            double bytes = Double.parseDouble(matcher.group(1)) * unit;
            if (bytes >= 1 && bytes < 1e15) {
                return (long) bytes;
            }
        }
        throw new TypeConversionException("'" + text + "' is not a number of bytes; write 64MiB, 1.5GB or 1048576");
    }
}
