package dev.antipode.controller.hil.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antipode.controller.hil.LinkSignature;
import dev.antipode.controller.hil.LinkSignature.Clock;
import dev.antipode.sim.Registry;
import dev.antipode.sim.Signal;
import dev.antipode.sim.TaskModel;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GreetingTest {
    private static final Registry REGISTRY = Registry.load(GreetingTest.class.getClassLoader());

    private static LinkSignature signature(TaskModel task, Clock clock) {
        return new LinkSignature(
                task.plant().name(),
                task.plant().inputs(),
                task.observations(),
                task.references(),
                task.timing().periodSeconds(),
                clock);
    }

    private static Signal withoutDefault(Signal s) {
        return new Signal(s.name(), s.unit(), s.min(), s.max(), s.ratePerSecond(), s.angle(), 0, s.levels());
    }

    @Test
    void everyTaskSaysWhatItIs() {
        for (String name : REGISTRY.taskNames()) {
            LinkSignature mine = signature(REGISTRY.task(name), Clock.FREE_RUNNING);
            LinkSignature theirs = Greeting.decode(Greeting.encode(mine, true));
            assertThat(Greeting.restartable(Greeting.encode(mine, true))).isFalse();
            LinkSignature waiting = signature(REGISTRY.task(name), Clock.LOCKSTEP);
            for (boolean restartable : new boolean[] {false, true}) {
                byte[] payload = Greeting.encode(waiting, restartable);
                assertThat(Greeting.restartable(payload)).isEqualTo(restartable);
                assertThat(Greeting.decode(payload).clock()).isEqualTo(Clock.LOCKSTEP);
            }
            assertThat(theirs.plant()).isEqualTo(mine.plant());
            assertThat(theirs.periodSeconds()).isEqualTo(mine.periodSeconds());
            assertThat(theirs.clock()).isEqualTo(Clock.FREE_RUNNING);
            assertThat(theirs.commands())
                    .isEqualTo(mine.commands().stream()
                            .map(GreetingTest::withoutDefault)
                            .toList());
            assertThat(theirs.measurements())
                    .isEqualTo(mine.measurements().stream()
                            .map(GreetingTest::withoutDefault)
                            .toList());
            assertThat(theirs.references())
                    .isEqualTo(mine.references().stream()
                            .map(GreetingTest::withoutDefault)
                            .toList());
        }
    }

    /** Cut anywhere, or with bytes that are wrong: understood or refused in words, and nothing else. */
    @Test
    void damagedGreetingsAreRefused() {
        byte[] whole = Greeting.encode(signature(REGISTRY.task("quadrotor"), Clock.LOCKSTEP), true);
        for (int cut = 0; cut < whole.length; cut++) {
            byte[] part = java.util.Arrays.copyOf(whole, cut);
            assertThatThrownBy(() -> Greeting.decode(part))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("cut short after " + cut + " bytes");
        }
        Random random = new Random(4);
        for (int round = 0; round < 20_000; round++) {
            byte[] damaged = whole.clone();
            for (int i = random.nextInt(1, 5); i > 0; i--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(Greeting.decode(damaged).commands()).isNotEmpty();
            } catch (IllegalArgumentException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }

    @Test
    void aGreetingThatFitsNoFrameIsRefused() {
        List<Signal> many = IntStream.range(0, 4000)
                .mapToObj(i -> new Signal("measurement" + i, "rad/s", -1, 1, 1, false, 0))
                .toList();
        LinkSignature signature = new LinkSignature("huge", many.subList(0, 1), many, List.of(), 0.01, Clock.LOCKSTEP);
        assertThatThrownBy(() -> Greeting.encode(signature, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'huge'")
                .hasMessageContaining("one frame carries");
    }
}
