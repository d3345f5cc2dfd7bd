package dev.antipode.controller.paper;

/**
 * A curve of a {@link Panel}. The arrays belong to it and must not be modified.
 *
 * @param name for the key and the CSV file, without comma and quote
 * @param style a class of the reports' style sheet: {@code main}, {@code second} to {@code sixth}, or {@code reference}
 * @param points whether points are drawn instead of a line
 * @param x from left to right
 * @param y as many; NaN interrupts a line
 */
public record Curve(String name, String style, boolean points, double[] x, double[] y) {
    private static final String[] STYLES = {"main", "third", "fourth", "fifth", "sixth", "second"};

    /** Checks the lengths. */
    public Curve {
        if (x.length != y.length) {
            throw new IllegalArgumentException("curve '" + name + "' has " + x.length + " and " + y.length + " values");
        }
    }

    /** A line in the style of a position in the key. */
    static Curve line(String name, int position, double[] x, double[] y) {
        return new Curve(name, STYLES[position % STYLES.length], false, x, y);
    }

    /** Points in the style of a position in the key. */
    static Curve points(String name, int position, double[] x, double[] y) {
        return new Curve(name, STYLES[position % STYLES.length], true, x, y);
    }

    /** A dashed line: what is expected. */
    static Curve reference(String name, double[] x, double[] y) {
        return new Curve(name, "reference", false, x, y);
    }
}
