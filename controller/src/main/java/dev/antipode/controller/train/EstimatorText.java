package dev.antipode.controller.train;

import dev.antipode.core.program.CotangentLimit;
import java.util.List;
import java.util.Locale;

/** The text of an estimator's choice, {@code NAME:VALUE:VALUE}, read from left to right. */
final class EstimatorText {
    private static final String FULL = "full";
    private static final String LOCKED = "locked";
    private static final String SWITCHED = "switched";

    private final String text;
    private final String[] parts;
    private int next = 1;
    private int end;

    private EstimatorText(String text) {
        this.text = text;
        this.parts = text.strip().toLowerCase(Locale.ROOT).split(":", -1);
        this.end = parts.length;
    }

    static EstimatorText of(String text) {
        return new EstimatorText(text);
    }

    String name() {
        return parts[0];
    }

    boolean more() {
        return next < end;
    }

    /** A number of control steps, or 0 for {@code full}; required. */
    int window() {
        if (more() && parts[next].equals(FULL)) {
            next++;
            return 0;
        }
        return count("a window; give a number of control steps, or full");
    }

    /** As {@link #window()} reads it. */
    static String window(int window) {
        return window == 0 ? FULL : Integer.toString(window);
    }

    /** Refuses what {@link #window()} never reads. */
    static void requireWindow(int window) {
        if (window < 0) {
            throw new IllegalArgumentException("a window of " + window
                    + " steps is not possible; give 1 or more, or 'full' for the whole episode");
        }
    }

    /** The part of a limit, with its colons; as little of it as says everything. */
    static String limit(CotangentLimit limit) {
        boolean clipped = limit.clip() != Double.POSITIVE_INFINITY;
        String decay = clipped || limit.decay() != 1 ? ":" + limit.decay() : "";
        return clipped ? decay + ":" + limit.clip() : decay;
    }

    /** A positive whole number; required. */
    int count(String what) {
        if (!more()) {
            throw unknown();
        }
        String part = parts[next++];
        if (!part.matches("[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException("'" + part + "' in estimator '" + text + "' is not " + what);
        }
        return Integer.parseInt(part);
    }

    /** The next number, or another where there is none. */
    double number(double otherwise) {
        if (!more()) {
            return otherwise;
        }
        String part = parts[next++];
        try {
            return Double.parseDouble(part);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + part + "' in estimator '" + text + "' is not a number", e);
        }
    }

    /** Whether the next part says that all episodes are in step. */
    boolean locked() {
        boolean found = more() && parts[next].equals(LOCKED);
        next += found ? 1 : 0;
        return found;
    }

    /** Whether the last part says that estimators take turns; to be asked before the parts that may be left out. */
    boolean switched() {
        boolean found = more() && parts[end - 1].equals(SWITCHED);
        end -= found ? 1 : 0;
        return found;
    }

    /** As {@link #locked()} reads it, with its colon. */
    static String locked(boolean locked) {
        return locked ? ":" + LOCKED : "";
    }

    /** As {@link #switched()} reads it, with its colon. */
    static String switched(boolean switched) {
        return switched ? ":" + SWITCHED : "";
    }

    /** A name and its values, without the last ones that are at their defaults. */
    static String of(String name, List<?> values, List<?> defaults) {
        int count = values.size();
        while (count > 0 && values.get(count - 1).equals(defaults.get(count - 1))) {
            count--;
        }
        StringBuilder text = new StringBuilder(name);
        for (Object value : values.subList(0, count)) {
            text.append(':').append(value);
        }
        return text.toString();
    }

    void requireEnd() {
        if (more()) {
            throw unknown();
        }
    }

    IllegalArgumentException unknown() {
        return new IllegalArgumentException("there is no estimator '" + text
                + "'; give es, tbptt:WINDOW[:DECAY[:CLIP]] such as tbptt:10 or tbptt:full:0.97,"
                + " guarded[:WINDOW[:FACTOR[:INTERVAL]]][:switched], forward[:DIRECTIONS], snes, ars[:TOP],"
                + " guided[:WINDOW[:SUBSPACE[:ALPHA]]], mixed[:WINDOW[:GAMMA]],"
                + " nres:WINDOW[:locked], pes:WINDOW[:locked], tes:WINDOW[:locked], or"
                + " online:WINDOW[:DECAY[:CLIP]][:locked]");
    }
}
