package dev.antipode.controller.identify;

import dev.antipode.controller.identify.Recording.Episode;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of an episode that are simulated freely from one initial state.
 *
 * @param episode what they are of
 * @param first the first row, whose state is the initial one
 * @param end the row after the last one
 */
record Segment(Episode episode, int first, int end) {
    /** What a simulation needs at least: a state and one that follows. */
    private static final int FEWEST_ROWS = 2;

    int rows() {
        return end - first;
    }

    /**
     * Divides a log into what is fitted and what is held out: the last episodes where there are several, else the end of the only
     * one.
     *
     * @param skipped rows at the beginning of each episode that only tell what was commanded before, which a delay brings later
     * @param heldOut the fraction that is held out, from 0 to below 1
     * @return two lists, of which the second may be empty
     */
    static List<List<Segment>> split(List<Episode> episodes, int skipped, double heldOut) {
        List<Segment> whole = new ArrayList<>();
        for (Episode episode : episodes) {
            if (episode.rows() - skipped >= FEWEST_ROWS) {
                whole.add(new Segment(episode, skipped, episode.rows()));
            }
        }
        if (whole.size() == 1) {
            Segment only = whole.getFirst();
            int kept = only.rows() - (int) Math.round(heldOut * only.rows());
            if (kept < FEWEST_ROWS || only.rows() - kept < FEWEST_ROWS) {
                return List.of(whole, List.of());
            }
            int border = only.first() + kept;
            return List.of(
                    List.of(new Segment(only.episode(), only.first(), border)),
                    List.of(new Segment(only.episode(), border, only.end())));
        }
        long rows = whole.stream().mapToLong(Segment::rows).sum();
        int kept = whole.size();
        for (long held = 0; kept > 1 && held < heldOut * rows; kept--) {
            held += whole.get(kept - 1).rows();
        }
        return List.of(whole.subList(0, kept), whole.subList(kept, whole.size()));
    }

    /**
     * Cuts segments; where longer pieces begin, shorter ones do as well if their lengths divide.
     *
     * @param length rows of a piece; the last one of a segment takes the rest too
     */
    static List<Segment> cut(List<Segment> segments, int length) {
        List<Segment> pieces = new ArrayList<>();
        for (Segment segment : segments) {
            int count = Math.max(1, segment.rows() / length);
            for (int i = 0; i < count; i++) {
                int from = segment.first() + i * length;
                pieces.add(new Segment(segment.episode(), from, i + 1 < count ? from + length : segment.end()));
            }
        }
        return pieces;
    }

    /** What was commanded at a row counted from the segment's first one; before the episode, what is then known first. */
    double[] input(int row) {
        return episode.inputs()[Math.max(0, first + row)];
    }
}
