package dev.antipode.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.sim.Registry;
import org.junit.jupiter.api.Test;

class HeadStartTest {
    @Test
    void theTaskIsWhatTheProgramItselfKnowsByThatName() {
        HeadStart head = HeadStart.of("train", "cart-pole", "--seed", "3");
        assertThat(head.task("cart-pole").orElseThrow().fingerprint())
                .isEqualTo(Registry.load(HeadStart.class.getClassLoader())
                        .task("cart-pole")
                        .fingerprint());
        assertThat(head.task("pendulum")).isEmpty();
    }

    @Test
    void whatFailsIsLeftToTheCommand() {
        assertThat(HeadStart.of("train", "no-such-task").task("no-such-task")).isEmpty();
    }

    @Test
    void otherCommandsHaveNone() {
        assertThat(HeadStart.of().task("cart-pole")).isEmpty();
        assertThat(HeadStart.of("train").task("")).isEmpty();
        assertThat(HeadStart.of("train", "--seed", "3").task("--seed")).isEmpty();
        assertThat(HeadStart.of("run", "cart-pole").task("cart-pole")).isEmpty();
        assertThat(HeadStart.of("evaluate", "cart-pole").task("cart-pole")).isEmpty();
    }
}
