package dev.antipode.controller.report;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A line chart as inline SVG. Colours come from the page's style sheet, so that the chart follows its light or dark theme;
 * text is laid out by the browser, so that no font is needed on the device that writes it. NaN interrupts a line.
 */
final class Chart {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 240;
    private static final int LEFT = 64;
    private static final int RIGHT = 12;
    private static final int TOP = 12;
    private static final int BOTTOM = 36;
    /** More points than this are thinned out: they would fall on the same pixels. */
    private static final int MOST_POINTS = 1200;

    private final String title;
    private final String xLabel;
    private final String yLabel;
    private final List<Line> lines = new ArrayList<>();
    private boolean logarithmic;

    private record Line(String name, String style, double[] x, double[] y) {}

    Chart(String title, String xLabel, String yLabel) {
        this.title = title;
        this.xLabel = xLabel;
        this.yLabel = yLabel;
    }

    /** Adds a line; {@code style} is a class of the style sheet: {@code main}, {@code second}, {@code third} or {@code reference}. */
    Chart line(String name, String style, double[] x, double[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException("line '" + name + "' has " + x.length + " and " + y.length + " values");
        }
        lines.add(new Line(name, style, x, y));
        return this;
    }

    /** Shows decimal logarithms where all values are positive and differ by more than a factor of a hundred. */
    Chart logarithmicWhereWide() {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Line line : lines) {
            for (double value : line.y) {
                low = Double.isNaN(value) ? low : Math.min(low, value);
                high = Double.isNaN(value) ? high : Math.max(high, value);
            }
        }
        if (low > 0 && high / low > 100) {
            lines.replaceAll(line -> new Line(
                    line.name,
                    line.style,
                    line.x,
                    Arrays.stream(line.y).map(Math::log10).toArray()));
            logarithmic = true;
        }
        return this;
    }

    String svg() {
        Axis x = Axis.of(lines.stream().map(Line::x).toArray(double[][]::new), false);
        double[][] values = lines.stream().map(Line::y).toArray(double[][]::new);
        Axis y = logarithmic ? Axis.ofLogarithms(values) : Axis.of(values, true);
        StringBuilder svg = new StringBuilder();
        svg.append("<figure><figcaption>")
                .append(Html.escape(title))
                .append(legend())
                .append("</figcaption>\n");
        svg.append(String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%n",
                WIDTH,
                HEIGHT,
                Html.escape(title)));
        for (double tick : y.ticks()) {
            double at = vertical(y, tick);
            svg.append(String.format(
                    Locale.ROOT,
                    "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>"
                            + "<text class=\"tick\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>%n",
                    LEFT,
                    WIDTH - RIGHT,
                    at,
                    at,
                    LEFT - 6,
                    at + 4,
                    logarithmic ? powerOfTen(tick) : y.label(tick)));
        }
        for (double tick : x.ticks()) {
            double at = horizontal(x, tick);
            svg.append(String.format(
                    Locale.ROOT,
                    "<line class=\"grid\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>"
                            + "<text class=\"tick\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>%n",
                    at,
                    at,
                    TOP,
                    HEIGHT - BOTTOM,
                    at,
                    HEIGHT - BOTTOM + 15,
                    x.label(tick)));
        }
        for (Line line : lines) {
            svg.append("<path class=\"")
                    .append(line.style)
                    .append("\" d=\"")
                    .append(path(line, x, y))
                    .append("\"/>\n");
        }
        svg.append(String.format(
                Locale.ROOT,
                "<text class=\"label\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>%n"
                        + "<text class=\"label\" transform=\"translate(12 %d) rotate(-90)\" text-anchor=\"middle\">%s</text>%n",
                (LEFT + WIDTH - RIGHT) / 2,
                HEIGHT - 4,
                Html.escape(xLabel),
                (TOP + HEIGHT - BOTTOM) / 2,
                Html.escape(yLabel)));
        return svg.append("</svg></figure>\n").toString();
    }

    private static String powerOfTen(double exponent) {
        return exponent >= -4 && exponent <= 5
                ? new BigDecimal(BigInteger.ONE, -(int) exponent).toPlainString()
                : "1e" + (int) exponent;
    }

    private String legend() {
        if (lines.size() < 2) {
            return "";
        }
        StringBuilder legend = new StringBuilder();
        for (Line line : lines) {
            legend.append(" <span class=\"key ")
                    .append(line.style)
                    .append("\">")
                    .append(Html.escape(line.name))
                    .append("</span>");
        }
        return legend.toString();
    }

    private static String path(Line line, Axis x, Axis y) {
        StringBuilder path = new StringBuilder();
        int stride = (line.x.length + MOST_POINTS - 1) / MOST_POINTS;
        boolean drawing = false;
        for (int i = 0; i < line.x.length; i++) {
            if (i % stride != 0 && i != line.x.length - 1) {
                continue;
            }
            if (!Axis.shows(line.x[i]) || !Axis.shows(line.y[i])) {
                drawing = false;
                continue;
            }
            path.append(String.format(
                    Locale.ROOT, "%s%.1f %.1f", drawing ? "L" : "M", horizontal(x, line.x[i]), vertical(y, line.y[i])));
            drawing = true;
        }
        return path.toString();
    }

    private static double horizontal(Axis x, double value) {
        return LEFT + x.position(value) * (WIDTH - LEFT - RIGHT);
    }

    private static double vertical(Axis y, double value) {
        return HEIGHT - BOTTOM - y.position(value) * (HEIGHT - TOP - BOTTOM);
    }
}
