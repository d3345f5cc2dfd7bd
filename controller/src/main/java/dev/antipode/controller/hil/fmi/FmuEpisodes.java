package dev.antipode.controller.hil.fmi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Drives one instance, episode after episode: at the horizon, or where the FMU cannot go on, the next one starts from the same state, by
 * putting that back where the FMU can, else by a reset. After construction nothing is allocated and nothing is thrown.
 */
final class FmuEpisodes {
    private static final int EXERCISES = 4000;
    private static final int EXERCISE_STEPS = 100;
    private static final long EXERCISE_NANOS = 300_000_000;

    private final FmuInstance instance;
    private final FmuPlan plan;
    private final FmuValues starts;
    private final FmuValues inputs;
    private final FmuValues outputs;
    private final double[] inputScale;
    private final double[] inputShift;
    private final double[] outputScale;
    private final double[] outputShift;
    /** Null where the FMU saves none. */
    private final FmuState beginning;

    private int step;
    private long ticks;
    private long episode;
    private boolean failed;

    FmuEpisodes(FmuInstance instance, FmuPlan plan) throws FmuException {
        this.instance = instance;
        this.plan = plan;
        ModelDescription model = instance.description();
        this.inputs = instance.values(variables(model, plan.commands()));
        this.outputs = instance.values(variables(model, plan.measurements()));
        List<FmuVariable> set = new ArrayList<>();
        plan.starts().keySet().stream().sorted().forEach(name -> set.add(model.require(name, "start value")));
        this.starts = instance.values(set);
        Map<String, Double> values = plan.starts();
        for (int i = 0; i < set.size(); i++) {
            starts.put(i, values.get(set.get(i).name()));
        }
        this.inputScale =
                plan.commands().stream().mapToDouble(FmuPlan.Wire::scale).toArray();
        this.inputShift =
                plan.commands().stream().mapToDouble(FmuPlan.Wire::shift).toArray();
        this.outputScale =
                plan.measurements().stream().mapToDouble(FmuPlan.Wire::scale).toArray();
        this.outputShift =
                plan.measurements().stream().mapToDouble(FmuPlan.Wire::shift).toArray();
        instance.require(initialize(), "be initialised");
        if (model.capabilities().stateSaving()) {
            this.beginning = instance.state();
            instance.require(instance.saveState(beginning), "save its state");
        } else {
            this.beginning = null;
        }
        exercise();
        instance.require(again(), "start again");
        instance.require(instance.get(outputs), "tell its outputs");
        ticks = 0;
        episode = 0;
        failed = false;
    }

    private static List<FmuVariable> variables(ModelDescription model, List<FmuPlan.Wire> wires) {
        return wires.stream()
                .map(wire -> model.require(wire.variable(), "signal"))
                .toList();
    }

    private FmuStatus initialize() {
        FmuStatus status = instance.set(starts);
        if (status.done()) {
            status = instance.enterInitialization(plan.startTime());
        }
        return status.done() ? instance.exitInitialization() : status;
    }

    /** Steps that count for nothing, so that those that count are compiled code; at most a hundred in a row, and where one fails no more. */
    private void exercise() {
        double[] command = new double[inputScale.length];
        double[] measurement = new double[outputScale.length];
        for (int i = 0; i < command.length; i++) {
            double start = inputs.variables().get(i).start();
            command[i] = Double.isNaN(start) ? 0 : (start - inputShift[i]) / inputScale[i];
        }
        long end = System.nanoTime() + EXERCISE_NANOS;
        boolean fine = true;
        for (int i = 0; fine && i < EXERCISES && System.nanoTime() < end; i++) {
            fine = advance(command).done() && !failed;
            read(measurement);
            if (i % EXERCISE_STEPS == EXERCISE_STEPS - 1) {
                fine &= again().done();
            }
        }
    }

    /** Moves on by one period; DISCARD and the FMU's own end begin a new episode and are no error of the call. */
    FmuStatus advance(double[] command) {
        for (int i = 0; i < inputScale.length; i++) {
            inputs.put(i, command[i] * inputScale[i] + inputShift[i]);
        }
        FmuStatus status = instance.set(inputs);
        if (status.done()) {
            status = instance.step(plan.startTime() + step * plan.periodSeconds(), plan.periodSeconds());
        }
        step++;
        ticks++;
        failed = status == FmuStatus.DISCARD || (status.done() && instance.ended());
        if (!status.done() && !failed) {
            return status;
        }
        if (failed || step >= plan.horizonSteps()) {
            status = again();
            episode++;
        }
        return status.done() ? instance.get(outputs) : status;
    }

    private FmuStatus again() {
        step = 0;
        if (beginning != null) {
            return instance.restoreState(beginning);
        }
        FmuStatus status = instance.reset();
        return status.done() ? initialize() : status;
    }

    /** The outputs as of now, in the controller's units. */
    void read(double[] measurement) {
        for (int i = 0; i < outputScale.length; i++) {
            measurement[i] = (outputs.value(i) - outputShift[i]) / outputScale[i];
        }
    }

    /** The steps so far. */
    long ticks() {
        return ticks;
    }

    /** The episode of {@link #read}, from 0. */
    long episode() {
        return episode;
    }

    /** Whether the last step ended its episode before the horizon. */
    boolean failed() {
        return failed;
    }

    /** Why the last step could not be taken, as one sentence. */
    String failure(FmuStatus status) {
        return "FMU '" + instance.description().modelName() + "' could not take step " + ticks + " (" + status + ")"
                + (instance.message().isEmpty() ? "" : ": " + instance.message());
    }
}
