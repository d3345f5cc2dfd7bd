package dev.antipode.controller.hil.fault;

import java.util.List;
import java.util.function.Supplier;

/** Faults of what is around the link: clocks, the plant itself, the peer, the processor, the heap. */
final class SurroundingKinds {
    private static final double MOST_DRIFT = 0.5;
    private static final double MOST_FACTOR = 1000;
    private static final double MOST_THREADS = 256;
    private static final double MOST_MEBIBYTES = 100_000;

    private SurroundingKinds() {}

    static List<FaultKind> all() {
        return List.of(
                new Kind(
                        "clock-drift",
                        "the controller's clock is fast 'by' 1 %, or slow by -1 %",
                        SurroundingKinds::drift),
                new Kind(
                        "plant-parameter",
                        "parameter 'name' of the plant, else the first one, times 'factor'",
                        SurroundingKinds::parameter),
                new Kind(
                        "peer-restart",
                        "the plant's side is away 'for' a time and starts afresh",
                        SurroundingKinds::restart),
                new Kind(
                        "cpu-load",
                        "busy threads beside the loop; threads: how many, else one a processor",
                        true,
                        SurroundingKinds::load),
                new Kind(
                        "memory-pressure",
                        "garbage beside the loop; rate: MiB a second",
                        true,
                        SurroundingKinds::pressure));
    }

    private static Supplier<InjectedFault> drift(FaultSettings settings) {
        double by = settings.number("by", Double.NaN, -MOST_DRIFT, MOST_DRIFT);
        return () -> new ClockDrift(1 + by);
    }

    private static Supplier<InjectedFault> parameter(FaultSettings settings) {
        String name = settings.parameter("name");
        double factor = settings.number("factor", Double.NaN, -MOST_FACTOR, MOST_FACTOR);
        return () -> new ParameterChange(name, factor);
    }

    private static Supplier<InjectedFault> restart(FaultSettings settings) {
        int ticks = settings.ticks("for", "");
        return () -> new PeerRestart(ticks);
    }

    private static Supplier<InjectedFault> load(FaultSettings settings) {
        int threads = (int) settings.number("threads", 0, 0, MOST_THREADS);
        int count = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
        return () -> new Background(count, CpuWork::new);
    }

    private static Supplier<InjectedFault> pressure(FaultSettings settings) {
        double rate = settings.number("rate", Double.NaN, 1, MOST_MEBIBYTES);
        return () -> new Background(1, () -> new MemoryWork(rate));
    }
}
