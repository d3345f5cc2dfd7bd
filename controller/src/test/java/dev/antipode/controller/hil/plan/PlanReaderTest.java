package dev.antipode.controller.hil.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antipode.controller.hil.fault.FaultKinds;
import dev.antipode.controller.hil.fault.FaultWindow;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Plans are read strictly: whatever is wrong is refused with its line and the remedy. */
class PlanReaderTest {
    private static final String START = """
            version: 1
            nominal:
              episodes: 2
              require: {lost: 0 %}
            """;

    private static String withCase(String lines) {
        return START + "cases:\n" + lines.indent(2);
    }

    private static void refused(String yaml, String... parts) {
        assertThatThrownBy(() -> Motor.plan(yaml))
                .isInstanceOf(IllegalArgumentException.class)
                .satisfies(e -> assertThat(e.getMessage()).contains(parts).doesNotContain("\n"));
    }

    @Test
    void theDefaultPlanHasEveryKindOfFault() {
        TestPlan plan = Motor.reader().read(DefaultPlan.NAME, DefaultPlan.text());
        Set<String> named = plan.cases().stream()
                .flatMap(part -> part.faults().stream())
                .map(fault -> fault.kind().name())
                .collect(Collectors.toSet());
        assertThat(named).isEqualTo(FaultKinds.all(Motor.LOADER).keySet());
        assertThat(plan.nominal().episodes()).isEqualTo(5);
        assertThat(plan.seed()).isEmpty();
    }

    @Test
    void timesAndSharesAreWhatTheySay() {
        TestPlan plan = Motor.plan("""
                version: 1
                nominal: {episodes: 3, seconds: 1, seed: -7, require: {success: 80 %, rmsDifference: 0.01}}
                window: {from: 100 ms, until: 50 %}
                cases:
                  - faults: [drop: {p: 0.1}]
                    require: {recovery: 250 ms}
                  - name: another
                    faults: [drop: {p: 10 %}, late: {by: 2 ticks}]
                    window: {until: 0.3 s}
                    episodes: 1
                    require: {costRatio: 1.5, safeAction: forbidden, misses: 3, lost: 0.5}
                """);
        assertThat(plan.seed()).hasValue(-7);
        assertThat(plan.episodeTicks()).isEqualTo(100);
        PlanCase first = plan.cases().get(1);
        assertThat(first.name()).isEqualTo("drop p: 0.1");
        assertThat(first.window()).isEqualTo(new FaultWindow(10, 50));
        assertThat(first.episodes()).isEqualTo(3);
        assertThat(first.criteria().recoverySeconds()).hasValue(0.25);
        PlanCase second = plan.cases().get(2);
        assertThat(second.window()).isEqualTo(new FaultWindow(10, 30));
        assertThat(second.faultText()).isEqualTo("drop p: 10 % + late by: 2 ticks");
        assertThat(second.criteria().safeAction()).hasValue(false);
        assertThat(second.criteria().misses()).hasValue(3);
        assertThat(second.criteria().lost()).hasValue(0.5);
    }

    @Test
    void whatIsUnknownIsRefusedWithTheNearestName() {
        refused(
                withCase("- faults: [dropp: {p: 0.1}]\n  require: {lost: 0}"),
                "plan.yaml:6: ",
                "no fault 'dropp'",
                "did you mean 'drop'?");
        refused(
                withCase("- faults: [drop: {p: 0.1, way: both}]\n  require: {lost: 0}"),
                ":6: ",
                "no key 'way' in fault 'drop'");
        refused(withCase("- faults: [drop: {p: 0.1}]\n  requires: {lost: 0}"), "'require' is missing");
        refused(
                withCase("- faults: [drop: {p: 0.1}]\n  require: {costratio: 2}"),
                ":7: ",
                "no key 'costratio'",
                "did you mean 'costRatio'?");
        refused(START + "windows: {from: 1 s}", ":5: ", "no key 'windows'", "did you mean 'window'?");
        refused(
                withCase("- faults: [drop: {p: 0.1, direction: up}]\n  require: {lost: 0}"),
                "'direction' is 'up'",
                "both, measurement, command");
        refused(
                withCase("- faults: [sensor-stuck: {signal: sped}]\n  require: {lost: 0}"),
                "'sped'",
                "did you mean 'speed'?");
        refused(
                withCase("- faults: [plant-parameter: {name: inertial, factor: 2}]\n  require: {lost: 0}"),
                "'inertial'",
                "did you mean 'inertia'?");
    }

    @Test
    void whatIsMissingOrOutOfRangeIsRefused() {
        refused("", "is empty");
        refused("- 1", "a test plan must be a mapping");
        refused("version: 2\nnominal: {require: {lost: 0}}", ":1: ", "'version' is '2' but must be 1");
        refused("version: 1", "'nominal' is missing");
        refused("version: 1\nnominal: {episodes: 0, require: {lost: 0}}", "'episodes' is '0'");
        refused("version: 1\nnominal: {seconds: -1, require: {lost: 0}}", "'seconds' is '-1'");
        refused("version: 1\nnominal: {episodes: 2}", "'require' is missing");
        refused("version: 1\nnominal: {require: {}}", "has no criterion");
        refused("version: 1\nnominal: {episodes: 1000000, seconds: 1000, require: {lost: 0}}", "more than");
        refused(withCase("- faults: [drop: {}]\n  require: {lost: 0}"), ":6: ", "'p' is missing", "10 %");
        refused(withCase("- faults: [drop: {p: 2}]\n  require: {lost: 0}"), "'p' is 2 but must be from 0 to 1");
        refused(withCase("- faults: [drop: {p: much}]\n  require: {lost: 0}"), "'p' is 'much'");
        refused(withCase("- faults: [late: {by: 5}]\n  require: {lost: 0}"), "'by' is '5'", "250 ms");
        refused(withCase("- faults: [late: {by: 1000 s}]\n  require: {lost: 0}"), "more than the episode");
        refused(withCase("- faults: [sensor-bias: {by: 5}]\n  require: {lost: 0}"), "name one signal by 'signal'");
        refused(withCase("- faults: []\n  require: {lost: 0}"), "'faults' is missing or empty");
        refused(
                withCase("- faults: [drop: {p: 0.1}]\n  window: {from: 2 s}\n  require: {lost: 0}"),
                "'window' is from 2 s until 50 %");
        refused(
                withCase("- faults: [drop: {p: 0.1}]\n  window: {until: 100 %}\n  require: {recovery: 1 s}"),
                "lasts to the end");
        refused(withCase("- faults: [drop: {p: 0.1}]\n  require: {safeAction: maybe}"), "required or forbidden");
        refused(withCase("- name: nominal\n  faults: [drop: {p: 0.1}]\n  require: {lost: 0}"), "give each its own");
        refused(START + "version: 1", ":5: ", "given twice");
        refused("version: [1", "not valid YAML");
        refused("version: 1\na: &x [*x]", ":2: has an alias");
        refused("version: 1\nnominal: " + "[".repeat(5000), ":2: is nested deeper than 20 levels");
        refused("version: 1\nnominal: " + "- ".repeat(5000), "plan.yaml:2: ");
        refused("#".repeat(2_000_000), "more than");
    }
}
