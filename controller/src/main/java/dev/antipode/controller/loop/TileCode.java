package dev.antipode.controller.loop;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.program.Engine;
import dev.antipode.core.program.Frame;
import dev.antipode.core.program.Program;
import dev.antipode.core.program.ProgramBuilder;
import dev.antipode.core.program.Rows;
import dev.antipode.core.program.TileLayout;
import dev.antipode.sim.ParameterLayout;
import dev.antipode.sim.Policy;
import dev.antipode.sim.Signal;
import java.util.ArrayList;
import java.util.List;

/** Any policy: its program for the fewest lanes that a tile has, of which the first is the sample. */
final class TileCode implements SampleCode {
    private final Policy policy;
    private final Precision precision;
    private final TileLayout layout;
    private final Rows observation;
    private final Rows centre;
    private final Rows scale;
    private final Rows parameters;
    private final Rows memory;
    private final Rows command;
    private final Program program;

    TileCode(Policy policy, List<Signal> observations, int inputs, TileLayout layout, Engine engine) {
        this.policy = policy;
        this.precision = engine.precision();
        this.layout = layout;
        int size = observations.size();
        observation = layout.add("observation", size);
        centre = layout.add("observation centre", size);
        scale = layout.add("observation scale", size);
        parameters =
                layout.add("policy parameters", policy.layout() == ParameterLayout.ROWS ? policy.parameterCount() : 0);
        memory = layout.add("policy memory", policy.memorySize());
        command = layout.add("command", inputs);
        ProgramBuilder builder = new ProgramBuilder(layout, engine);
        Rows seen = observation;
        if (policy.normalisedObservations()) {
            seen = layout.add("normalised observation", size);
            builder.kernel("normalise", normalisation(size), List.of(observation, centre, scale), List.of(seen));
        }
        policy.append(builder, seen, parameters, memory, command);
        program = builder.build();
    }

    /** (observation, centre, scale) to (normalised), as in a rollout. */
    private static Graph normalisation(int size) {
        GraphBuilder g = new GraphBuilder();
        List<List<Node>> groups = new ArrayList<>();
        for (String group : List.of("observation.", "centre.", "scale.")) {
            List<Node> nodes = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                nodes.add(g.input(group + i));
            }
            groups.add(nodes);
        }
        List<Node> out = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            out.add(g.mul(
                    g.sub(groups.get(0).get(i), groups.get(1).get(i)),
                    groups.get(2).get(i)));
            names.add("normalised." + i);
        }
        return g.build(names, out);
    }

    @Override
    public int rowCount() {
        return layout.rowCount();
    }

    @Override
    public void load(Frame frame, double[] values) {
        int bytes = precision.bytes();
        for (int i = 0; i < values.length; i++) {
            if (policy.layout() == ParameterLayout.ROWS) {
                fill(frame, parameters.row(i), values[i]);
            } else {
                precision.set(frame.block, frame.parametersOffset + (long) i * bytes, values[i]);
            }
        }
    }

    @Override
    public void normalise(Frame frame, double[] newCentre, double[] newScale) {
        for (int i = 0; i < newCentre.length; i++) {
            fill(frame, centre.row(i), newCentre[i]);
            fill(frame, scale.row(i), newScale[i]);
        }
    }

    @Override
    public void reset(Frame frame) {
        for (int i = 0; i < memory.count(); i++) {
            fill(frame, memory.first() + i, 0);
        }
    }

    private void fill(Frame frame, int row, double value) {
        for (int lane = 0; lane < frame.lanes; lane++) {
            precision.set(frame.block, frame.offset(row, lane, precision.bytes()), value);
        }
    }

    @Override
    public void command(Frame frame, double[] observed, double[] commanded) {
        int bytes = precision.bytes();
        for (int i = 0; i < observed.length; i++) {
            precision.set(frame.block, frame.offset(observation.first() + i, 0, bytes), observed[i]);
        }
        program.run(frame);
        for (int i = 0; i < commanded.length; i++) {
            commanded[i] = precision.get(frame.block, frame.offset(command.first() + i, 0, bytes));
        }
    }
}
