package dev.antipode.controller.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.core.testing.ForkedJvm;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In a JVM of its own: once warm, 40 generations in a row with validations and statistics allocate not one byte on the workers. */
class AllocationTest {
    @Test
    void generationsAllocateNothingOnTheWorkers() {
        for (List<String> run : List.of(
                List.of("mlp:8:tanh", "es"),
                List.of("gru:8", "es"),
                List.of("linear", "es"),
                List.of("mlp:8:tanh", "tbptt:10:0.9:3"),
                List.of("linear", "tbptt:10"),
                List.of("mlp:8:tanh", "tbptt:10:0.9:3", "CHECKPOINTS"),
                List.of("linear", "tbptt:full", "CHECKPOINTS"),
                List.of("linear", "forward"),
                List.of("mlp:8:tanh", "forward:3"),
                List.of("mlp:8:tanh", "snes"),
                List.of("linear", "ars:4"),
                List.of("mlp:8:tanh", "guided:10:3"),
                List.of("linear", "mixed:20"),
                List.of("mlp:8:tanh", "mixed:20"),
                List.of("mlp:8:tanh", "guarded:20"),
                List.of("linear", "guarded:20"),
                List.of("mlp:8:tanh", "nres:30"),
                List.of("linear", "pes:30"),
                List.of("gru:8", "tes:30"),
                List.of("mlp:8:tanh", "online:30"),
                List.of("linear", "es", "FULL", "hopper"))) {
            String output = ForkedJvm.train(AllocationMain.class, run.toArray(String[]::new))
                    .output();
            assertThat(output).contains("quiet after generation");
        }
    }
}
