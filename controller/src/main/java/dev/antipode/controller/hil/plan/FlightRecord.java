package dev.antipode.controller.hil.plan;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/**
 * A recording of Flight Recorder beside a test: what the JVM did that could have held the loop up. It costs the loop little, as its own
 * events are one a second from another thread.
 */
public final class FlightRecord implements AutoCloseable {
    private static final List<String> EVENTS = List.of(
            "jdk.GCPhasePause",
            "jdk.SafepointBegin",
            "jdk.Deoptimization",
            "jdk.Compilation",
            "dev.antipode.LoopWindow");

    private final Recording recording = new Recording();

    /** Starts it. */
    public FlightRecord() {
        for (String event : EVENTS) {
            recording.enable(event).withoutThreshold().withoutStackTrace();
        }
        recording.start();
    }

    /**
     * What was seen of one kind.
     *
     * @param count how often
     * @param totalMillis how long in all
     * @param longestMillis the longest one
     */
    public record Seen(long count, double totalMillis, double longestMillis) {
        Seen and(Duration duration) {
            double millis = duration.toNanos() * 1e-6;
            return new Seen(count + 1, totalMillis + millis, Math.max(longestMillis, millis));
        }
    }

    /**
     * Stops it and writes it down.
     *
     * @param file where
     * @return by kind of event, in alphabetical order; kinds that did not occur are left out
     * @throws IOException if it cannot be written
     */
    public Map<String, Seen> end(Path file) throws IOException {
        recording.stop();
        recording.dump(file);
        Map<String, Seen> seen = new TreeMap<>();
        try (RecordingFile events = new RecordingFile(file)) {
            while (events.hasMoreEvents()) {
                RecordedEvent event = events.readEvent();
                String name = event.getEventType().getName();
                if (EVENTS.contains(name)) {
                    seen.put(name, seen.getOrDefault(name, new Seen(0, 0, 0)).and(event.getDuration()));
                }
            }
        }
        return seen;
    }

    @Override
    public void close() {
        recording.close();
    }
}
