package dev.antipode.controller.hil.fault;

import dev.antipode.controller.hil.Exchange;
import dev.antipode.controller.hil.LinkSignature;
import dev.antipode.controller.hil.LinkStatus;
import dev.antipode.controller.loop.LoopMode;
import dev.antipode.controller.store.YamlMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

/** Drives a counting plant through faults, tick by tick, without a loop, and notes what came of it. */
final class FaultDrive {
    private static final Map<String, FaultKind> KINDS = FaultKinds.all(FaultDrive.class.getClassLoader());

    final CountingPlant plant;
    final List<LinkStatus> statuses = new ArrayList<>();
    /** The first two measurements as the controller has them after each tick. */
    final List<double[]> seen = new ArrayList<>();

    final List<Long> starts = new ArrayList<>();
    long injected;
    boolean stopped;

    private FaultDrive(LinkSignature.Clock clock) {
        plant = new CountingPlant(clock);
    }

    /** One fault as a plan has it, such as {@code drop: {p: 10 %}}. */
    static InjectedFault fault(String yaml, int episodeTicks) {
        YamlMap map = YamlMap.read("plan.yaml", yaml, "a fault");
        String name = map.keys().getFirst();
        YamlMap settings = map.map(name).orElseThrow();
        InjectedFault fault = KINDS.get(name)
                .prepare(new FaultSettings(settings, CountingPlant.context(episodeTicks)))
                .get();
        settings.end("the fault");
        return fault;
    }

    static FaultDrive of(String yaml, int from, int until, int ticks) {
        return of(LinkSignature.Clock.LOCKSTEP, yaml, 1, from, until, ticks, tick -> tick % 7);
    }

    static FaultDrive of(
            LinkSignature.Clock clock,
            String yaml,
            long seed,
            int from,
            int until,
            int ticks,
            IntToDoubleFunction command) {
        FaultDrive drive = new FaultDrive(clock);
        InjectedFault fault = fault(yaml, ticks);
        try (FaultyLink link = new FaultyLink(
                drive.plant,
                List.of(fault),
                seed,
                1,
                new FaultWindow(from, until),
                1,
                ticks,
                new NoLog(),
                Optional.empty())) {
            link.start(drive.running());
            Exchange exchange = new Exchange(link.signature());
            for (int tick = 0; tick < ticks; tick++) {
                drive.statuses.add(link.receive(exchange));
                drive.seen.add(exchange.measurement.clone());
                drive.starts.add(exchange.episode);
                exchange.command[0] = command.applyAsDouble(tick);
                exchange.commandTick = tick;
                link.send(exchange);
            }
            link.receive(exchange);
            drive.injected = link.injected()[0];
        }
        return drive;
    }

    private FaultyLink.Running running() {
        return new FaultyLink.Running() {
            @Override
            public LoopMode mode() {
                return LoopMode.CONTROL;
            }

            @Override
            public void stop() {
                stopped = true;
            }
        };
    }

    long count(LinkStatus status) {
        return statuses.stream().filter(s -> s == status).count();
    }

    double count(int tick) {
        return seen.get(tick)[0];
    }

    double level(int tick) {
        return seen.get(tick)[1];
    }

    static final class NoLog implements TruthLog {
        @Override
        public void tick(
                int episode,
                LinkStatus status,
                boolean active,
                double[] reference,
                double[] truth,
                double[] measured) {}

        @Override
        public void command(double[] commanded, double[] delivered) {}

        @Override
        public void mode(LoopMode mode) {}

        @Override
        public void cost(double stageCost) {}

        @Override
        public void ended(int episode, boolean lost, boolean succeeded) {}
    }
}
