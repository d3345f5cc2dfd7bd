package dev.antipode.controller.cli;

import java.util.Locale;

/** Results for people: lines that begin with the name of what they tell. */
final class TextLines {
    private TextLines() {}

    /** Appends a line: the name in a column of its own, then the values by a format. */
    static void line(StringBuilder text, String name, String format, Object... values) {
        text.append(String.format(Locale.ROOT, "%-17s", name))
                .append(String.format(Locale.ROOT, format, values))
                .append('\n');
    }
}
