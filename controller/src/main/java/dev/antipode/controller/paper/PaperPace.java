package dev.antipode.controller.paper;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * How far a run is and how long the rest will take: what each figure is expected to take, at the pace so far. Figures are begun the
 * longest first, each by the first worker that is free, which ends at most a third later than the best order would: R. L. Graham,
 * "Bounds on multiprocessing timing anomalies" (1969). Not thread-safe.
 */
public final class PaperPace {
    /** Below this share of the whole, the pace is a guess. */
    private static final double TELLING = 0.02;

    private final int workers;
    private final double expected;
    /** Of figures that are not done: the seconds that are expected, the longest first. */
    private final Map<Figure, Double> left = new LinkedHashMap<>();
    /** Since when figures are measured, in nanoseconds. */
    private final Map<Figure, Long> running = new LinkedHashMap<>();

    private double busySeconds;
    private int done;

    /** Before the first of the figures is begun. */
    PaperPace(List<Figure> figures, int workers) {
        this.workers = workers;
        figures.stream()
                .sorted(Comparator.comparingDouble(Figure::expectedSeconds).reversed())
                .forEach(figure -> left.put(figure, figure.expectedSeconds()));
        expected = work();
    }

    /** The order in which figures are begun. */
    List<Figure> order() {
        return List.copyOf(left.keySet());
    }

    void began(Figure figure, long nanos) {
        running.put(figure, nanos);
    }

    void progress(Figure figure, double fraction) {
        left.put(figure, figure.expectedSeconds() * (1 - fraction));
    }

    /** It is done, or cannot be measured. */
    void ended(Figure figure, long nanos) {
        stopped(figure, nanos);
        left.remove(figure);
        done++;
    }

    /** It is begun anew later. */
    void putOff(Figure figure, long nanos) {
        stopped(figure, nanos);
        left.put(figure, figure.expectedSeconds());
    }

    private void stopped(Figure figure, long nanos) {
        busySeconds += (nanos - running.remove(figure)) * 1e-9;
    }

    private double work() {
        return left.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /**
     * The share of the run that is done.
     *
     * @return from 0 to 1
     */
    public double share() {
        return 1 - work() / expected;
    }

    /**
     * The figures that are being measured, and how far each is.
     *
     * @return such as "5 13 %, 3 40 %; 2 done"
     */
    public String text() {
        List<String> parts = new ArrayList<>();
        for (Figure figure : running.keySet()) {
            double share = 1 - left.get(figure) / figure.expectedSeconds();
            parts.add(String.format(Locale.ROOT, "%s %.0f %%", figure.id(), 100 * share));
        }
        return String.join(", ", parts) + "; " + done + " done";
    }

    /**
     * How long the rest will take.
     *
     * @param nanos the time, as by {@link System#nanoTime}
     * @return seconds
     */
    public double secondsLeft(long nanos) {
        double busy = busySeconds;
        for (long since : running.values()) {
            busy += (nanos - since) * 1e-9;
        }
        double pace = share() < TELLING ? 1 : busy / (expected - work());
        return pace * secondsExpected();
    }

    /** How long the rest is expected to take. */
    double secondsExpected() {
        PriorityQueue<Double> free = new PriorityQueue<>();
        for (Figure figure : running.keySet()) {
            free.add(left.get(figure));
        }
        while (free.size() < workers) {
            free.add(0.0);
        }
        left.forEach((figure, seconds) -> {
            if (!running.containsKey(figure)) {
                free.add(free.remove() + seconds);
            }
        });
        return free.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }
}
