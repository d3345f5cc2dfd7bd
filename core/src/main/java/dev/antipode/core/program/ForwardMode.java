package dev.antipode.core.program;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.Jvp;
import dev.antipode.core.graph.Staging;
import dev.antipode.core.kernel.Kernel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Makes a {@link ProgramJvp}, call by call. */
final class ForwardMode {
    private final Program program;
    private final TileLayout layout;
    private final Engine engine;
    private final Activity activity;
    private final DerivativeKernels kernels;
    private final int rows;

    /** Partial derivatives wait here from the primal part of a call to its tangents, and are overwritten by the next call. */
    private final Rows coefficients;

    /** Two summands of a tangent of a dense layer meet here. */
    private final Rows summand;

    private int tangents;

    ForwardMode(Program program, TileLayout layout, Engine engine, List<Rows> wrt, boolean sharedParameters) {
        this.program = program;
        this.layout = layout;
        this.engine = engine;
        this.activity = new Activity(program, wrt, sharedParameters);
        this.rows = layout.rowCount();
        this.kernels = new DerivativeKernels(layout, engine, program);
        this.coefficients = layout.add("partial derivatives", mostCoefficients(program));
        this.summand = layout.add("tangent summand", sharedParameters ? DerivativeKernels.widestLayer(program) : 0);
    }

    ProgramJvp derivative(int count) {
        tangents = count;
        return new ProgramJvp(differentiate(program), tangents, rows, kernels.parameterBytes());
    }

    private List<Call> differentiate(Program part) {
        List<Call> derived = new ArrayList<>();
        for (PrimalCall call : part.calls()) {
            switch (call) {
                case PrimalCall.Compute compute -> compute(compute, derived);
                case PrimalCall.Sweep sweep -> sweep(sweep, derived);
                case PrimalCall.Dense dense -> dense(dense, derived);
                case PrimalCall.Uniform uniform -> {
                    derived.add(uniform);
                    clear(uniform.writes(), derived);
                }
                case PrimalCall.Repeat repeat ->
                    derived.add(new TangentCalls.Loop(
                            repeat.text(), differentiate(repeat.body()).toArray(Call[]::new), repeat.times()));
            }
        }
        return derived;
    }

    private void clear(int[] written, List<Call> derived) {
        int[] active =
                Arrays.stream(activity.active(written)).map(i -> written[i]).toArray();
        if (active.length > 0) {
            derived.add(new TangentCalls.ClearTangents(active, rows, tangents));
        }
    }

    private void compute(PrimalCall.Compute call, List<Call> derived) {
        int[] outputs = activity.active(call.writes());
        if (outputs.length == 0) {
            derived.add(call);
            return;
        }
        Staging staging = stage(call);
        int[] inputs = activity.active(call.reads());
        Kernel early = engine.compile(
                call.name() + " and partials",
                staging.early(),
                call.reads(),
                join(call.writes(), IntStream.range(0, staging.coefficients()).map(coefficients::row)),
                layout.rowStrideBytes());
        Kernel late = engine.compile(
                call.name() + " tangent",
                staging.late(),
                rowsOf(call.reads(), inputs),
                rowsOf(call.writes(), outputs),
                layout.rowStrideBytes(),
                kernels.shared(IntStream.range(0, staging.coefficients()).map(coefficients::row)));
        derived.add(new DerivativeKernels.Run(call.text() + " and its partial derivatives", early));
        derived.add(new TangentCalls.PushTangents("tangents of kernel " + call.name(), late, rows, tangents));
    }

    /** The early outputs are the call's own, the late ones the tangents of its active rows. */
    private Staging stage(PrimalCall.Compute call) {
        int[] outputs = activity.active(call.writes());
        int count = call.writes().length;
        Graph jvp = Jvp.of(call.graph(), activity.active(call.reads()))
                .select(join(
                        IntStream.range(0, count).toArray(),
                        Arrays.stream(outputs).map(i -> count + i)));
        return Staging.of(jvp, call.reads().length, count);
    }

    private int mostCoefficients(Program part) {
        int most = 0;
        for (PrimalCall call : part.calls()) {
            int count = switch (call) {
                case PrimalCall.Compute compute ->
                    activity.any(compute.writes()) ? stage(compute).coefficients() : 0;
                case PrimalCall.Sweep sweep -> sweep.rows().count();
                case PrimalCall.Repeat repeat -> mostCoefficients(repeat.body());
                case PrimalCall.Dense _, PrimalCall.Uniform _ -> 0;
            };
            most = Math.max(most, count);
        }
        return most;
    }

    private void sweep(PrimalCall.Sweep call, List<Call> derived) {
        if (!activity.any(call.writes())) {
            derived.add(call);
            return;
        }
        Rows slopes = coefficients.part(0, call.rows().count());
        derived.add(kernels.sweepWithSlope(call, slopes));
        derived.add(new TangentCalls.ScaleTangents(
                kernels.scale(), call.rows(), slopes, call.elementBytes(), rows, tangents));
    }

    private void dense(PrimalCall.Dense call, List<Call> derived) {
        derived.add(call);
        boolean moving = activity.any(call.reads());
        if (!moving && !activity.parameters()) {
            clear(call.writes(), derived);
            return;
        }
        if (moving) {
            derived.add(new TangentCalls.DenseTangents(call, kernels.zeros(), rows, tangents));
        } else {
            clear(call.writes(), derived);
        }
        if (activity.parameters()) {
            derived.add(new TangentCalls.DenseParameterTangents(
                    call,
                    summand.part(0, call.out().count()),
                    kernels.add(),
                    kernels.parameterBytes(),
                    rows,
                    tangents));
        }
    }

    private static int[] rowsOf(int[] all, int[] places) {
        return Arrays.stream(places).map(i -> all[i]).toArray();
    }

    private static int[] join(int[] a, IntStream b) {
        return IntStream.concat(Arrays.stream(a), b).toArray();
    }
}
