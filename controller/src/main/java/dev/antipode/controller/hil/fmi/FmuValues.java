package dev.antipode.controller.hil.fmi;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Values of some variables of one instance, in memory that is made once: {@link FmuInstance#set} writes all of them into the FMU and
 * {@link FmuInstance#get} reads all of them from it. Reading and writing a value here allocates nothing. Belongs to one thread.
 */
public final class FmuValues {
    private final List<FmuVariable> variables;
    private final int[] partOf;
    private final int[] placeOf;
    private final ValuePart[] parts;

    /** Makes the part of a form. */
    @FunctionalInterface
    interface PartMaker {
        ValuePart make(NativeForm form, List<FmuVariable> variables) throws FmuException;
    }

    FmuValues(FmiVersion version, List<FmuVariable> variables, PartMaker maker) throws FmuException {
        this.variables = List.copyOf(variables);
        this.partOf = new int[variables.size()];
        this.placeOf = new int[variables.size()];
        Map<NativeForm, List<FmuVariable>> byForm = new EnumMap<>(NativeForm.class);
        for (FmuVariable variable : variables) {
            if (!variable.type().numeric() || variable.array()) {
                throw new IllegalArgumentException("variable '" + variable.name() + "' is "
                        + (variable.array() ? "an array of " : "a ")
                        + variable.type().label(version) + "; only single numbers are exchanged");
            }
            byForm.computeIfAbsent(NativeForm.of(version, variable.type()), _ -> new ArrayList<>())
                    .add(variable);
        }
        List<NativeForm> forms = List.copyOf(byForm.keySet());
        this.parts = new ValuePart[forms.size()];
        int[] next = new int[forms.size()];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = maker.make(forms.get(i), byForm.get(forms.get(i)));
        }
        for (int i = 0; i < partOf.length; i++) {
            partOf[i] = forms.indexOf(NativeForm.of(version, variables.get(i).type()));
            placeOf[i] = next[partOf[i]]++;
        }
    }

    /**
     * The variables.
     *
     * @return in the order that indices count in
     */
    public List<FmuVariable> variables() {
        return variables;
    }

    /**
     * Puts a value down, for the next {@link FmuInstance#set}.
     *
     * @param index which variable
     * @param value rounded to the nearest one that its type has
     */
    public void put(int index, double value) {
        ValuePart part = parts[partOf[index]];
        part.form.put(part.values, placeOf[index], value);
    }

    /**
     * The value as of the last {@link FmuInstance#get} or {@link #put}.
     *
     * @param index which variable
     * @return 1 for true and 0 for false
     */
    public double value(int index) {
        ValuePart part = parts[partOf[index]];
        return part.form.get(part.values, placeOf[index]);
    }

    int parts() {
        return parts.length;
    }

    ValuePart part(int i) {
        return parts[i];
    }
}
