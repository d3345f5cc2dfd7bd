package dev.antipode.controller.hil.fmi;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A variable of an FMU.
 *
 * @param name unique within the FMU; Modelica's are like {@code arm.joint.phi} and {@code der(phi)}
 * @param reference the FMU's own number for it, an unsigned int
 * @param type what it is
 * @param causality what it is for
 * @param variability when it changes
 * @param unit as the FMU writes it, such as {@code N.m}; empty where none is given
 * @param start its value before the simulation; NaN where none is given, or where it is no number
 * @param min the least value, or negative infinity
 * @param max the greatest value, or infinity
 * @param array whether it has dimensions
 * @param derivativeOf the variable that it is the derivative of in time: its place in {@link ModelDescription#variables} in FMI 2.0,
 *     its reference in FMI 3.0
 * @param settableStart whether its start value can be replaced, which the standard allows for {@code initial} exact or approx
 */
public record FmuVariable(
        String name,
        int reference,
        VariableType type,
        Causality causality,
        Variability variability,
        String unit,
        double start,
        double min,
        double max,
        boolean array,
        OptionalLong derivativeOf,
        boolean settableStart) {

    /** The place of the state that it is the derivative of; empty for one that is no derivative. */
    OptionalInt stateIndex(ModelDescription model) {
        if (derivativeOf.isEmpty()) {
            return OptionalInt.empty();
        }
        long of = derivativeOf.getAsLong();
        if (model.version() == FmiVersion.FMI_2) {
            // Counted from 1.
            return of >= 1 && of <= model.variables().size() ? OptionalInt.of((int) of - 1) : OptionalInt.empty();
        }
        for (int i = 0; i < model.variables().size(); i++) {
            if (Integer.toUnsignedLong(model.variables().get(i).reference) == of) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }
}
