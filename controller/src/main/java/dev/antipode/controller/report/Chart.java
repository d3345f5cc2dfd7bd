package dev.antipode.controller.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;

/**
 * A chart of lines and points as inline SVG. Colours come from the page's style sheet, so that the chart follows its light or dark theme;
 * text is laid out by the browser, so that no font is needed on the device that writes it. NaN interrupts a line.
 */
public final class Chart {
    private static final int WIDTH = 640;
    private static final int LOW = 240;
    private static final int HIGH = 400;
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
    private final List<Band> bands = new ArrayList<>();
    private AxisScale xScale = AxisScale.LINEAR;
    private AxisScale yScale = AxisScale.LINEAR;
    private boolean equal;
    private int height = LOW;

    private record Line(String name, String style, boolean points, double[] x, double[] y) {}

    private record Band(String style, double[] x, double[] low, double[] high) {}

    /**
     * Starts a chart.
     *
     * @param title above it
     * @param xLabel what the horizontal axis shows, with its unit
     * @param yLabel what the vertical axis shows, with its unit
     */
    public Chart(String title, String xLabel, String yLabel) {
        this.title = title;
        this.xLabel = xLabel;
        this.yLabel = yLabel;
    }

    /**
     * Adds a line.
     *
     * @param name for the key; without one it has none
     * @param style a class of the style sheet: {@code main}, {@code second} to {@code sixth}, or {@code reference}
     * @param x from left to right
     * @param y as many; NaN interrupts the line
     * @return this
     */
    public Chart line(String name, String style, double[] x, double[] y) {
        return add(new Line(name, style, false, x, y));
    }

    /**
     * Adds points.
     *
     * @param name for the key; without one they have none
     * @param style as for lines
     * @param x positions
     * @param y as many
     * @return this
     */
    public Chart points(String name, String style, double[] x, double[] y) {
        return add(new Line(name, style, true, x, y));
    }

    /**
     * Adds the area between two lines, behind all lines.
     *
     * @param style as for lines, and none for {@code reference}
     * @param x from left to right
     * @param low the lower line, as many
     * @param high the upper line, as many
     * @return this
     */
    public Chart band(String style, double[] x, double[] low, double[] high) {
        if (x.length != low.length || x.length != high.length) {
            throw new IllegalArgumentException(
                    "a band has " + x.length + ", " + low.length + " and " + high.length + " values");
        }
        bands.add(new Band(style, x, low, high));
        return this;
    }

    private Chart add(Line line) {
        if (line.x.length != line.y.length) {
            throw new IllegalArgumentException(
                    "line '" + line.name + "' has " + line.x.length + " and " + line.y.length + " values");
        }
        lines.add(line);
        return this;
    }

    /**
     * Shows decimal logarithms where all values are positive and differ by more than a factor of a hundred.
     *
     * @return this
     */
    public Chart logarithmicWhereWide() {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double[] values : heights()) {
            for (double value : values) {
                low = Double.isNaN(value) ? low : Math.min(low, value);
                high = Double.isNaN(value) ? high : Math.max(high, value);
            }
        }
        if (low > 0 && high / low > 100) {
            lines.replaceAll(line -> new Line(line.name, line.style, line.points, line.x, map(line.y, Math::log10)));
            bands.replaceAll(
                    band -> new Band(band.style, band.x, map(band.low, Math::log10), map(band.high, Math::log10)));
            yScale = AxisScale.DECADES;
        }
        return this;
    }

    /**
     * The values given are decimal logarithms, of numbers that may be beyond the range of a double: labels are powers of ten.
     *
     * @return this
     */
    public Chart ofLogarithms() {
        yScale = AxisScale.DECADES;
        return this;
    }

    /** Everything that the vertical axis must show. */
    private double[][] heights() {
        return Stream.concat(
                        lines.stream().map(Line::y), bands.stream().flatMap(band -> Stream.of(band.low, band.high)))
                .toArray(double[][]::new);
    }

    /**
     * Shows positions, all positive, by octaves.
     *
     * @return this
     */
    public Chart octaves() {
        moved(x -> Math.log(x) / Math.log(2));
        xScale = AxisScale.OCTAVES;
        return this;
    }

    /**
     * Shows positions, all positive, by powers of ten.
     *
     * @return this
     */
    public Chart decades() {
        moved(Math::log10);
        xScale = AxisScale.DECADES;
        return this;
    }

    private void moved(DoubleUnaryOperator position) {
        lines.replaceAll(line -> new Line(line.name, line.style, line.points, map(line.x, position), line.y));
        bands.replaceAll(band -> new Band(band.style, map(band.x, position), band.low, band.high));
    }

    /**
     * A higher chart in which a unit is as long to the right as upwards, as in the complex plane.
     *
     * @return this
     */
    public Chart equalScales() {
        equal = true;
        height = HIGH;
        return this;
    }

    private static double[] map(double[] values, DoubleUnaryOperator function) {
        return Arrays.stream(values).map(function).toArray();
    }

    String svg() {
        Axis x = Axis.of(lines.stream().map(Line::x).toArray(double[][]::new), false);
        double[][] values = heights();
        Axis y = yScale == AxisScale.DECADES ? Axis.ofLogarithms(values) : Axis.of(values, true);
        if (xScale != AxisScale.LINEAR) {
            x = x.whole();
        }
        if (equal) {
            double unit = Math.max(
                    (x.high() - x.low()) / (WIDTH - LEFT - RIGHT), (y.high() - y.low()) / (height - TOP - BOTTOM));
            x = x.spanning(unit * (WIDTH - LEFT - RIGHT));
            y = y.spanning(unit * (height - TOP - BOTTOM));
        }
        StringBuilder svg = new StringBuilder();
        svg.append("<figure><figcaption>")
                .append(Html.escape(title))
                .append(legend())
                .append("</figcaption>\n");
        svg.append(String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%n",
                WIDTH,
                height,
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
                    yScale.label(y, tick)));
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
                    height - BOTTOM,
                    at,
                    height - BOTTOM + 15,
                    xScale.label(x, tick)));
        }
        for (Band band : bands) {
            svg.append("<path class=\"band ")
                    .append(band.style)
                    .append("\" d=\"")
                    .append(area(band, x, y))
                    .append("\"/>\n");
        }
        for (Line line : lines) {
            svg.append("<path class=\"")
                    .append(line.style)
                    .append(line.points ? " points" : "")
                    .append("\" d=\"")
                    .append(line.points ? dots(line, x, y) : path(line, x, y))
                    .append("\"/>\n");
        }
        svg.append(String.format(
                Locale.ROOT,
                "<text class=\"label\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>%n"
                        + "<text class=\"label\" transform=\"translate(12 %d) rotate(-90)\" text-anchor=\"middle\">%s</text>%n",
                (LEFT + WIDTH - RIGHT) / 2,
                height - 4,
                Html.escape(xLabel),
                (TOP + height - BOTTOM) / 2,
                Html.escape(yLabel)));
        return svg.append("</svg></figure>\n").toString();
    }

    private String legend() {
        List<Line> named = lines.stream().filter(line -> !line.name.isEmpty()).toList();
        if (named.size() < 2) {
            return "";
        }
        StringBuilder legend = new StringBuilder();
        for (Line line : named) {
            legend.append(" <span class=\"key ")
                    .append(line.style)
                    .append(line.points ? " points" : "")
                    .append("\">")
                    .append(Html.escape(line.name))
                    .append("</span>");
        }
        return legend.toString();
    }

    private String path(Line line, Axis x, Axis y) {
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
            path.append(point(drawing ? "L" : "M", x, y, line.x[i], line.y[i]));
            drawing = true;
        }
        return path.toString();
    }

    /** Between gaps, along the upper ends and back along the lower ones. */
    private String area(Band band, Axis x, Axis y) {
        StringBuilder area = new StringBuilder();
        int from = 0;
        for (int i = 0; i <= band.x.length; i++) {
            if (i < band.x.length && Axis.shows(band.x[i]) && Axis.shows(band.low[i]) && Axis.shows(band.high[i])) {
                continue;
            }
            for (int j = from; j < i; j++) {
                area.append(point(j == from ? "M" : "L", x, y, band.x[j], band.high[j]));
            }
            for (int j = i - 1; j >= from; j--) {
                area.append(point("L", x, y, band.x[j], band.low[j]));
            }
            area.append(i > from ? "Z" : "");
            from = i + 1;
        }
        return area.toString();
    }

    private String point(String command, Axis x, Axis y, double atX, double atY) {
        return String.format(Locale.ROOT, "%s%.1f %.1f", command, horizontal(x, atX), vertical(y, atY));
    }

    /** Lines of no length, which round ends make dots. */
    private String dots(Line line, Axis x, Axis y) {
        StringBuilder dots = new StringBuilder();
        for (int i = 0; i < line.x.length; i++) {
            if (Axis.shows(line.x[i]) && Axis.shows(line.y[i])) {
                dots.append(
                        String.format(Locale.ROOT, "M%.1f %.1fh0", horizontal(x, line.x[i]), vertical(y, line.y[i])));
            }
        }
        return dots.toString();
    }

    private static double horizontal(Axis x, double value) {
        return LEFT + x.position(value) * (WIDTH - LEFT - RIGHT);
    }

    private double vertical(Axis y, double value) {
        return height - BOTTOM - y.position(value) * (height - TOP - BOTTOM);
    }
}
