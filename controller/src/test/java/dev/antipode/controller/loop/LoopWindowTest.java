package dev.antipode.controller.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.controller.hil.LinkStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Flight Recorder is told about a loop adds up to what the loop did. */
class LoopWindowTest {
    @TempDir
    Path folder;

    @Test
    void theWindowsAddUp() throws IOException {
        VirtualClock clock = new VirtualClock();
        ScriptedLink link = new ScriptedLink(clock);
        link.statuses.put(7, LinkStatus.MISSING);
        link.lateness.put(9, 250_000L);
        link.work.put(20, 1_500_000L);
        Path file = folder.resolve("loop.jfr");
        try (Recording recording = new Recording()) {
            recording.enable(LoopWindow.class);
            recording.start();
            ControlLoopTest.loop(link, clock, 50).run();
            recording.stop();
            recording.dump(file);
        }
        List<RecordedEvent> windows = RecordingFile.readAllEvents(file).stream()
                .filter(e -> e.getEventType().getName().equals("dev.antipode.LoopWindow"))
                .toList();
        assertThat(windows).isNotEmpty();
        assertThat(windows.stream().mapToLong(e -> e.getLong("ticks")).sum()).isEqualTo(50);
        assertThat(windows.stream().mapToLong(e -> e.getLong("misses")).sum()).isEqualTo(1);
        assertThat(windows.stream().mapToLong(e -> e.getLong("faultyTicks")).sum())
                .isEqualTo(1);
        assertThat(windows.stream()
                        .mapToLong(e -> e.getDuration("worstWakeUp").toNanos())
                        .max())
                .hasValue(500_000);
    }
}
