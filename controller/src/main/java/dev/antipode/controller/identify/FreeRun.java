package dev.antipode.controller.identify;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.Jvp;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.CompiledKernel;
import dev.antipode.core.kernel.KernelCompiler;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.kernel.KernelOptions;
import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Tile;
import dev.antipode.core.memory.Workspace;
import dev.antipode.sim.PlantModel;
import dev.antipode.sim.Signal;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The plant simulated from an initial state under recorded inputs, with the exact derivatives of its outputs by parameters
 * and initial states: forward mode, a tangent a lane. Without derivatives, lanes are other initial states and parameters.
 * Not thread-safe.
 */
final class FreeRun implements AutoCloseable {
    private final LoggedPlant logged;
    private final int[] fittedParameters;
    private final int lanes;
    private final int states;
    private final int fitted;
    private final int outputs;
    /** First rows of the tile, in this order. */
    private final int inputRow;

    private final int parameterRow;
    private final int dtRow;
    private final int referenceRow;
    private final int previousRow;
    private final int stateTangentRow;
    private final int parameterTangentRow;
    private final int outputRow;
    private final int outputTangentRow;
    private final KernelCompiler compiler;
    private final CompiledKernel step;
    private final CompiledKernel observe;
    private final CompiledKernel plainStep;
    private final CompiledKernel plainObserve;
    private final Workspace workspace;
    private final long tile;
    private final long stride;
    private final long scratch;
    private final double[] derivatives;

    private Problem problem;

    FreeRun(
            LoggedPlant logged,
            List<Signal> outputSignals,
            int[] fittedParameters,
            Arithmetic arithmetic,
            long budgetBytes) {
        this.logged = logged;
        this.fittedParameters = fittedParameters.clone();
        PlantModel plant = logged.plant();
        this.states = plant.states().size();
        this.fitted = fittedParameters.length;
        this.outputs = outputSignals.size();
        this.lanes = Tile.paddedLanes(states + fitted);
        this.derivatives = new double[fitted + states];
        int inputs = plant.inputs().size();
        int references = logged.references().size();
        inputRow = states;
        parameterRow = inputRow + inputs;
        dtRow = parameterRow + plant.parameters().size();
        referenceRow = dtRow + 1;
        previousRow = referenceRow + references;
        stateTangentRow = previousRow + inputs;
        parameterTangentRow = stateTangentRow + states;
        outputRow = parameterTangentRow + fitted;
        outputTangentRow = outputRow + outputs;
        stride = Tile.rowStrideBytes(lanes, Precision.F64);

        int[] stepInputs = join(rows(0, states), rows(inputRow, dtRow + 1 - inputRow));
        int[] outputInputs = join(
                rows(0, states), rows(referenceRow, references + inputs), rows(parameterRow, dtRow - parameterRow));
        int[] tangents = join(rows(stateTangentRow, states), rows(parameterTangentRow, fitted));
        Graph stepGraph = plant.step(logged.integrator().orElse(null));
        Graph outputGraph = logged.outputGraph(LoggedPlant.names(outputSignals));
        compiler = new KernelCompiler(KernelOptions.forThisJvm(Precision.F64, arithmetic, KernelMode.SCALAR));
        step = compiler.compile(
                plant.name() + ", step with tangents",
                Jvp.of(stepGraph, wrt(parameterRow - inputRow)),
                join(stepInputs, tangents),
                join(rows(0, states), rows(stateTangentRow, states)),
                stride);
        observe = compiler.compile(
                plant.name() + ", outputs with tangents",
                Jvp.of(outputGraph, wrt(references + inputs)),
                join(outputInputs, tangents),
                join(rows(outputRow, outputs), rows(outputTangentRow, outputs)),
                stride);
        plainStep = compiler.compile(plant.name() + ", step", stepGraph, stepInputs, rows(0, states), stride);
        plainObserve = compiler.compile(
                plant.name() + ", outputs", outputGraph, outputInputs, rows(outputRow, outputs), stride);

        int rowCount = outputTangentRow + outputs;
        MemoryPlan.Builder plan = MemoryPlan.builder();
        tile = plan.add(
                "free run",
                rowCount + " rows x " + lanes + " lanes x " + Precision.F64,
                Tile.bytes(rowCount, lanes, Precision.F64));
        scratch = plan.add(
                "scratch",
                "kernels",
                Math.max(
                        Math.max(step.scratchBytes(), observe.scratchBytes()),
                        Math.max(plainStep.scratchBytes(), plainObserve.scratchBytes())));
        workspace = Workspace.allocate(plan.build(), budgetBytes);
    }

    /** Takes another recording, or other values of what is not fitted. */
    void bind(Problem bound) {
        problem = bound;
        fill(dtRow, bound.stepSeconds());
        for (int i = 0; i < bound.parameters().length; i++) {
            fill(parameterRow + i, bound.parameters()[i]);
        }
    }

    /** States and fitted parameters; states come first in both graphs, then so many inputs that are held. */
    private int[] wrt(int held) {
        return join(
                rows(0, states),
                Arrays.stream(fittedParameters).map(i -> states + held + i).toArray());
    }

    private static int[] rows(int first, int count) {
        return IntStream.range(first, first + count).toArray();
    }

    private static int[] join(int[]... parts) {
        return Arrays.stream(parts).flatMapToInt(Arrays::stream).toArray();
    }

    /** How many initial states and parameters {@link #costs} takes. */
    int lanes() {
        return lanes;
    }

    /**
     * Simulates a segment with its derivatives.
     *
     * @param parameters of those that are fitted, in their own units
     * @param initial the state at the segment's first row
     * @param delay in steps of the plant
     * @return whether every output and derivative at a measurement was finite; else the run ended at the first that was not
     */
    boolean run(Segment segment, double[] parameters, double[] initial, int delay, RowSink sink) {
        for (int i = 0; i < states; i++) {
            fill(i, initial[i]);
            fill(stateTangentRow + i, 0);
            set(stateTangentRow + i, fitted + i, problem.stateScale(i));
        }
        for (int j = 0; j < fitted; j++) {
            fill(parameterRow + fittedParameters[j], parameters[j]);
            fill(parameterTangentRow + j, 0);
            set(parameterTangentRow + j, j, problem.parameterScale(j));
        }
        for (int row = 0; row < segment.rows(); row++) {
            observe(segment, row, observe);
            double[] measured = segment.episode().outputs()[segment.first() + row];
            for (int i = 0; i < outputs; i++) {
                if (Double.isNaN(measured[i])) {
                    continue;
                }
                double simulated = get(outputRow + i, 0);
                double residual = residual(i, measured[i], simulated);
                boolean finite = Double.isFinite(residual);
                for (int c = 0; c < derivatives.length; c++) {
                    derivatives[c] = get(outputTangentRow + i, c);
                    finite &= Double.isFinite(derivatives[c]);
                }
                if (!finite) {
                    return false;
                }
                sink.accept(row, i, simulated, residual, derivatives);
            }
            move(segment, row, delay, step);
        }
        return true;
    }

    /**
     * The weighted squares of a segment for many candidates at once, without derivatives.
     *
     * @param parameters a row for each lane
     * @param initial a row for each lane
     * @param rows how many rows of the segment
     * @param deviations of each output's noise
     * @param costs receives a sum for each lane; infinite where the run is not finite
     */
    void costs(
            Segment segment,
            double[][] parameters,
            double[][] initial,
            int delay,
            int rows,
            double[] deviations,
            double[] costs) {
        for (int lane = 0; lane < lanes; lane++) {
            for (int i = 0; i < states; i++) {
                set(i, lane, initial[lane][i]);
            }
            for (int j = 0; j < fitted; j++) {
                set(parameterRow + fittedParameters[j], lane, parameters[lane][j]);
            }
        }
        Arrays.fill(costs, 0);
        for (int row = 0; row < rows; row++) {
            observe(segment, row, plainObserve);
            double[] measured = segment.episode().outputs()[segment.first() + row];
            for (int i = 0; i < outputs; i++) {
                if (Double.isNaN(measured[i])) {
                    continue;
                }
                for (int lane = 0; lane < lanes; lane++) {
                    double e = residual(i, measured[i], get(outputRow + i, lane)) / deviations[i];
                    costs[lane] += Double.isFinite(e) ? e * e : Double.POSITIVE_INFINITY;
                }
            }
            move(segment, row, delay, plainStep);
        }
    }

    private void observe(Segment segment, int row, CompiledKernel kernel) {
        double[] reference = segment.episode().references()[segment.first() + row];
        for (int i = 0; i < reference.length; i++) {
            fill(referenceRow + i, reference[i]);
        }
        List<Signal> signals = logged.plant().inputs();
        boolean begun = segment.first() + row > 0;
        for (int i = 0; i < signals.size(); i++) {
            fill(
                    previousRow + i,
                    begun ? segment.input(row - 1)[i] : signals.get(i).limited(0));
        }
        kernel.run(workspace.block(), tile, stride, lanes, scratch);
    }

    /** On to the next row. */
    private void move(Segment segment, int row, int delay, CompiledKernel kernel) {
        int inputs = logged.plant().inputs().size();
        int substeps = problem.substeps();
        for (int sub = 0; sub < substeps; sub++) {
            double[] input = segment.input(Math.floorDiv(row * substeps + sub - delay, substeps));
            for (int i = 0; i < inputs; i++) {
                fill(inputRow + i, input[i]);
            }
            kernel.run(workspace.block(), tile, stride, lanes, scratch);
        }
    }

    /** Measured minus simulated; an angle by the shorter way. */
    double residual(int output, double measured, double simulated) {
        double difference = measured - simulated;
        return problem.outputs().get(output).angle() ? Math.IEEEremainder(difference, 2 * Math.PI) : difference;
    }

    private void fill(int row, double value) {
        for (int lane = 0; lane < lanes; lane++) {
            set(row, lane, value);
        }
    }

    private void set(int row, int lane, double value) {
        workspace.block().set(ValueLayout.JAVA_DOUBLE, tile + row * stride + 8L * lane, value);
    }

    private double get(int row, int lane) {
        return workspace.block().get(ValueLayout.JAVA_DOUBLE, tile + row * stride + 8L * lane);
    }

    @Override
    public void close() {
        workspace.close();
        compiler.close();
    }
}
