package dev.antipode.controller.paper;

import dev.antipode.core.jacobian.LoopTangents;
import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Tile;
import dev.antipode.core.memory.Workspace;
import dev.antipode.core.program.Engine;
import dev.antipode.core.program.Frame;
import dev.antipode.core.program.Program;
import dev.antipode.core.program.ProgramVjp;
import dev.antipode.core.program.TileLayout;
import dev.antipode.core.random.LaneCounters;
import java.util.Arrays;
import java.util.List;

/**
 * A recurrent network and its training by backpropagation through whole sequences, many side by side. To the mean error the square of
 * the largest growth rate of perturbations can be added (R. Engelken, "Gradient flossing", 2023). Allocates nothing a step once the
 * kernels are warm. Not thread-safe.
 */
final class RecurrentTraining implements AutoCloseable {
    /** Gradients are at most so long, whatever the cell: R. Pascanu and others, "On the difficulty of training RNNs" (2013). */
    private static final double LONGEST = 1;

    private final SequenceTask task;
    private final RecurrentNet net;
    private final int lanes;
    private final double penalty;
    private final RecurrentPrograms programs;
    private final Program step;
    private final ProgramVjp vjp;
    private final LoopTangents tangents;
    private final SharedParameters parameters;
    private final Workspace workspace;
    private final Frame frame;
    private final long tape;
    private final long tangentOffset;
    private final double[] row;

    /**
     * Compiles and allocates.
     *
     * @param lanes sequences side by side, a multiple of 16
     * @param penalty the factor of the squared growth rate; 0 for none
     * @param exponents how many of the Lyapunov exponents can be measured
     */
    RecurrentTraining(
            SequenceTask task,
            RecurrentNet net,
            int lanes,
            double penalty,
            int exponents,
            Engine engine,
            long budgetBytes) {
        this.task = task;
        this.net = net;
        this.lanes = lanes;
        this.penalty = penalty;
        row = new double[net.inputs() + net.outputs() + 1];
        TileLayout layout = new TileLayout(stride());
        programs = new RecurrentPrograms(net, layout, engine);
        Program plain = programs.step(false);
        step = penalty > 0 ? programs.step(true) : plain;
        double[] scales = new double[net.stateSize()];
        Arrays.fill(scales, 1);
        tangents = LoopTangents.of(plain, layout, engine, List.of(programs.state()), scales, exponents);
        vjp = ProgramVjp.of(step, layout, engine, List.of(programs.state()), true);
        parameters = new SharedParameters(net.parameterCount(), lanes, vjp.gradientBytes());
        MemoryPlan.Builder plan = MemoryPlan.builder("training of " + net.cell().text() + " cells");
        long tile = plan.add(
                "sequences",
                layout.rowCount() + " rows x " + lanes + " sequences x F64",
                Tile.bytes(layout.rowCount(), lanes, Precision.F64));
        tape = plan.add(
                "states of a sequence",
                task.steps() + " steps x " + vjp.carriedRows() + " rows x " + lanes + " sequences x F64",
                task.steps() * carriedBytes());
        long cotangents = plan.add(
                "cotangents",
                vjp.cotangentRows() + " rows x " + lanes + " sequences x F64",
                vjp.cotangentRows() * stride());
        tangentOffset = tangents.plan(plan, "tangents", lanes);
        parameters.plan(plan);
        long counters = plan.add("lane counters", lanes + " lanes", LaneCounters.bytes(lanes));
        long scratch = plan.add("scratch", "kernels", engine.scratchBytes());
        workspace = Workspace.allocate(plan.build(), budgetBytes);
        frame = new Frame(workspace.block(), tile, stride(), lanes, scratch, counters);
        frame.cotangentsOffset = cotangents;
        parameters.attach(workspace.block(), frame);
    }

    private long stride() {
        return Tile.rowStrideBytes(lanes, Precision.F64);
    }

    private long carriedBytes() {
        return vjp.carriedRows() * stride();
    }

    MemoryPlan plan() {
        return workspace.plan();
    }

    SharedParameters parameters() {
        return parameters;
    }

    RecurrentNet net() {
        return net;
    }

    int lanes() {
        return lanes;
    }

    SequenceTask task() {
        return task;
    }

    RecurrentPrograms programs() {
        return programs;
    }

    LoopTangents tangents() {
        return tangents;
    }

    Frame frame() {
        return frame;
    }

    long tangentOffset() {
        return tangentOffset;
    }

    private double get(int tileRow, int lane) {
        return Precision.F64.get(frame.block, frame.offset(tileRow, lane, Double.BYTES));
    }

    private void set(int tileRow, int lane, double value) {
        Precision.F64.set(frame.block, frame.offset(tileRow, lane, Double.BYTES), value);
    }

    /** Before a step: what it is told. */
    void load(int firstSample, int at) {
        for (int lane = 0; lane < lanes; lane++) {
            task.write(firstSample + lane, at, row);
            for (int i = 0; i < row.length; i++) {
                set(programs.sample().row(i), lane, row[i]);
            }
        }
    }

    /** Before the first step: no memory, no error, and a perturbation of equal parts of every number of the state. */
    void clear() {
        double part = 1 / Math.sqrt(net.stateSize());
        for (int lane = 0; lane < lanes; lane++) {
            for (int i = 0; i < net.stateSize(); i++) {
                set(programs.state().row(i), lane, 0);
                set(programs.perturbation().row(i), lane, part);
            }
            set(programs.error().first(), lane, 0);
            set(programs.growth().first(), lane, 0);
        }
    }

    /** Runs sequences. */
    private void forward(int firstSample) {
        clear();
        for (int i = 0; i < task.steps(); i++) {
            load(firstSample, i);
            vjp.saveCarried(frame, tape + i * carriedBytes());
            step.run(frame);
        }
    }

    /** The mean error over sequences, without the penalty. */
    double error(int firstSample) {
        forward(firstSample);
        return meanError();
    }

    private double meanError() {
        double sum = 0;
        for (int lane = 0; lane < lanes; lane++) {
            sum += get(programs.error().first(), lane);
        }
        return sum / lanes;
    }

    /** The growth rate of the perturbation in the sequences that were run last, a step; NaN without a penalty. */
    double growth(int lane) {
        return penalty > 0 ? get(programs.growth().first(), lane) / task.steps() : Double.NaN;
    }

    /** What is minimised, of the sequences that were run last. */
    double objective() {
        double sum = meanError();
        for (int lane = 0; lane < lanes && penalty > 0; lane++) {
            sum += penalty * growth(lane) * growth(lane) / lanes;
        }
        return sum;
    }

    /** The gradient of {@link #objective}, which is left with the parameters. */
    void gradient(int firstSample) {
        forward(firstSample);
        startBack();
        for (int lane = 0; lane < lanes; lane++) {
            setCotangent(programs.error().first(), lane, 1.0 / lanes);
            if (penalty > 0) {
                double weight = 2 * penalty * growth(lane) / ((double) task.steps() * lanes);
                setCotangent(programs.growth().first(), lane, weight);
            }
        }
        for (int i = task.steps() - 1; i >= 0; i--) {
            back(firstSample, i);
        }
        parameters.gather();
        for (int i = 0; i < parameters.count(); i++) {
            if (!net.learned(i)) {
                parameters.setGradient(i, 0);
            }
        }
    }

    /** One update. */
    void update(int firstSample, double rate) {
        gradient(firstSample);
        parameters.clip(LONGEST);
        parameters.step(rate);
    }

    private void startBack() {
        vjp.prepare(frame);
        parameters.clearParts();
        SharedParameters.clear(frame.block, frame.cotangentsOffset, vjp.cotangentRows() * stride());
    }

    private void back(int firstSample, int at) {
        load(firstSample, at);
        vjp.restoreCarried(frame, tape + at * carriedBytes());
        vjp.record(frame);
        vjp.reverse(frame);
    }

    private long cotangent(int tileRow, int lane) {
        return frame.cotangentsOffset + tileRow * stride() + (long) lane * Double.BYTES;
    }

    private void setCotangent(int tileRow, int lane, double value) {
        Precision.F64.set(frame.block, cotangent(tileRow, lane), value);
    }

    /**
     * How a signal at the end of sequences goes back: equal parts of the memory that the readout sees.
     *
     * @return the natural logarithm of its root mean square length over sequences, by steps back
     */
    double[] signalByLag(int firstSample) {
        forward(firstSample);
        startBack();
        for (int lane = 0; lane < lanes; lane++) {
            for (int i = 0; i < net.width(); i++) {
                setCotangent(programs.state().row(i), lane, 1 / Math.sqrt(net.width()));
            }
        }
        double[] signal = new double[task.steps()];
        for (int lag = 1; lag <= signal.length; lag++) {
            back(firstSample, task.steps() - lag);
            signal[lag - 1] = logLength();
        }
        return signal;
    }

    private double logLength() {
        double squares = 0;
        for (int lane = 0; lane < lanes; lane++) {
            for (int i = 0; i < net.stateSize(); i++) {
                double value = Precision.F64.get(
                        frame.block, cotangent(programs.state().row(i), lane));
                squares += value * value;
            }
        }
        return 0.5 * StrictMath.log(squares / lanes);
    }

    @Override
    public void close() {
        workspace.close();
    }
}
