package dev.antipode.controller.hil.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.controller.hil.Link;
import dev.antipode.controller.hil.Links;
import dev.antipode.controller.hil.TaskLink;
import dev.antipode.controller.hil.wire.PlantServer;
import dev.antipode.controller.hil.wire.ServeBounds;
import dev.antipode.controller.hil.wire.ServedAddress;
import dev.antipode.controller.hil.wire.TransportFaults;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A plan over a real link to a plant that cannot be told to start: another thread serves it, in lockstep. */
class PlanOverUdpTest {
    private static final String PLAN = """
            version: 1
            nominal: {episodes: 2, require: {lost: 0 %, maxDifference: 0}}
            cases:
              - faults: [drop: {p: 20 %}]
                require: {lost: 0 %}
              - faults: [peer-restart: {for: 5 ticks}]
                require: {safeAction: required}
              - faults: [plant-parameter: {factor: 2}]
                require: {lost: 0 %}
            """;

    @Test
    void thePlantOverTheLinkIsTheSimulatorTickByTick() throws Exception {
        try (TaskLink plant = Motor.link(1);
                PlantServer server = PlantServer.open(
                        ServedAddress.of("udp:0"), plant, new ServeBounds(0, 0), TransportFaults.none(), 1)) {
            Thread serving = Thread.ofPlatform().daemon(true).start(server::run);
            String text = "udp:" + server.place();
            PlanResult result;
            try (Link link = Links.provider(text, Motor.LOADER).open(Motor.request(Links.address(text), 1));
                    TaskLink simulator = Motor.link(1)) {
                result = new PlanRunner(
                                Motor.plan(PLAN), Motor.rig(link, Optional.of(simulator), 1), new PlanProgress() {})
                        .run();
            }
            server.stop();
            serving.join();
            assertThat(result.difference().orElseThrow().ticks())
                    .isEqualTo(2L * Motor.TASK.timing().horizonSteps());
            assertThat(result.cases())
                    .extracting(CaseResult::verdict)
                    .containsExactly(Verdict.PASSED, Verdict.PASSED, Verdict.PASSED, Verdict.SKIPPED);
            assertThat(result.cases().get(3).reason()).contains("cannot be changed from here");
            // Every episode begins where the plant begins one, and has its whole window.
            assertThat(result.cases().get(2).run().orElseThrow().injected()).containsExactly(2);
        }
    }
}
