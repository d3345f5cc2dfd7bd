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

    private static List<Signal> withoutDefaults(List<Signal> signals) {
        return signals.stream().map(GreetingTest::withoutDefault).toList();
    }

    @Test
    void everyTaskSaysWhatItIs() {
        for (String name : REGISTRY.taskNames()) {
            TaskModel task = REGISTRY.task(name);
            LinkSignature mine = signature(task, Clock.FREE_RUNNING);
            List<Signal> parameters = task.plant().parameters();
            Greeting theirs = Greeting.decode(new Greeting(mine, true, parameters).encode(true));
            assertThat(theirs.restartable()).isFalse();
            assertThat(theirs.parameters()).isEqualTo(withoutDefaults(parameters));
            assertThat(theirs.signature())
                    .isEqualTo(new LinkSignature(
                            mine.plant(),
                            withoutDefaults(mine.commands()),
                            withoutDefaults(mine.measurements()),
                            withoutDefaults(mine.references()),
                            mine.periodSeconds(),
                            Clock.FREE_RUNNING));
            LinkSignature waiting = signature(task, Clock.LOCKSTEP);
            for (boolean restartable : new boolean[] {false, true}) {
                Greeting read = Greeting.decode(new Greeting(waiting, restartable, parameters).encode(false));
                assertThat(read.restartable()).isEqualTo(restartable);
                assertThat(read.signature().clock()).isEqualTo(Clock.LOCKSTEP);
                assertThat(read.parameters()).isEmpty();
            }
        }
    }

    /** What a plant says without its parameters is the beginning of what it says with them: of the first kind are older ones. */
    @Test
    void parametersComeLast() {
        TaskModel task = REGISTRY.task("dc-motor");
        Greeting greeting =
                new Greeting(signature(task, Clock.LOCKSTEP), true, task.plant().parameters());
        byte[] with = greeting.encode(true);
        byte[] without = greeting.encode(false);
        assertThat(with.length).isGreaterThan(without.length);
        assertThat(with).startsWith(without);
    }

    /** Cut anywhere, or with bytes that are wrong: understood or refused in words, and nothing else. */
    @Test
    void damagedGreetingsAreRefused() {
        TaskModel task = REGISTRY.task("quadrotor");
        Greeting greeting =
                new Greeting(signature(task, Clock.LOCKSTEP), true, task.plant().parameters());
        byte[] whole = greeting.encode(true);
        int older = greeting.encode(false).length;
        for (int cut = 0; cut < whole.length; cut += cut + 1 == older ? 2 : 1) {
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
                assertThat(Greeting.decode(damaged).signature().commands()).isNotEmpty();
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
        assertThatThrownBy(() -> new Greeting(signature, false, List.of()).encode(false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'huge'")
                .hasMessageContaining("one frame carries");
    }
}
