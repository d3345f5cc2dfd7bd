package dev.antipode.controller.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.antipode.core.memory.Precision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is asked of the system for the loop's thread is for that thread alone: who watches it must run while it spins. */
class LoopWatchTest {
    private static final String ALLOWED = "Cpus_allowed_list:";

    @Test
    void theWatchIsNotBoundToTheProcessorOfTheLoop() throws InterruptedException {
        assumeTrue(
                LinuxCalls.available() && Runtime.getRuntime().availableProcessors() > 1, "needs Linux and two CPUs");
        String all = allowed(Path.of("/proc/thread-self"));
        int one = Integer.parseInt(all.split("[,-]")[0]);
        VirtualClock clock = new VirtualClock();
        ScriptedLink link = new ScriptedLink(clock);
        List<String> found = new ArrayList<>();
        link.actions.put(3, () -> {
            found.add(allowed(Path.of("/proc/thread-self")));
            found.add(allowed(watch()));
        });
        LoopOptions options = new LoopOptions(
                1_000_000, 5, 0, GuardRules.defaults(), new RealTime(0, false, 0, one), new double[1], Precision.F64);
        // On a thread of its own, which stays bound.
        Thread loop = Thread.ofPlatform()
                .start(() ->
                        new ControlLoop(link, ControlLoopTest.constant(1), Optional.empty(), options, clock).run());
        loop.join();
        assertThat(found).containsExactly(String.valueOf(one), all);
    }

    /** The thread of the watch, as soon as it has its name. */
    private static Path watch() {
        while (true) {
            try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
                for (Path thread : threads.toList()) {
                    if (Files.readString(thread.resolve("comm")).strip().equals("antipode-watch")) {
                        return thread;
                    }
                }
            } catch (IOException e) {
                // A thread has ended between two looks.
                Thread.onSpinWait();
            }
        }
    }

    private static String allowed(Path thread) {
        try (Stream<String> lines = Files.lines(thread.resolve("status"))) {
            return lines.filter(line -> line.startsWith(ALLOWED))
                    .map(line -> line.substring(ALLOWED.length()).strip())
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
