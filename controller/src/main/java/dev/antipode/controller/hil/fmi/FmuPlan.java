package dev.antipode.controller.hil.fmi;

import dev.antipode.controller.hil.LinkRequest;
import dev.antipode.sim.NearestName;
import dev.antipode.sim.SiUnit;
import dev.antipode.sim.Signal;
import dev.antipode.sim.UnitDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How an FMU is driven: which of its variables are the controller's commands and measurements, in which units, and how long its episodes
 * are. Made in this process from the FMU's description alone; what drives the FMU may be in another.
 *
 * @param commands one a command, in the controller's order
 * @param measurements one a measurement, in the controller's order
 * @param starts numbers for parameters and start values
 * @param startTime of each episode, in seconds
 * @param periodSeconds from step to step
 * @param horizonSteps of an episode
 */
record FmuPlan(
        List<Wire> commands,
        List<Wire> measurements,
        Map<String, Double> starts,
        double startTime,
        double periodSeconds,
        int horizonSteps) {
    /**
     * A signal and its variable: {@code variable = scale * signal + shift}.
     *
     * @param variable the FMU's
     * @param scale from the signal's unit to the variable's
     * @param shift likewise, of temperatures
     */
    record Wire(String variable, double scale, double shift) {}

    FmuPlan {
        commands = List.copyOf(commands);
        measurements = List.copyOf(measurements);
        starts = Map.copyOf(starts);
    }

    /** Matches; refuses names, units, kinds and periods that do not fit, one sentence each. */
    static FmuPlan of(ModelDescription model, FmuAddress address, LinkRequest request) {
        requireSignals(address, request);
        List<Wire> commands = new ArrayList<>();
        for (Signal signal : request.commands()) {
            FmuVariable v = variable(model, address, signal, "command");
            if (v.causality() != Causality.INPUT
                    && !(v.causality() == Causality.PARAMETER && v.variability() == Variability.TUNABLE)) {
                throw new IllegalArgumentException("variable '" + v.name() + "' of FMU '" + model.modelName()
                        + "' takes no command; what does are its inputs "
                        + model.of(Causality.INPUT).stream()
                                .map(FmuVariable::name)
                                .toList());
            }
            commands.add(wire(model, signal, v, "command"));
        }
        List<Wire> measurements = request.measurements().stream()
                .map(s -> wire(model, s, variable(model, address, s, "measurement"), "measurement"))
                .toList();
        address.starts().forEach((name, value) -> requireSettable(model, name, value));
        double period = request.periodSeconds();
        requirePeriod(model, period);
        double taskPeriod = request.task().timing().periodSeconds();
        int horizon = (int) Math.max(1, Math.rint(request.task().timing().horizonSteps() * taskPeriod / period));
        return new FmuPlan(commands, measurements, address.starts(), model.startTime(), period, horizon);
    }

    private static void requireSignals(FmuAddress address, LinkRequest request) {
        List<String> signals = new ArrayList<>();
        request.commands().forEach(s -> signals.add(s.name()));
        request.measurements().forEach(s -> signals.add(s.name()));
        for (String name : address.names().keySet()) {
            if (!signals.contains(name)) {
                throw new IllegalArgumentException("the controller has no signal '" + name + "' to name otherwise; "
                        + NearestName.listing(name, signals));
            }
        }
    }

    private static FmuVariable variable(ModelDescription model, FmuAddress address, Signal signal, String what) {
        FmuVariable v = model.require(address.names().getOrDefault(signal.name(), signal.name()), what);
        if (!v.type().numeric() || v.array()) {
            throw new IllegalArgumentException("variable '" + v.name() + "' of FMU '" + model.modelName() + "' is "
                    + (v.array() ? "an array of " : "a ") + v.type().label(model.version())
                    + " and no single number for the " + what);
        }
        return v;
    }

    /** An FMU that tells no unit is taken at its name; one that tells another of the same kind is converted. */
    private static Wire wire(ModelDescription model, Signal signal, FmuVariable v, String what) {
        if (v.unit().isEmpty() || SiUnit.sameText(signal.unit(), v.unit())) {
            return new Wire(v.name(), 1, 0);
        }
        Optional<UnitDefinition> ours = SiUnit.parse(signal.unit());
        Optional<UnitDefinition> theirs =
                Optional.ofNullable(model.units().get(v.unit())).or(() -> SiUnit.parse(v.unit()));
        if (ours.isEmpty() || theirs.isEmpty() || !ours.get().fits(theirs.get())) {
            throw new IllegalArgumentException(what + " '" + signal.name() + "' is in " + signal.unit()
                    + " for the controller, but variable '" + v.name() + "' of FMU '" + model.modelName() + "' is in "
                    + v.unit() + ", which does not convert; name another variable by :" + signal.name() + "=VARIABLE");
        }
        double factor = theirs.get().factor();
        return new Wire(
                v.name(),
                ours.get().factor() / factor,
                (ours.get().offset() - theirs.get().offset()) / factor);
    }

    static void requireSettable(ModelDescription model, String name, double value) {
        FmuVariable v = model.require(name, "number " + value);
        if (!v.settableStart() || !v.type().numeric() || v.array()) {
            throw new IllegalArgumentException("variable '" + name + "' of FMU '" + model.modelName()
                    + "' cannot be set; parameters are "
                    + model.of(Causality.PARAMETER).stream()
                            .map(FmuVariable::name)
                            .toList());
        }
        if (!(value >= v.min() && value <= v.max()) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("variable '" + name + "' of FMU '" + model.modelName() + "' cannot be "
                    + value + "; its range is [" + v.min() + ", " + v.max() + "]");
        }
    }

    private static void requirePeriod(ModelDescription model, double period) {
        double fixed = model.capabilities().fixedStep();
        double steps = period / fixed;
        if (!Double.isNaN(fixed) && !(Math.abs(steps - Math.rint(steps)) < 1e-6 * steps && steps > 0.5)) {
            throw new IllegalArgumentException("FMU '" + model.modelName() + "' takes steps of " + fixed
                    + " s, of which the period of " + period + " s is no multiple; export it with another step");
        }
    }
}
