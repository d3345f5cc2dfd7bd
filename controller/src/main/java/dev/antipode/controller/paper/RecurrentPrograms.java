package dev.antipode.controller.paper;

import dev.antipode.core.graph.Contraction;
import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Jvp;
import dev.antipode.core.graph.Node;
import dev.antipode.core.graph.Op;
import dev.antipode.core.program.Engine;
import dev.antipode.core.program.Program;
import dev.antipode.core.program.ProgramBuilder;
import dev.antipode.core.program.Rows;
import dev.antipode.core.program.TileLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One step of a {@link RecurrentNet} on a tile, a lane a sequence: alone, and with a perturbation of the state beside it whose growth
 * is added up. The perturbed step is a program like any other, so that {@link dev.antipode.core.program.ProgramVjp} of it gives the
 * gradient of a growth rate: reverse mode through forward mode.
 */
final class RecurrentPrograms {
    private final RecurrentNet net;
    private final TileLayout layout;
    private final Engine engine;
    /** Inputs, wanted outputs and their weight. */
    private final Rows sample;

    private final Rows state;
    private final Rows error;
    private final Rows perturbation;
    private final Rows growth;
    private final Rows fromInput;
    private final Rows fromMemory;
    private final Rows said;

    RecurrentPrograms(RecurrentNet net, TileLayout layout, Engine engine) {
        this.net = net;
        this.layout = layout;
        this.engine = engine;
        sample = layout.add("input, wanted output, weight", net.inputs() + net.outputs() + 1);
        state = layout.add("state", net.stateSize());
        error = layout.add("squared error", 1);
        perturbation = layout.add("perturbation", net.stateSize());
        growth = layout.add("logarithm of its growth", 1);
        fromInput = layout.add("from the input", net.fromInput().outputs());
        fromMemory = layout.add("from the memory", net.fromMemory().outputs());
        said = layout.add("output", net.outputs());
    }

    Rows sample() {
        return sample;
    }

    Rows state() {
        return state;
    }

    Rows error() {
        return error;
    }

    Rows perturbation() {
        return perturbation;
    }

    Rows growth() {
        return growth;
    }

    Program step(boolean perturbed) {
        ProgramBuilder program = new ProgramBuilder(layout, engine);
        Rows memory = state.part(0, net.width());
        program.dense("from the input", net.fromInput(), sample.part(0, net.inputs()), fromInput, 0);
        program.dense("from the memory", net.fromMemory(), memory, fromMemory, net.memoryStart());
        Graph cell = Contraction.of(net.cell().step(net.width()));
        if (perturbed) {
            perturb(program, cell);
        }
        program.kernel("cell", cell, List.of(fromInput, fromMemory, state), List.of(state));
        program.dense("readout", net.readout(), memory, said, net.readoutStart());
        program.kernel(
                "error",
                error(net.outputs()),
                List.of(said, sample.part(net.inputs(), net.outputs() + 1), error),
                List.of(error));
        return program.build();
    }

    /** The layer's tangent is the layer itself, for its biases are zero. */
    private void perturb(ProgramBuilder program, Graph cell) {
        Rows moved = program.rows("from the perturbed memory", net.fromMemory().outputs());
        program.dense(
                "from the perturbation", net.fromMemory(), perturbation.part(0, net.width()), moved, net.memoryStart());
        int x = fromInput.count();
        int carried = fromMemory.count() + state.count();
        Graph tangent = Jvp.of(cell, IntStream.range(x, x + carried).toArray())
                .select(IntStream.range(state.count(), 2 * state.count()).toArray());
        program.kernel(
                "perturbed cell",
                tangent,
                List.of(fromInput, fromMemory, state, moved, perturbation),
                List.of(perturbation));
        program.kernel("growth", growth(state.count()), List.of(perturbation, growth), List.of(perturbation, growth));
    }

    /** (perturbation, growth) to (the same of length 1, growth and the logarithm of its length). */
    private static Graph growth(int size) {
        GraphBuilder g = new GraphBuilder();
        List<Node> tangent = inputs(g, "perturbation", size);
        Node before = g.input("growth");
        // Far below what any network leaves of it in a step: a perturbation that vanished has no direction.
        Node squares = g.constant(1e-300);
        for (Node component : tangent) {
            squares = g.fma(component, component, squares);
        }
        Node scale = g.div(g.constant(1), g.sqrt(squares));
        List<String> names = new ArrayList<>();
        List<Node> outputs = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            names.add("perturbation." + i + "'");
            outputs.add(g.mul(tangent.get(i), scale));
        }
        names.add("growth'");
        outputs.add(g.fma(g.constant(0.5), g.apply(Op.LOG, squares), before));
        return g.build(names, outputs);
    }

    /** (said, wanted, weight, error) to (error and the weighted square of the difference). */
    private static Graph error(int outputs) {
        GraphBuilder g = new GraphBuilder();
        List<Node> said = inputs(g, "said", outputs);
        List<Node> wanted = inputs(g, "wanted", outputs);
        Node weight = g.input("weight");
        Node sum = g.input("error");
        for (int i = 0; i < outputs; i++) {
            Node difference = g.sub(said.get(i), wanted.get(i));
            sum = g.fma(g.mul(weight, difference), difference, sum);
        }
        return g.build(List.of("error'"), List.of(sum));
    }

    private static List<Node> inputs(GraphBuilder g, String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> g.input(prefix + "." + i))
                .toList();
    }
}
