package dev.antipode.controller.hil.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.controller.hil.Exchange;
import dev.antipode.controller.hil.LinkSignature.Clock;
import dev.antipode.controller.hil.LinkStatus;
import dev.antipode.controller.hil.TaskLink;
import dev.antipode.sim.TaskModel;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A lockstep run over a transport that spoils frames both ways, beside the same run within the process.
 *
 * @param different measurements that differ from those within the process
 * @param actedTicks how often the plant moved
 * @param controllerSide what the controller's transport did to its frames, and what the controller counted
 * @param plantSide the same of the plant
 * @param retries calls that brought no measurement
 */
record LossyRun(
        long different,
        long actedTicks,
        Map<String, Long> controllerSide,
        Map<String, Long> plantSide,
        Map<LinkStatus, Long> retries) {
    private static final int MOST_TRIES = 10_000;
    private static final int MOST_SETTLING = 500;

    /** By hand: so many ticks, with faults of one per cent each. */
    public static void main(String[] arguments) throws Exception {
        long start = System.nanoTime();
        LossyRun run = of(Integer.parseInt(arguments[0]), new TransportFaults(0.01, 0.01, 0.01, 0.01));
        run.requireEveryFaultCounted();
        System.out.println((System.nanoTime() - start) / 1_000_000 + " ms");
        System.out.println(run.different() + " measurements differ, the plant moved " + run.actedTicks() + " times");
        System.out.println("controller: " + run.controllerSide());
        System.out.println("plant: " + run.plantSide());
        System.out.println("calls without a measurement: " + run.retries());
    }

    static LossyRun of(int ticks, TransportFaults faults) throws IOException, InterruptedException {
        TaskModel task = Served.task("dc-motor");
        try (Served served = Served.at(0, task, Clock.LOCKSTEP, faults, new ServeBounds(0, 0));
                TaskLink twin = Served.plant(task)) {
            FaultyTransport transport = new FaultyTransport(served.call(), faults, 12);
            transport.calm(true);
            Map<LinkStatus, Long> retries = new LinkedHashMap<>();
            long different;
            int more;
            WireLink link = WireOpening.open(transport, Served.request(task, "", 2_000_000L), Optional.empty());
            try {
                transport.calm(false);
                served.transport.calm(false);
                different = compare(link, twin, ticks, retries);
                transport.calm(true);
                served.transport.calm(true);
                more = settle(link, served.server);
            } finally {
                link.close();
            }
            // The farewell, too, is to be counted before the plant ends.
            await(link.counters(), served.server.counters());
            served.end();
            return new LossyRun(
                    different,
                    served.server.ticks() - more,
                    side(transport, link.counters()),
                    side(served.transport, served.server.counters()),
                    retries);
        }
    }

    private static long compare(WireLink link, TaskLink twin, int ticks, Map<LinkStatus, Long> retries) {
        Exchange there = new Exchange(link.signature());
        Exchange here = new Exchange(twin.signature());
        long different = 0;
        for (int tick = 0; tick < ticks; tick++) {
            int tries = 0;
            for (LinkStatus status = link.receive(there); status != LinkStatus.OK; status = link.receive(there)) {
                retries.merge(status, 1L, Long::sum);
                assertThat(tries++).as("tick " + tick + ": " + status).isLessThan(MOST_TRIES);
            }
            twin.receive(here);
            different += there.measurementTick == tick && same(there, here) ? 0 : 1;
            for (int i = 0; i < there.command.length; i++) {
                there.command[i] = here.command[i] = Math.floorMod(tick * 7919, 23) - 11 - here.measurement[0];
            }
            assertThat(link.send(there)).isEqualTo(LinkStatus.OK);
            twin.send(here);
        }
        return different;
    }

    /**
     * More ticks, so that nothing is held back, every number before is known, and what the plant answered to repeated requests is
     * read; returns how many.
     */
    private static int settle(WireLink link, PlantServer server) throws InterruptedException {
        Exchange exchange = new Exchange(link.signature());
        int ticks = 0;
        do {
            for (int i = 0; i < MOST_TRIES && link.receive(exchange) != LinkStatus.OK; i++) {
                Thread.onSpinWait();
            }
            if (ticks > 0 && accounted(server.counters(), link.counters())) {
                return ticks;
            }
            link.send(exchange);
            ticks++;
            await(link.counters(), server.counters());
        } while (ticks < MOST_SETTLING);
        return ticks;
    }

    /** Waits until everything that one side has sent is accounted for on the other. */
    private static void await(FrameCounters sender, FrameCounters receiver) throws InterruptedException {
        for (int i = 0; i < MOST_SETTLING && !accounted(sender, receiver); i++) {
            Thread.sleep(10);
        }
    }

    private static boolean accounted(FrameCounters sender, FrameCounters receiver) {
        return sender.get(FrameCount.SENT)
                == receiver.get(FrameCount.RECEIVED)
                        + receiver.get(FrameCount.REORDERED)
                        + receiver.get(FrameCount.LOST);
    }

    private static boolean same(Exchange a, Exchange b) {
        return java.util.Arrays.equals(a.measurement, b.measurement)
                && java.util.Arrays.equals(a.reference, b.reference)
                && Double.compare(a.stageCost, b.stageCost) == 0
                && a.episode == b.episode
                && a.failed == b.failed;
    }

    private static Map<String, Long> side(FaultyTransport transport, FrameCounters counters) {
        Map<String, Long> side = new LinkedHashMap<>();
        side.put("dropped", transport.dropped());
        side.put("duplicated", transport.duplicated());
        side.put("swapped", transport.reordered());
        side.put("damaged", transport.corrupted());
        counters.object().forEach((name, count) -> side.put(name, (Long) count));
        return side;
    }

    void requireEveryFaultCounted() {
        requireCounted(controllerSide, plantSide);
        requireCounted(plantSide, controllerSide);
    }

    private static void requireCounted(Map<String, Long> sender, Map<String, Long> receiver) {
        String both = "sent by " + sender + ", received by " + receiver;
        assertThat(sender.get("notSent")).as(both).isZero();
        assertThat(receiver.get("lost")).as(both).isEqualTo(sender.get("dropped") + sender.get("damaged"));
        assertThat(receiver.get("duplicate")).as(both).isEqualTo(sender.get("duplicated"));
        assertThat(receiver.get("reordered")).as(both).isEqualTo(sender.get("swapped"));
        assertThat(receiver.get("corrupt") + receiver.get("foreign")).as(both).isEqualTo(sender.get("damaged"));
        assertThat(receiver.get("received") + receiver.get("reordered") + receiver.get("lost"))
                .as(both)
                .isEqualTo(sender.get("sent"));
    }
}
