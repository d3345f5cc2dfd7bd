package dev.antipode.controller.hil.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.controller.hil.TaskLink;
import dev.antipode.controller.loop.Fault;
import dev.antipode.core.memory.BudgetExceededException;
import dev.antipode.core.memory.MemoryPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Plans run over the plant in this process, in lockstep: every number is a function of the seed. */
class PlanRunnerTest {
    private static final String MATRIX = """
            version: 1
            nominal:
              episodes: 3
              require: {success: 60 %, lost: 0 %, maxDifference: 0, safeAction: forbidden}
            window: {from: 20 %, until: 40 %}
            cases:
              - name: silence
                faults: [drop: {p: 100 %}]
                require: {safeAction: required, recovery: 1.1 s}
              - name: loss
                faults: [drop: {p: 20 %}]
                require: {lost: 0 %, costRatio: 3}
              - name: noise
                faults: [sensor-noise: {deviation: 5 %}, late: {by: 1 tick}]
                require: {lost: 0 %}
              - name: impossible
                faults: [sensor-bias: {by: 20 %}]
                require: {costRatio: 0.5}
              - name: restart
                faults: [peer-restart: {for: 5 ticks}]
                require: {lost: 0 %}
              - name: heavy
                faults: [plant-parameter: {factor: 3}]
                require: {lost: 0 %}
            """;

    private static CaseResult part(PlanResult result, String name) {
        return result.cases().stream()
                .filter(c -> c.plan().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static CaseResult.Run measured(PlanResult result, String name) {
        return part(result, name).run().orElseThrow();
    }

    @Test
    void thePlanIsJudgedCaseByCase() {
        PlanResult result = Motor.run(MATRIX, 1);
        assertThat(part(result, "nominal").verdict())
                .as(part(result, "nominal").explanation())
                .isEqualTo(Verdict.PASSED);
        SimulatorDifference difference = result.difference().orElseThrow();
        assertThat(difference.max()).as("the link is the simulator").isZero();
        assertThat(difference.rms()).isZero();
        assertThat(difference.ticks()).isEqualTo(3L * Motor.TASK.timing().horizonSteps());
        assertThat(difference.simulatorCost())
                .isEqualTo(measured(result, "nominal").numbers().meanCost());

        CaseResult.Run silence = measured(result, "silence");
        // 40 ticks of each of 3 episodes, in both directions.
        assertThat(silence.injected()).containsExactly(3 * 2 * 40);
        assertThat(silence.loop().faults().get(Fault.MISSING_MEASUREMENT)).isEqualTo(3 * 40);
        assertThat(silence.loop().safeActions()).isEqualTo(3);
        assertThat(silence.numbers().wentSafe()).isEqualTo(1);
        // The guard asks for 50 good ticks of 10 ms: the 50th one is under control again.
        assertThat(silence.episodes())
                .allSatisfy(episode -> assertThat(episode.recoverySeconds()).isGreaterThanOrEqualTo(0.49 - 1e-9));
        assertThat(part(result, "silence").verdict()).isEqualTo(Verdict.PASSED);

        assertThat(part(result, "impossible").verdict()).isEqualTo(Verdict.FAILED);
        assertThat(part(result, "impossible").explanation()).contains("costRatio", "required at most 0.5");
        assertThat(result.passed()).isFalse();
        assertThat(measured(result, "restart").injected()).containsExactly(3);
        assertThat(measured(result, "heavy").numbers().meanCost())
                .isNotEqualTo(measured(result, "nominal").numbers().meanCost());
    }

    /** The log's sums against the link's own account of the same episodes. */
    @Test
    void costsAndGoalsAreThoseThatThePlantKeeps() {
        try (TaskLink link = Motor.link(5)) {
            PlanResult result = new PlanRunner(
                            Motor.plan("version: 1\nnominal: {episodes: 4, require: {lost: 0 %}}"),
                            Motor.rig(link, Optional.empty(), 5),
                            new PlanProgress() {})
                    .run();
            CaseNumbers numbers = measured(result, "nominal").numbers();
            assertThat(link.episodes()).isEqualTo(4);
            assertThat(numbers.success()).isEqualTo(link.succeeded() / 4.0);
            assertThat(numbers.meanCost()).isCloseTo(link.meanCost(), within(1e-4 * link.meanCost()));
            assertThat(result.difference()).isEmpty();
        }
    }

    /** Also over a link that has been through the plan before: every case begins afresh. */
    @Test
    void theSameSeedGivesTheSameNumbers() {
        try (TaskLink link = Motor.link(2);
                TaskLink another = Motor.link(3)) {
            List<List<EpisodeResult>> first = episodes(run(link, 2));
            assertThat(episodes(run(link, 2))).isEqualTo(first);
            List<List<EpisodeResult>> other = episodes(run(another, 3));
            for (int i = 0; i < first.size(); i++) {
                assertThat(other.get(i)).isNotEqualTo(first.get(i));
            }
        }
    }

    private static PlanResult run(TaskLink link, long seed) {
        return new PlanRunner(Motor.plan(MATRIX), Motor.rig(link, Optional.empty(), seed), new PlanProgress() {}).run();
    }

    private static List<List<EpisodeResult>> episodes(PlanResult result) {
        List<List<EpisodeResult>> episodes = new ArrayList<>();
        result.cases().forEach(c -> episodes.add(c.run().orElseThrow().episodes()));
        return episodes;
    }

    /** Shorter than the task's own: every episode is begun from here. */
    @Test
    void episodesMayBeShorterThanTheTasks() {
        PlanResult result = Motor.run("""
                version: 1
                nominal: {episodes: 3, seconds: 0.5, require: {lost: 0 %, maxDifference: 0}}
                """, 1);
        assertThat(measured(result, "nominal").episodes())
                .hasSize(3)
                .allSatisfy(episode -> assertThat(episode.ticks()).isEqualTo(50));
        PlanResult whole = Motor.run("version: 1\nnominal: {episodes: 3, require: {lost: 0 %}}", 1);
        assertThat(result.passed()).isTrue();
        assertThat(measured(result, "nominal").trace().orElseThrow().truth()[0])
                .isEqualTo(java.util.Arrays.copyOf(
                        measured(whole, "nominal").trace().orElseThrow().truth()[0], 50));
    }

    @Test
    void aCaseAboutDeadlinesRunsByTheClock() {
        PlanResult result = Motor.run("""
                version: 1
                nominal: {episodes: 1, seconds: 0.5, require: {lost: 0 %}}
                cases:
                  - faults: [cpu-load: {threads: 1}]
                    require: {lost: 0 %}
                """, 1);
        CaseResult.Run loaded = result.cases().get(1).run().orElseThrow();
        assertThat(loaded.realTime()).isTrue();
        assertThat(loaded.elapsedSeconds()).isGreaterThan(0.49);
        assertThat(measured(result, "nominal").realTime()).isFalse();
        assertThat(measured(result, "nominal").loop().misses()).isZero();
        assertThat(result.idle().orElseThrow().count()).isGreaterThanOrEqualTo(500);
    }

    /** Passing without having been tried is no pass. */
    @Test
    void aFaultThatNeverStrikesProvesNothing() {
        PlanResult result = Motor.run("""
                version: 1
                nominal: {episodes: 1, seconds: 0.5, require: {lost: 0 %}}
                cases:
                  - faults: [drop: {p: 0}]
                    require: {lost: 0 %}
                """, 1);
        assertThat(result.cases().get(1).verdict()).isEqualTo(Verdict.SKIPPED);
        assertThat(result.cases().get(1).explanation()).contains("never struck");
        assertThat(result.passed()).isTrue();
    }

    @Test
    void aStoppedTestSaysSo() {
        try (TaskLink link = Motor.link(1)) {
            PlanRunner[] runner = new PlanRunner[1];
            runner[0] = new PlanRunner(Motor.plan(MATRIX), Motor.rig(link, Optional.empty(), 1), new PlanProgress() {
                @Override
                public void begins(PlanCase plan, double remainingSeconds) {
                    if (plan.number() == 2) {
                        runner[0].stop();
                    }
                }
            });
            PlanResult result = runner[0].run();
            assertThat(result.cases()).hasSize(7);
            assertThat(result.cases().get(1).verdict()).isEqualTo(Verdict.PASSED);
            assertThat(result.cases().get(2).reason()).contains("stopped");
            assertThat(result.count(Verdict.SKIPPED)).isEqualTo(5);
        }
    }

    /** Before the first tick, whichever case it is; the nominal episodes are kept twice, for the comparison. */
    @Test
    void aPlanOverBudgetIsRefusedBeforeItIsRun() {
        TestPlan nominal = Motor.plan("version: 1\nnominal: {episodes: 3, require: {lost: 0 %}}");
        try (TaskLink link = Motor.link(1)) {
            MemoryPlan.Builder memory = MemoryPlan.builder();
            CaseLog.plan(memory, "log", link.signature(), 3, Motor.TASK.timing().horizonSteps());
            long bytes = memory.build().totalBytes();
            assertThat(new PlanRunner(nominal, Motor.rig(link, Optional.empty(), 1, bytes), new PlanProgress() {}))
                    .isNotNull();
            refused(nominal, Motor.rig(link, Optional.empty(), 1, bytes - 1), "log of case 'nominal'");
            refused(nominal, Motor.rig(link, Optional.of(link), 1, bytes), "log of the simulator");
            TestPlan large = Motor.plan("""
                    version: 1
                    nominal: {episodes: 3, require: {lost: 0 %}}
                    cases:
                      - name: many
                        episodes: 4
                        faults: [drop: {p: 10 %}]
                        require: {lost: 0 %}
                    """);
            refused(large, Motor.rig(link, Optional.empty(), 1, bytes), "log of case 'many'");
        }
    }

    private static void refused(TestPlan plan, Rig rig, String consumer) {
        assertThatThrownBy(() -> new PlanRunner(plan, rig, new PlanProgress() {}))
                .isInstanceOf(BudgetExceededException.class)
                .hasMessageContainingAll(consumer, "use a plan with fewer episodes");
    }
}
