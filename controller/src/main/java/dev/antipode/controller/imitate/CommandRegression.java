package dev.antipode.controller.imitate;

import dev.antipode.controller.policy.RangeScaling;
import dev.antipode.controller.policy.TrainablePolicy;
import dev.antipode.controller.train.Vectors;
import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Tile;
import dev.antipode.core.program.CotangentLimit;
import dev.antipode.core.program.Engine;
import dev.antipode.core.program.Frame;
import dev.antipode.core.program.Program;
import dev.antipode.core.program.ProgramBuilder;
import dev.antipode.core.program.ProgramVjp;
import dev.antipode.core.program.Rows;
import dev.antipode.core.program.TileLayout;
import dev.antipode.sim.ParameterLayout;
import dev.antipode.sim.Signal;
import dev.antipode.sim.TaskModel;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * The squared error of a policy's commands over recorded observations, in halves of the inputs' ranges, and its exact gradient. What
 * is observed is data: the signal goes back from step to step through the policy's memory alone, over whole episodes.
 */
final class CommandRegression {
    private final TrainablePolicy policy;
    private final int lanes;
    private final int steps;
    private final Precision precision;
    private final TileLayout layout;
    private final Rows sample;
    private final Rows parameters;
    private final Rows error;
    private final Program step;
    private final ProgramVjp vjp;
    private long tile;
    private long tape;
    private long cotangents;
    private long gradient;
    private long scratch;
    private Frame frame;

    /** @param steps the length of an episode */
    CommandRegression(TaskModel task, TrainablePolicy policy, int lanes, int steps, Engine engine) {
        this.policy = policy;
        this.lanes = lanes;
        this.steps = steps;
        this.precision = engine.precision();
        this.layout = new TileLayout(Tile.rowStrideBytes(lanes, precision));
        List<Signal> inputs = task.plant().inputs();
        int observations = task.observations().size();
        sample = layout.add("observation, wanted command, whether it counts", observations + inputs.size() + 1);
        boolean rows = policy.layout() == ParameterLayout.ROWS;
        parameters = layout.add("policy parameters", rows ? policy.parameterCount() : 0);
        Rows memory = layout.add("policy memory", policy.memorySize());
        Rows command = layout.add("command", inputs.size());
        error = layout.add("squared error", 1);
        ProgramBuilder program = new ProgramBuilder(layout, engine);
        Rows seen = RangeScaling.seen(program, policy, sample.part(0, observations), task.observations());
        policy.append(program, seen, parameters, memory, command);
        Rows wanted = sample.part(observations, inputs.size() + 1);
        program.kernel("command error", error(inputs), List.of(command, wanted, error), List.of(error));
        step = program.build();
        vjp = ProgramVjp.of(
                step, layout, engine, rows ? List.of(parameters) : List.of(), !rows, CotangentLimit.NONE, List.of());
    }

    /** (command, wanted command, whether it counts, error so far) to (error). */
    private static Graph error(List<Signal> inputs) {
        GraphBuilder g = new GraphBuilder();
        List<Node> commands = new ArrayList<>();
        List<Node> wanted = new ArrayList<>();
        inputs.forEach(input -> commands.add(g.input("command." + input.name())));
        inputs.forEach(input -> wanted.add(g.input("wanted." + input.name())));
        Node weight = g.input("weight");
        Node sum = g.input("error");
        for (int i = 0; i < inputs.size(); i++) {
            Node share = g.mul(
                    g.sub(commands.get(i), wanted.get(i)),
                    g.constant(1 / inputs.get(i).halfWidth()));
            sum = g.fma(g.mul(weight, share), share, sum);
        }
        return g.build(List.of("error"), List.of(sum));
    }

    void plan(MemoryPlan.Builder plan) {
        tile = plan.add(
                "regression",
                layout.rowCount() + " rows x " + lanes + " lanes x " + precision,
                Tile.bytes(layout.rowCount(), lanes, precision));
        tape = plan.add(
                "memories of an episode",
                steps + " steps x " + vjp.carriedRows() + " rows x " + lanes + " lanes x " + precision,
                steps * carriedBytes());
        cotangents = plan.add(
                "cotangents", vjp.cotangentRows() + " rows x " + lanes + " lanes x " + precision, cotangentBytes());
        gradient = plan.add(
                "gradients of 16 episodes each",
                groups() + " x " + policy.parameterCount() + " x " + precision,
                groups() * vjp.gradientBytes());
    }

    /** To be called when every program of the engine has been made: they share its scratch. */
    void planScratch(MemoryPlan.Builder plan, Engine engine) {
        scratch = plan.add("scratch, regression", "kernels", engine.scratchBytes());
    }

    void open(MemorySegment block) {
        frame = new Frame(block, tile, stride(), lanes, scratch, tile);
        frame.cotangentsOffset = cotangents;
        frame.gradientOffset = gradient;
    }

    private long stride() {
        return Tile.rowStrideBytes(lanes, precision);
    }

    private long carriedBytes() {
        return vjp.carriedRows() * stride();
    }

    private long cotangentBytes() {
        return vjp.cotangentRows() * stride();
    }

    private int groups() {
        return lanes / Tile.LANE_MULTIPLE;
    }

    private void takeOver(Vectors vectors) {
        frame.parametersOffset = vectors.theta();
        vjp.prepare(frame);
        for (int i = 0; i < parameters.count(); i++) {
            double value = vectors.get(vectors.theta(), i);
            for (int lane = 0; lane < lanes; lane++) {
                precision.set(frame.block, frame.offset(parameters.row(i), lane, precision.bytes()), value);
            }
        }
    }

    /** The sum of the squared errors over steps and episodes. */
    double squaredError(Vectors vectors, long samples) {
        takeOver(vectors);
        forward(samples);
        double sum = 0;
        for (int lane = 0; lane < lanes; lane++) {
            sum += precision.get(frame.block, frame.offset(error.first(), lane, precision.bytes()));
        }
        return sum;
    }

    private void forward(long samples) {
        long first = frame.offset(parameters.first() + parameters.count(), 0, precision.bytes());
        zero(first, frame.offset(error.first() + 1, 0, precision.bytes()) - first);
        for (int i = 0; i < steps; i++) {
            load(samples, i);
            vjp.saveCarried(frame, tape + i * carriedBytes());
            step.run(frame);
        }
    }

    private void load(long samples, int i) {
        long bytes = sample.count() * stride();
        MemorySegment.copy(
                frame.block,
                samples + i * bytes,
                frame.block,
                frame.offset(sample.first(), 0, precision.bytes()),
                bytes);
    }

    /** Writes the gradient of {@link #squaredError}, times a weight, where the vectors keep theirs. */
    void gradient(Vectors vectors, long samples, double weight) {
        takeOver(vectors);
        forward(samples);
        zero(cotangents, cotangentBytes());
        zero(gradient, groups() * vjp.gradientBytes());
        for (int lane = 0; lane < lanes; lane++) {
            precision.set(frame.block, cotangent(error.first(), lane), weight);
        }
        for (int i = steps - 1; i >= 0; i--) {
            load(samples, i);
            vjp.restoreCarried(frame, tape + i * carriedBytes());
            vjp.record(frame);
            vjp.reverse(frame);
        }
        for (int i = 0; i < vectors.count(); i++) {
            vectors.set(vectors.gradient(), i, parameters.count() > 0 ? laneSum(i) : groupSum(i));
        }
    }

    private long cotangent(int row, int lane) {
        return cotangents + row * stride() + (long) lane * precision.bytes();
    }

    private double laneSum(int parameter) {
        double sum = 0;
        for (int lane = 0; lane < lanes; lane++) {
            sum += precision.get(frame.block, cotangent(parameters.row(parameter), lane));
        }
        return sum;
    }

    private double groupSum(int parameter) {
        double sum = 0;
        for (int group = 0; group < groups(); group++) {
            long vector = gradient + group * vjp.gradientBytes();
            sum += precision.get(frame.block, vector + (long) parameter * precision.bytes());
        }
        return sum;
    }

    private void zero(long offset, long bytes) {
        for (long at = offset; at < offset + bytes; at += Long.BYTES) {
            frame.block.set(ValueLayout.JAVA_LONG, at, 0);
        }
    }
}
