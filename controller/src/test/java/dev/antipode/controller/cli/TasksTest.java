package dev.antipode.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code tasks} and {@code lift}. */
class TasksTest {
    @Test
    void tasksAndPlantsAreListed() {
        JsonNode all = JsonMapper.builder()
                .build()
                .readTree(CommandLineRun.of("tasks", "--json").done().out());
        assertThat(names(all.get("tasks"))).contains("cart-pole", "cart-pole-swing-up", "pendulum", "acrobot");
        assertThat(names(all.get("plants"))).contains("lorenz", "henon", "logistic", "rossler");
        JsonNode lorenz = find(all.get("plants"), "lorenz");
        assertThat(names(lorenz.get("states"))).containsExactly("x", "y", "z");
        assertThat(lorenz.get("inputs")).isEmpty();
        assertThat(find(lorenz.get("parameters"), "rho").get("default").doubleValue())
                .isEqualTo(28);
        JsonNode cart = find(all.get("tasks"), "cart-pole");
        assertThat(names(cart.get("inputs"))).containsExactly("force");
        assertThat(cart.get("inputs").get(0).get("unit").stringValue()).isEqualTo("N");
    }

    @Test
    void peopleGetATable() {
        assertThat(CommandLineRun.of("tasks").done().out())
                .contains("Tasks", "cart-pole", "force [N]", "Plants", "lorenz");
    }

    @Test
    void aPlantsGraphIsPrinted() {
        String out = CommandLineRun.of("lift", "lorenz", "derivative").done().out();
        assertThat(out)
                .contains("inputs  state.x, state.y, state.z", "output  ")
                .doesNotContain("# step");
    }

    @Test
    void aTasksGraphsArePrinted() {
        assertThat(CommandLineRun.of("lift", "cart-pole").done().out())
                .contains("# step", "# cost", "# failed", "# atGoal");
        JsonNode json = JsonMapper.builder()
                .build()
                .readTree(
                        CommandLineRun.of("lift", "cart-pole", "--json").done().out());
        assertThat(json.get("graphs").get("cost").stringValue()).contains("output");
    }

    @Test
    void wrongRequestsAreNamed() {
        CommandLineRun.of("lift", "cart-poll").refused(2, "did you mean 'cart-pole'");
        CommandLineRun.of("lift", "lorenz", "cost").refused(2, "has no graph 'cost'", "derivative, step");
        CommandLineRun.of("lift", "java.lang.String").refused(2, "class java.lang.String is no plant");
        CommandLineRun.of("lift", "dev.antipode.sim.Plant").refused(2, "dev.antipode.sim.Plant");
    }

    private static List<String> names(JsonNode list) {
        return list.values().stream()
                .map(each -> each.get("name").stringValue())
                .toList();
    }

    private static JsonNode find(JsonNode list, String name) {
        return list.values().stream()
                .filter(each -> each.get("name").stringValue().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
