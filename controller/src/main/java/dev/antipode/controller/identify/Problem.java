package dev.antipode.controller.identify;

import dev.antipode.sim.PlantModel;
import dev.antipode.sim.Signal;
import java.util.List;

/**
 * What is fitted to what.
 *
 * @param logged the plant
 * @param recording the log
 * @param fitted the parameters to fit, by number
 * @param parameters all parameters: those that are not fitted stay so
 * @param substeps plant steps from row to row
 */
record Problem(LoggedPlant logged, Recording recording, int[] fitted, double[] parameters, int substeps) {
    PlantModel plant() {
        return logged.plant();
    }

    List<Signal> outputs() {
        return recording.outputs();
    }

    double stepSeconds() {
        return logged.integrator().isEmpty() ? plant().period() : recording.periodSeconds() / substeps;
    }

    Signal parameter(int j) {
        return plant().parameters().get(fitted[j]);
    }

    /** A typical change: parameters are counted in it. */
    double parameterScale(int j) {
        double value = Math.abs(parameters[fitted[j]]);
        return value > 0 ? value : parameter(j).halfWidth();
    }

    double stateScale(int i) {
        return plant().states().get(i).halfWidth();
    }

    /** Masses, lengths and the like stay above zero: their default and their range say that they are such. */
    boolean positive(int j) {
        Signal signal = parameter(j);
        return parameters[fitted[j]] > 0 && (!signal.bounded() || signal.min() >= 0);
    }

    /** The parameters that the fit starts from. */
    double[] start() {
        double[] start = new double[fitted.length];
        for (int j = 0; j < start.length; j++) {
            start[j] = parameters[fitted[j]];
        }
        return start;
    }
}
