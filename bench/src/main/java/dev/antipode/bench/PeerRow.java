package dev.antipode.bench;

import java.util.Locale;

/**
 * The same work by us and by a peer, measured in turn in one JVM, or as the note says.
 *
 * @param work what was done
 * @param peer by whom else
 * @param unit of both times
 * @param ours our time
 * @param theirs the peer's time
 * @param ratio ours to theirs: the median over the rounds where both ran in turn
 * @param difference the largest difference of the answers; NaN where there is more than one right answer
 */
record PeerRow(String work, String peer, String unit, double ours, double theirs, double ratio, double difference) {
    private static final String SEPARATOR = "\t";

    /** One line that {@link #parse} reads. */
    String line() {
        return String.join(
                SEPARATOR,
                work,
                peer,
                unit,
                Double.toString(ours),
                Double.toString(theirs),
                Double.toString(ratio),
                Double.toString(difference));
    }

    static PeerRow parse(String line) {
        String[] words = line.split(SEPARATOR);
        return new PeerRow(
                words[0],
                words[1],
                words[2],
                Double.parseDouble(words[3]),
                Double.parseDouble(words[4]),
                Double.parseDouble(words[5]),
                Double.parseDouble(words[6]));
    }

    static PeerRow of(String work, String peer, Rounds rounds, int ours, int theirs, double difference) {
        return new PeerRow(
                work,
                peer,
                "ns",
                rounds.median(ours),
                rounds.median(theirs),
                rounds.medianRatio(ours, theirs),
                difference);
    }

    String cells() {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s %s | %s %s | %.3g | %s |",
                work,
                peer,
                number(ours),
                unit,
                number(theirs),
                unit,
                ratio,
                Double.isNaN(difference) ? "" : String.format(Locale.ROOT, "%.1e", difference));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.3g" : "%.0f", value);
    }
}
