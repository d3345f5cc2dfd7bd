package dev.antipode.core.program;

import dev.antipode.core.linear.DenseTranspose;
import dev.antipode.core.memory.Tile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Makes the two halves of a {@link ProgramVjp}, call by call. On the way forward a row that a cotangent will need and that is
 * overwritten before the way back gets there is copied to a row of its own; everything else is read where it is.
 */
final class ReverseMode {
    private final TileLayout layout;
    private final Engine engine;
    private final Activity activity;
    private final DerivativeKernels kernels;
    private final DenseTranspose transpose;
    private final Map<PrimalCall.Dense, Rows> transposed = new LinkedHashMap<>();
    private Rows ones;
    private Rows turned;
    private Rows summand;

    /** What runs forward and what runs back, in the order in which they run. */
    record Halves(List<Call> record, List<Call> reverse) {}

    ReverseMode(Program program, TileLayout layout, Engine engine, List<Rows> wrt, boolean sharedParameters) {
        this.layout = layout;
        this.engine = engine;
        this.activity = new Activity(program, wrt, sharedParameters);
        this.kernels = new DerivativeKernels(layout, engine, program);
        this.transpose = new DenseTranspose(engine.precision());
        int widest = DerivativeKernels.widestLayer(program);
        if (widest > 0) {
            summand = layout.add("cotangent summand", widest);
            ones = layout.add("ones", 1);
            turned = layout.add("cotangents lane by lane", kernels.rowsFor(Tile.LANE_MULTIPLE * widest));
        }
    }

    ProgramVjp derivative(Program program, int rows, CotangentLimit limit, List<Rows> state) {
        Halves halves = new Scope(program).halves();
        if (limit.limits()) {
            int[] signal = state.stream()
                    .flatMapToInt(group -> IntStream.range(group.first(), group.first() + group.count()))
                    .toArray();
            halves.reverse()
                    .add(new CotangentCalls.PullCotangents(
                            "limit " + signal.length + " rows of the cotangents",
                            engine.compile(
                                    "cotangent limit",
                                    limit.graph(signal.length),
                                    signal,
                                    signal,
                                    layout.rowStrideBytes())));
        }
        return new ProgramVjp(
                halves,
                program.carriedRows(),
                rows,
                kernels.parameterBytes(),
                engine.precision(),
                transpose,
                transposed,
                ones);
    }

    /** One straight list of calls: a program, or the body of a loop. */
    private final class Scope {
        private final List<PrimalCall> calls;
        private final List<Call> record = new ArrayList<>();
        private final List<Call> reverse = new ArrayList<>();

        /** The rows that are overwritten by the call of the same place or a later one. */
        private final List<BitSet> overwritten = new ArrayList<>();

        /** Where the present value of a row has been copied to. */
        private final Map<Integer, Integer> copies = new HashMap<>();

        Scope(Program program) {
            calls = unrolled(program);
            BitSet rows = new BitSet();
            for (PrimalCall call : calls.reversed()) {
                Arrays.stream(call.writes()).forEach(rows::set);
                overwritten.addFirst((BitSet) rows.clone());
            }
        }

        /** A loop of one turn is its body. */
        private static List<PrimalCall> unrolled(Program program) {
            List<PrimalCall> flat = new ArrayList<>();
            for (PrimalCall call : program.calls()) {
                if (call instanceof PrimalCall.Repeat repeat && repeat.times() == 1) {
                    flat.addAll(unrolled(repeat.body()));
                } else {
                    flat.add(call);
                }
            }
            return flat;
        }

        Halves halves() {
            for (int i = 0; i < calls.size(); i++) {
                PrimalCall call = calls.get(i);
                int[] active = activity.active(call.writes());
                List<Call> back = new ArrayList<>();
                if (active.length == 0) {
                    record.add(call);
                } else {
                    switch (call) {
                        case PrimalCall.Compute compute -> compute(compute, i, back);
                        case PrimalCall.Sweep sweep -> sweep(sweep, back);
                        case PrimalCall.Dense dense -> dense(dense, i, back);
                        case PrimalCall.Repeat repeat -> repeat(repeat, i, back);
                        case PrimalCall.Uniform uniform -> {
                            record.add(uniform);
                            back.add(clear(uniform.writes()));
                        }
                    }
                }
                reverse.addAll(0, back);
                Arrays.stream(call.writes()).forEach(copies::remove);
            }
            return new Halves(record, reverse);
        }

        /** Where the values that rows have now are found on the way back, past the call at a place. */
        private int[] kept(int[] rows, int place, String text) {
            List<Integer> fresh = Arrays.stream(rows)
                    .distinct()
                    .filter(row -> overwritten.get(place).get(row) && !copies.containsKey(row))
                    .boxed()
                    .toList();
            if (!fresh.isEmpty()) {
                Rows saved = layout.add("kept for the way back", fresh.size());
                for (int i = 0; i < fresh.size(); i++) {
                    copies.put(fresh.get(i), saved.row(i));
                }
                int[] from = fresh.stream().mapToInt(Integer::intValue).toArray();
                record.add(new CotangentCalls.CopyRows(
                        "keep " + from.length + " rows for " + text,
                        from,
                        IntStream.range(0, from.length).map(saved::row).toArray()));
            }
            return Arrays.stream(rows)
                    .map(row -> overwritten.get(place).get(row) ? copies.get(row) : row)
                    .toArray();
        }

        private Call clear(int[] written) {
            return new CotangentCalls.ClearCotangents(
                    Arrays.stream(activity.active(written)).map(i -> written[i]).toArray());
        }

        private void compute(PrimalCall.Compute call, int place, List<Call> back) {
            CotangentGraph cotangents =
                    CotangentGraph.of(call, activity.active(call.reads()), activity.active(call.writes()));
            int[] primal = kept(cotangents.primalRows(), place, call.text());
            record.add(call);
            back.add(new CotangentCalls.PullCotangents(
                    "cotangents of " + call.text(),
                    engine.compile(
                            call.name() + " cotangent",
                            cotangents.graph(),
                            cotangents.rows(),
                            cotangents.rows(),
                            layout.rowStrideBytes(),
                            kernels.shared(Arrays.stream(primal)))));
        }

        private void sweep(PrimalCall.Sweep call, List<Call> back) {
            Rows slopes = layout.add("slopes of " + call.name(), call.rows().count());
            record.add(kernels.sweepWithSlope(call, slopes));
            back.add(new CotangentCalls.ScaleCotangents(kernels.scale(), call.rows(), slopes, call.elementBytes()));
        }

        private void dense(PrimalCall.Dense call, int place, List<Call> back) {
            if (activity.parameters()) {
                int[] inputs = kept(call.reads(), place, call.text());
                back.add(new CotangentCalls.DenseGradient(
                        call, inputs, transpose, ones, turned, kernels.parameterBytes()));
            }
            record.add(call);
            if (activity.any(call.reads())) {
                Rows weights = transposed.computeIfAbsent(
                        call,
                        layer -> layout.add(
                                "transposed weights of " + layer.name(),
                                kernels.rowsFor(
                                        layer.shape().inputs() * layer.shape().outputs())));
                back.add(new CotangentCalls.DenseCotangents(
                        call,
                        weights,
                        kernels.zeros(),
                        summand.part(0, call.in().count()),
                        kernels.add()));
            }
            back.add(clear(call.writes()));
        }

        private void repeat(PrimalCall.Repeat call, int place, List<Call> back) {
            int[] carried = call.body().carriedRows();
            BitSet moving = new BitSet();
            Arrays.stream(carried).forEach(moving::set);
            // What the body only reads must be there again when it runs again.
            int[] read = Arrays.stream(call.body().liveRows())
                    .filter(row -> !moving.get(row) && overwritten.get(place).get(row))
                    .toArray();
            int[] saved = kept(read, place, call.text());
            if (read.length > 0) {
                back.add(new CotangentCalls.CopyRows("restore " + read.length + " rows", saved, read));
            }
            Rows tape = layout.add("tape of " + call.name(), carried.length * call.times());
            record.add(new CotangentCalls.RecordLoop(
                    call.text() + ", keeping what each starts from", call.body(), call.times(), carried, tape));
            Halves body = new Scope(call.body()).halves();
            back.add(new CotangentCalls.ReverseLoop(
                    call.text() + ", back",
                    body.record().toArray(Call[]::new),
                    body.reverse().toArray(Call[]::new),
                    call.times(),
                    carried,
                    tape));
        }
    }
}
