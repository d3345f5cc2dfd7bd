package dev.antipode.controller.report;

import dev.antipode.core.memory.MemoryPlan;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A page in the making: what all reports have in common. */
public final class Page {
    private final StringBuilder html = new StringBuilder();

    /**
     * Starts a page.
     *
     * @param title of the window
     * @param heading the first line
     * @param lead the line below
     */
    public Page(String title, String heading, String lead) {
        html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
                .append(Html.escape(title))
                .append("</title>\n<style>\n")
                .append(Html.STYLE)
                .append("</style>\n</head>\n<body>\n<h1>")
                .append(Html.escape(heading))
                .append("</h1>\n<p class=\"lead\">")
                .append(Html.escape(lead))
                .append("</p>\n");
    }

    /**
     * A heading of second level.
     *
     * @param text of the heading
     * @return this
     */
    public Page heading(String text) {
        html.append("<h2>").append(Html.escape(text)).append("</h2>\n");
        return this;
    }

    /**
     * A paragraph.
     *
     * @param style a class of the style sheet, such as {@code note}; empty for none
     * @param text of the paragraph
     * @return this
     */
    public Page paragraph(String style, String text) {
        html.append(style.isEmpty() ? "<p>" : "<p class=\"" + style + "\">")
                .append(Html.escape(text))
                .append("</p>\n");
        return this;
    }

    /**
     * Numbers in large type.
     *
     * @param figures from left to right
     * @return this
     */
    public Page figures(List<Figure> figures) {
        html.append("<div class=\"big\">\n");
        for (Figure figure : figures) {
            html.append("<div><b>")
                    .append(Html.escape(figure.value()))
                    .append("</b>")
                    .append(Html.escape(figure.meaning()))
                    .append("</div>\n");
        }
        html.append("</div>\n");
        return this;
    }

    /**
     * A number in large type with what it means.
     *
     * @param value the number as text
     * @param meaning what it is
     */
    public record Figure(String value, String meaning) {}

    /**
     * Charts side by side where there is room.
     *
     * @param style {@code one} for a single wide column, else empty
     * @param charts in reading order
     * @return this
     */
    public Page charts(String style, List<Chart> charts) {
        html.append(style.isEmpty() ? "<div class=\"charts\">\n" : "<div class=\"charts " + style + "\">\n");
        charts.forEach(chart -> html.append(chart.svg()));
        html.append("</div>\n");
        return this;
    }

    /** A chart with the numbers that it shows beside it. */
    Page chartWithTable(Chart chart, List<String> header, List<List<String>> rows) {
        html.append("<div class=\"beside\">\n").append(chart.svg());
        return table(header, rows, 0).closed();
    }

    private Page closed() {
        html.append("</div>\n");
        return this;
    }

    /**
     * A table.
     *
     * @param header of the columns
     * @param rows as many cells each
     * @param firstNumber columns from this one on are right-aligned
     * @return this
     */
    public Page table(List<String> header, List<List<String>> rows, int firstNumber) {
        html.append("<div class=\"scroll\"><table>\n").append(Html.row("th", "", header, firstNumber));
        rows.forEach(row -> html.append(Html.row("td", "", row, firstNumber)));
        html.append("</table></div>\n");
        return this;
    }

    /**
     * A heading, then names and values.
     *
     * @param title of the heading
     * @param values name to value, in order
     * @return this
     */
    public Page section(String title, Map<String, String> values) {
        heading(title);
        html.append("<div class=\"scroll\"><table>\n");
        values.forEach((name, value) -> html.append(Html.row("td", "", List.of(name, value), 2)));
        html.append("</table></div>\n");
        return this;
    }

    /**
     * A memory plan as a table.
     *
     * @param memory the plan
     * @return this
     */
    public Page memory(MemoryPlan memory) {
        html.append("<div class=\"scroll\"><table>\n")
                .append(Html.row("th", "", List.of("consumer", "dimensions", "bytes", ""), 2));
        memory.entries().forEach(entry -> html.append(memoryRow("", entry.name(), entry.dimensions(), entry.bytes())));
        html.append(memoryRow("total", "total", "", memory.totalBytes())).append("</table></div>\n");
        return this;
    }

    /**
     * What is folded away until a reader asks for it.
     *
     * @param summary what is seen of it
     * @param content adds to this page what is not
     * @return this
     */
    public Page fold(String summary, Consumer<Page> content) {
        html.append("<details>\n<summary>").append(Html.escape(summary)).append("</summary>\n");
        content.accept(this);
        html.append("</details>\n");
        return this;
    }

    private static String memoryRow(String style, String name, String dimensions, long bytes) {
        return Html.row("td", style, List.of(name, dimensions, Long.toString(bytes), MemoryPlan.readable(bytes)), 2);
    }

    /**
     * Ends the page.
     *
     * @return the whole document
     */
    public String end() {
        return html + "</body>\n</html>\n";
    }
}
