package dev.antipode.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code baseline}. */
class BaselineCommandTest {
    private static JsonNode json(CommandLineRun run) {
        return JsonMapper.builder().build().readTree(run.done().out());
    }

    @Test
    void itSaysWhatEvaluateSays() {
        JsonNode node = json(
                CommandLineRun.of("baseline", "lqr", "cart-pole", "--episodes", 100, "--kernels", "scalar", "--json"));
        assertThat(node.propertyNames())
                .containsExactly(
                        "episodes",
                        "success",
                        "successLow",
                        "successHigh",
                        "meanCost",
                        "p95Cost",
                        "failed",
                        "nonFinite",
                        "baseline",
                        "description");
        assertThat(node.get("episodes").intValue()).isEqualTo(100);
        assertThat(node.get("success").doubleValue()).isEqualTo(1);
        assertThat(node.get("baseline").stringValue()).isEqualTo("lqr");
        assertThat(CommandLineRun.of("baseline", "ZERO", "cart-pole", "--episodes", 50, "--kernels", "scalar")
                        .done()
                        .out())
                .contains("baseline   zero: zero commands", "task       cart-pole, seed 1", "failed     50");
    }

    @Test
    void itsNumbersDependOnTheSeedAlone() {
        Object[] request = {"baseline", "random", "dc-motor", "--episodes", 100, "--json", "--seed", 5};
        JsonNode one = json(CommandLineRun.of(request));
        assertThat(json(with(request, "--threads", 2, "--kernels", "scalar"))).isEqualTo(one);
        assertThat(json(with(request, "--seed", 6)).get("meanCost")).isNotEqualTo(one.get("meanCost"));
    }

    /** The request with other values of its options. */
    private static CommandLineRun with(Object[] request, Object... more) {
        List<Object> all = new ArrayList<>(List.of(request));
        for (int i = 0; i < more.length; i += 2) {
            int at = all.indexOf(more[i]);
            if (at >= 0) {
                all.set(at + 1, more[i + 1]);
            } else {
                all.add(more[i]);
                all.add(more[i + 1]);
            }
        }
        return CommandLineRun.of(all.toArray());
    }

    @Test
    void wrongRequestsAreRefusedInOneSentence() {
        CommandLineRun.of("baseline", "mpc", "cart-pole").refused(ExitCode.WRONG_REQUEST, "LQR", "mpc");
        CommandLineRun.of("baseline", "lqr", "cart-pol").refused(ExitCode.WRONG_REQUEST, "did you mean 'cart-pole'?");
        CommandLineRun.of("baseline", "lqr").refused(ExitCode.WRONG_REQUEST, "TASK");
        CommandLineRun.of("baseline", "lqr", "acrobot")
                .refused(ExitCode.WRONG_REQUEST, "'acrobot' cannot be linearised at the goal");
        CommandLineRun.of("baseline", "lqi", "cart-pole").refused(ExitCode.WRONG_REQUEST, "no reference");
        CommandLineRun.of("baseline", "pid", "cart-pole").refused(ExitCode.WRONG_REQUEST, "no hand-tuned law");
        CommandLineRun.of("baseline", "zero", "cart-pole", "--episodes", 0)
                .refused(ExitCode.WRONG_REQUEST, "episodes 0 must be at least 1");
        CommandLineRun.of("baseline", "random", "cart-pole", "--budget", 1000)
                .refused(ExitCode.WRONG_REQUEST, "memory plan needs");
        assertThat(CommandLineRun.of("baseline", "--help").done().out()).contains("KIND", "TASK", "--episodes");
    }
}
