package dev.antipode.sim;

import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import dev.antipode.core.program.ProgramBuilder;
import dev.antipode.core.program.Rows;
import java.util.ArrayList;
import java.util.List;

/**
 * Commands that explore: one sine an input over its whole range, with a bias, amplitude and frequency for each lane. Three
 * parameters an input: bias and amplitude in half-widths of the range, and radians per control step.
 */
final class ExcitationPolicy implements Policy {
    private final List<Signal> inputs;

    ExcitationPolicy(List<Signal> inputs) {
        this.inputs = inputs;
    }

    @Override
    public int parameterCount() {
        return 3 * inputs.size();
    }

    @Override
    public ParameterLayout layout() {
        return ParameterLayout.ROWS;
    }

    @Override
    public int memorySize() {
        return 1;
    }

    @Override
    public boolean normalisedObservations() {
        return false;
    }

    @Override
    public String fingerprint() {
        return "excitation of " + inputs.size() + " inputs";
    }

    @Override
    public void append(ProgramBuilder program, Rows observation, Rows parameters, Rows memory, Rows command) {
        GraphBuilder g = new GraphBuilder();
        Node step = g.input("step");
        List<Node> outputs = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Signal input : inputs) {
            Node bias = g.input("bias." + input.name());
            Node amplitude = g.input("amplitude." + input.name());
            Node frequency = g.input("frequency." + input.name());
            Node wave = g.fma(amplitude, g.sin(g.mul(frequency, step)), bias);
            outputs.add(g.fma(wave, g.constant(input.halfWidth()), g.constant(input.middle())));
            names.add(input.name());
        }
        outputs.add(g.add(step, g.constant(1)));
        names.add("next step");
        program.kernel("excitation", g.build(names, outputs), List.of(memory, parameters), List.of(command, memory));
    }
}
