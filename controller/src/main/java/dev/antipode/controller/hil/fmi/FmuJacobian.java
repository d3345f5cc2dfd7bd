package dev.antipode.controller.hil.fmi;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The Jacobians of an FMU's equations in continuous time, {@code dx/dt = f(x, u)} and {@code y = g(x, u)}, from its directional
 * derivatives: A = df/dx, B = df/du, C = dg/dx, D = dg/du. States are the variables whose derivatives the FMU names, inputs and outputs
 * are those of its variables that are single doubles. A point is set as the start of a simulation, since in co-simulation a state can be
 * set in no other way.
 */
public final class FmuJacobian implements AutoCloseable {
    /** The four matrices, by the letters of linear systems. */
    public enum Matrix {
        /** Derivatives of the states for the states. */
        A,
        /** Derivatives of the states for the inputs. */
        B,
        /** Outputs for the states. */
        C,
        /** Outputs for the inputs. */
        D
    }

    private final ModelDescription model;
    private final Runnable closing;
    private final FmuInstance instance;
    private final List<FmuVariable> states;
    private final List<FmuVariable> inputs;
    private final List<FmuVariable> outputs;
    private final FmuValues point;
    private final FmuValues derivatives;
    private final FmuValues outputValues;
    private final FmuDirection direction;
    private final double[] sensitivities;
    private final double startTime;
    private boolean fresh = true;

    /**
     * Makes an instance and prepares it.
     *
     * @param fmu stays open
     * @param parameters numbers for parameters, by the FMU's names
     * @throws FmuException if the FMU offers no directional derivatives, or fails
     * @throws IllegalArgumentException if it names no derivatives of states, states cannot be set, or a parameter is none
     */
    public FmuJacobian(Fmu fmu, Map<String, Double> parameters) throws FmuException {
        this(fmu, parameters, false);
    }

    private FmuJacobian(Fmu fmu, Map<String, Double> parameters, boolean own) throws FmuException {
        this.model = fmu.description();
        List<FmuVariable> ofStates = new ArrayList<>();
        List<FmuVariable> found = new ArrayList<>();
        TreeSet<Integer> seen = new TreeSet<>();
        for (FmuVariable v : model.variables()) {
            // An alias of a derivative is of a state that is there already.
            v.stateIndex(model).ifPresent(i -> {
                if (seen.add(model.variables().get(i).reference())) {
                    ofStates.add(v);
                    found.add(model.variables().get(i));
                }
            });
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException("FMU '" + model.modelName()
                    + "' names no derivatives of states in its description, so there is nothing to differentiate");
        }
        for (FmuVariable state : found) {
            if (!state.settableStart()) {
                throw new IllegalArgumentException("state '" + state.name() + "' of FMU '" + model.modelName()
                        + "' cannot be set; export it with its start value as exact or approx");
            }
        }
        this.states = List.copyOf(found);
        this.inputs = reals(model, Causality.INPUT);
        this.outputs = reals(model, Causality.OUTPUT);
        this.startTime = model.startTime();
        this.instance = fmu.instantiate("antipode-jacobian");
        this.closing = own ? fmu::close : instance::close;
        List<FmuVariable> set = new ArrayList<>(states);
        set.addAll(inputs);
        for (String name : parameters.keySet().stream().sorted().toList()) {
            FmuPlan.requireSettable(model, name, parameters.get(name));
            set.add(model.require(name, "parameter"));
        }
        this.point = instance.values(set);
        for (int i = states.size() + inputs.size(); i < set.size(); i++) {
            point.put(i, parameters.get(set.get(i).name()));
        }
        this.derivatives = instance.values(ofStates);
        this.outputValues = instance.values(outputs);
        List<FmuVariable> unknowns = new ArrayList<>(ofStates);
        unknowns.addAll(outputs);
        List<FmuVariable> knowns = new ArrayList<>(states);
        knowns.addAll(inputs);
        this.direction = instance.direction(unknowns, knowns);
        this.sensitivities = new double[unknowns.size() * knowns.size()];
    }

    /**
     * Opens an FMU by what a link would be given, and prepares an instance.
     *
     * @param address what follows {@code fmu:} in a link's text
     * @param parameters numbers for parameters, besides those of the address
     * @return the Jacobians, to be closed
     * @throws IOException as for {@link Fmu#open} and for the constructor
     * @throws IllegalArgumentException as for the constructor, or if the address asks for what is of no use here
     */
    public static FmuJacobian open(String address, Map<String, Double> parameters) throws IOException {
        FmuAddress parsed = FmuAddress.parse(address);
        if (parsed.isolated() || !parsed.names().isEmpty()) {
            throw new IllegalArgumentException("'fmu:" + address + "' isolates or renames, which is for links; give"
                    + " fmu:FILE.fmu and as wanted :PARAMETER=NUMBER");
        }
        Map<String, Double> all = new LinkedHashMap<>(parsed.starts());
        all.putAll(parameters);
        Fmu fmu = Fmu.open(parsed.file());
        try {
            return new FmuJacobian(fmu, all, true);
        } catch (IOException | RuntimeException e) {
            fmu.close();
            throw e;
        }
    }

    private static List<FmuVariable> reals(ModelDescription model, Causality causality) {
        Map<Integer, FmuVariable> first = new LinkedHashMap<>();
        model.of(causality).stream()
                .filter(v -> v.type() == VariableType.FLOAT64 && !v.array())
                .forEach(v -> first.putIfAbsent(v.reference(), v));
        return List.copyOf(first.values());
    }

    /**
     * What the FMU says about itself.
     *
     * @return the same at every call
     */
    public ModelDescription description() {
        return model;
    }

    /**
     * The states.
     *
     * @return in the order of the description's derivatives
     */
    public List<FmuVariable> states() {
        return states;
    }

    /**
     * The inputs.
     *
     * @return in the order of the description
     */
    public List<FmuVariable> inputs() {
        return inputs;
    }

    /**
     * The outputs.
     *
     * @return in the order of the description
     */
    public List<FmuVariable> outputs() {
        return outputs;
    }

    /**
     * Evaluates and differentiates at a point.
     *
     * @param state one number a state, in the FMU's units; not modified
     * @param input one number an input; not modified
     * @throws FmuException if the FMU refuses the point, in its own words
     */
    public void evaluate(double[] state, double[] input) throws FmuException {
        if (!fresh) {
            instance.require(instance.reset(), "be reset");
        }
        fresh = false;
        for (int i = 0; i < states.size(); i++) {
            point.put(i, state[i]);
        }
        for (int i = 0; i < inputs.size(); i++) {
            point.put(states.size() + i, input[i]);
        }
        instance.require(instance.set(point), "start at this point");
        instance.require(instance.enterInitialization(startTime), "be initialised at this point");
        instance.require(instance.exitInitialization(), "be initialised at this point");
        instance.require(instance.get(derivatives), "tell its derivatives");
        instance.require(instance.get(outputValues), "tell its outputs");
        int knowns = states.size() + inputs.size();
        for (int known = 0; known < knowns; known++) {
            for (int i = 0; i < knowns; i++) {
                direction.seed(i, i == known ? 1 : 0);
            }
            instance.require(instance.differentiate(direction), "differentiate at this point");
            for (int unknown = 0; unknown < states.size() + outputs.size(); unknown++) {
                sensitivities[unknown * knowns + known] = direction.sensitivity(unknown);
            }
        }
    }

    /**
     * A state's derivative at the last point.
     *
     * @param i which state
     * @return in the FMU's unit
     */
    public double derivative(int i) {
        return derivatives.value(i);
    }

    /**
     * An output at the last point.
     *
     * @param i which output
     * @return in the FMU's unit
     */
    public double output(int i) {
        return outputValues.value(i);
    }

    /**
     * An entry of a matrix at the last point.
     *
     * @param matrix which one
     * @param i its row: a state for A and B, an output for C and D
     * @param j its column: a state for A and C, an input for B and D
     * @return the partial derivative
     */
    public double get(Matrix matrix, int i, int j) {
        int row = matrix == Matrix.A || matrix == Matrix.B ? i : states.size() + i;
        int column = matrix == Matrix.A || matrix == Matrix.C ? j : states.size() + j;
        return sensitivities[row * (states.size() + inputs.size()) + column];
    }

    /** Ends the instance, and closes the FMU where it was opened for it. */
    @Override
    public void close() {
        closing.run();
    }
}
