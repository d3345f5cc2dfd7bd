package dev.antipode.controller.hil.fault;

import dev.antipode.sim.Signal;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** Faults of sensors and actuators: what happens to the numbers. */
final class SignalKinds {
    private static final String AMOUNT =
            ", a share of half of each signal's range such as 5 %, or for the one that 'signal' names a"
                    + " number in the unit that the plant declares for it";
    private static final String ONE = "; signal: one of them, else all";

    private SignalKinds() {}

    static List<FaultKind> all() {
        return List.of(
                new Kind("sensor-noise", "Gaussian noise; deviation: how much" + AMOUNT, SignalKinds::noise),
                new Kind("sensor-bias", "a constant offset; by: how much" + AMOUNT, SignalKinds::bias),
                new Kind("sensor-drift", "a growing offset; perSecond: how much a second" + AMOUNT, SignalKinds::drift),
                new Kind("sensor-stuck", "sensors stay at their last value" + ONE, s -> stuck(s, Side.MEASUREMENT)),
                new Kind(
                        "sensor-dropout",
                        "single readings fail with probability p; reading: nan or zero" + ONE,
                        SignalKinds::dropout),
                new Kind("sensor-quantisation", "few steps; step: how large" + AMOUNT, SignalKinds::quantisation),
                new Kind(
                        "actuator-saturation",
                        "actuators reach 'to' of half of their range" + ONE,
                        SignalKinds::saturation),
                new Kind(
                        "actuator-rate",
                        "actuators follow slowly; perSecond: how much a second" + AMOUNT,
                        SignalKinds::rate),
                new Kind("actuator-delay", "actuators act later, 'by' a time", SignalKinds::delay),
                new Kind("actuator-stuck", "actuators stay at their last value" + ONE, s -> stuck(s, Side.COMMAND)));
    }

    private static Supplier<InjectedFault> noise(FaultSettings settings) {
        double[] deviation = settings.magnitudes("deviation", Side.MEASUREMENT);
        return () -> new Noise(deviation);
    }

    private static Supplier<InjectedFault> bias(FaultSettings settings) {
        double[] by = settings.amounts("by", Side.MEASUREMENT);
        return () -> new Offset(by, new double[by.length]);
    }

    private static Supplier<InjectedFault> drift(FaultSettings settings) {
        double[] perTick = perTick(settings, settings.amounts("perSecond", Side.MEASUREMENT));
        return () -> new Offset(new double[perTick.length], perTick);
    }

    private static double[] perTick(FaultSettings settings, double[] perSecond) {
        double period = settings.context().periodSeconds();
        return Arrays.stream(perSecond).map(amount -> amount * period).toArray();
    }

    private static Supplier<InjectedFault> stuck(FaultSettings settings, Side side) {
        boolean[] hit = settings.signals(side);
        return () -> new Stuck(side, hit);
    }

    private static Supplier<InjectedFault> dropout(FaultSettings settings) {
        boolean[] hit = settings.signals(Side.MEASUREMENT);
        double p = settings.share("p", Double.NaN);
        double reading = settings.word("reading", List.of("nan", "zero")).equals("nan") ? Double.NaN : 0;
        return () -> new Dropout(hit, p, reading);
    }

    private static Supplier<InjectedFault> quantisation(FaultSettings settings) {
        double[] step = settings.positiveAmounts("step", Side.MEASUREMENT);
        return () -> new Quantisation(step);
    }

    private static Supplier<InjectedFault> saturation(FaultSettings settings) {
        boolean[] hit = settings.signals(Side.COMMAND);
        double share = settings.share("to", Double.NaN);
        List<Signal> commands = settings.context().commands();
        return () -> new Saturation(commands, hit, share);
    }

    private static Supplier<InjectedFault> rate(FaultSettings settings) {
        boolean[] hit = settings.signals(Side.COMMAND);
        double[] most = perTick(settings, settings.magnitudes("perSecond", Side.COMMAND));
        for (int i = 0; i < most.length; i++) {
            most[i] = hit[i] ? most[i] : Double.POSITIVE_INFINITY;
        }
        return () -> new RateLimit(most);
    }

    private static Supplier<InjectedFault> delay(FaultSettings settings) {
        int by = settings.ticks("by", "");
        int size = settings.context().commands().size();
        return () -> new Late(Side.COMMAND, size, 1, by);
    }
}
