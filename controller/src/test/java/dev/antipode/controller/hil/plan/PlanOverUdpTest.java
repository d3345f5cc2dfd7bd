package dev.antipode.controller.hil.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.controller.hil.Exchange;
import dev.antipode.controller.hil.Link;
import dev.antipode.controller.hil.LinkSignature;
import dev.antipode.controller.hil.LinkStatus;
import dev.antipode.controller.hil.Links;
import dev.antipode.controller.hil.TaskLink;
import dev.antipode.controller.hil.TestablePlant;
import dev.antipode.controller.hil.wire.PlantServer;
import dev.antipode.controller.hil.wire.ServeBounds;
import dev.antipode.controller.hil.wire.ServedAddress;
import dev.antipode.controller.hil.wire.TransportFaults;
import dev.antipode.sim.Signal;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A plan over a real link: another thread serves the plant, in lockstep. */
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

    private static PlanResult overUdp(String plan, UnaryOperator<Link> seen) throws Exception {
        try (TaskLink plant = Motor.link(1);
                PlantServer server = PlantServer.open(
                        ServedAddress.of("udp:0"), plant, new ServeBounds(0, 0), TransportFaults.none(), 1)) {
            Thread serving = Thread.ofPlatform().daemon(true).start(server::run);
            String text = "udp:" + server.place();
            try (Link link = Links.provider(text, Motor.LOADER).open(Motor.request(Links.address(text), 1));
                    TaskLink simulator = Motor.link(1)) {
                return new PlanRunner(
                                Motor.plan(plan),
                                Motor.rig(seen.apply(link), Optional.of(simulator), 1),
                                new PlanProgress() {})
                        .run();
            } finally {
                server.stop();
                serving.join();
            }
        }
    }

    @Test
    void thePlantOverTheLinkIsTheSimulatorTickByTick() throws Exception {
        PlanResult result = overUdp(PLAN, link -> link);
        assertThat(result.difference().orElseThrow().ticks())
                .isEqualTo(2L * Motor.TASK.timing().horizonSteps());
        assertThat(result.cases())
                .extracting(CaseResult::verdict)
                .containsExactly(Verdict.PASSED, Verdict.PASSED, Verdict.PASSED, Verdict.PASSED);
        // Every episode begins where the plant begins one, and has its whole window.
        assertThat(result.cases().get(2).run().orElseThrow().injected()).containsExactly(2);
        // What the plant's other parameter comes to is what it comes to in this process.
        CaseResult changed = result.cases().get(3);
        CaseResult here = Motor.run(PLAN, 1).cases().get(3);
        assertThat(changed.run().orElseThrow().episodes())
                .isEqualTo(here.run().orElseThrow().episodes());
        assertThat(changed.run().orElseThrow().numbers().meanCost())
                .isNotEqualTo(
                        result.cases().getFirst().run().orElseThrow().numbers().meanCost());
    }

    /** One of an older Antipode tells no parameters: the case is not run, and says why. */
    @Test
    void aPlantThatTellsNoParametersKeepsThem() throws Exception {
        PlanResult result = overUdp("""
                version: 1
                nominal: {episodes: 1, require: {lost: 0 %}}
                cases:
                  - faults: [plant-parameter: {factor: 2}]
                    require: {lost: 0 %}
                """, OlderPlant::new);
        assertThat(result.cases()).extracting(CaseResult::verdict).containsExactly(Verdict.PASSED, Verdict.SKIPPED);
        assertThat(result.cases().getLast().reason()).contains("does not let its parameters be changed");
    }

    private record OlderPlant(Link link) implements Link, TestablePlant {
        @Override
        public LinkSignature signature() {
            return link.signature();
        }

        @Override
        public LinkStatus receive(Exchange exchange) {
            return link.receive(exchange);
        }

        @Override
        public LinkStatus send(Exchange exchange) {
            return link.send(exchange);
        }

        @Override
        public void restart(long episode) {
            ((TestablePlant) link).restart(episode);
        }

        @Override
        public List<Signal> plantParameters() {
            return List.of();
        }

        @Override
        public void scalePlantParameter(int index, double factor) {
            throw new IndexOutOfBoundsException(index);
        }

        @Override
        public boolean lastEpisodeSucceeded() {
            return ((TestablePlant) link).lastEpisodeSucceeded();
        }

        @Override
        public void close() {
            link.close();
        }
    }
}
