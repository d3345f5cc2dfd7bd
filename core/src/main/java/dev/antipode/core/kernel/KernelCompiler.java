package dev.antipode.core.kernel;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.memory.Tile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Makes kernels from graphs for one run. Kernels run as scalar code at once; {@link #startWarmUp} starts the threads
 * that bring the SIMD code, where the options and the JVM allow it. Safe for use by several threads.
 */
public final class KernelCompiler implements AutoCloseable {

    private static final class Outcome {
        private final Warmable kernel;
        private final KernelFacts facts;
        private String reason;
        private long milliseconds;

        Outcome(Warmable kernel, KernelFacts facts, String reason) {
            this.kernel = kernel;
            this.facts = facts;
            this.reason = reason;
        }
    }

    private final KernelOptions options;
    private final JvmFlags flags;
    private final SimdSupport simd;
    private final AllocationMeter meter;
    private final List<Outcome> outcomes = new ArrayList<>();
    private final WarmUp warmUp;
    private long warmUpStart;
    private boolean warming;

    /**
     * Prepares for compiling.
     *
     * @param options how kernels are made
     * @throws IllegalArgumentException if SIMD is demanded and this JVM cannot have it
     */
    public KernelCompiler(KernelOptions options) {
        this.options = options;
        this.flags = JvmFlags.ofThisJvm();
        this.simd = options.mode() == KernelMode.SCALAR
                ? SimdSupport.none("Scalar kernels were asked for.")
                : SimdSupport.of(flags);
        this.meter = AllocationMeter.ofThisJvm();
        this.warmUp = new WarmUp(Math.max(1, flags.awaitedCompilers()), this::decided, this::prime);
        if (options.mode() == KernelMode.SIMD && simd.vectorBits() == 0) {
            throw new IllegalArgumentException("SIMD kernels are not possible here: " + simd.reason());
        }
    }

    /**
     * The options.
     *
     * @return as given
     */
    public KernelOptions options() {
        return options;
    }

    /**
     * Makes a kernel that evaluates a graph in every lane of a tile.
     *
     * @param name names the kernel in reports and its class in the JVM
     * @param graph what to compute; a mask output is stored as 1 or 0
     * @param inputRows the tile row of each graph input; several may be the same row
     * @param outputRows the tile row of each graph output, all different; any may be an input's row too, for a lane's
     *     inputs are read before its outputs are written
     * @return the kernel, ready to run
     * @throws IllegalArgumentException if rows are missing, negative or written twice
     */
    public CompiledKernel compile(String name, Graph graph, int[] inputRows, int[] outputRows) {
        return compile(name, graph, inputRows, outputRows, 0);
    }

    /**
     * Makes a kernel for tiles of one row stride, which is faster: addresses become constants.
     *
     * @param name names the kernel in reports and its class in the JVM
     * @param graph what to compute; a mask output is stored as 1 or 0
     * @param inputRows the tile row of each graph input; several may be the same row
     * @param outputRows the tile row of each graph output, all different; any may be an input's row too
     * @param rowStrideBytes the row stride of the tiles, a multiple of 64, in bytes; at any other stride the kernel runs
     *     its scalar code. 0 for a kernel that is not bound to a stride
     * @return the kernel, ready to run
     * @throws IllegalArgumentException if rows are missing, negative or written twice, or the stride is no multiple of 64
     */
    public CompiledKernel compile(String name, Graph graph, int[] inputRows, int[] outputRows, long rowStrideBytes) {
        return compile(name, graph, inputRows, outputRows, rowStrideBytes, SharedRows.NONE);
    }

    /**
     * Makes a kernel that also reads a second tile.
     *
     * @param name names the kernel in reports and its class in the JVM
     * @param graph what to compute; a mask output is stored as 1 or 0
     * @param inputRows the tile row of each graph input but the shared ones; several may be the same row
     * @param outputRows the tile row of each graph output, all different; any may be an input's row too
     * @param rowStrideBytes the row stride of the tiles, a multiple of 64, in bytes; or 0 for any
     * @param shared where the last inputs are found in the second tile
     * @return the kernel, to be run with a shared offset
     * @throws IllegalArgumentException if rows are missing, negative or written twice, or the stride is no multiple of 64
     */
    public CompiledKernel compile(
            String name, Graph graph, int[] inputRows, int[] outputRows, long rowStrideBytes, SharedRows shared) {
        if (rowStrideBytes < 0 || rowStrideBytes % Tile.ALIGNMENT_BYTES != 0) {
            throw new IllegalArgumentException("kernel " + name + ": a row stride of " + rowStrideBytes
                    + " bytes is no multiple of 64; use Tile.rowStrideBytes");
        }
        int own = graph.inputNames().size() - shared.count();
        check(name, "input", graph.inputNames().subList(0, Math.max(own, 0)), inputRows);
        check(name, "output", graph.outputNames(), outputRows);
        Set<Integer> written = new HashSet<>();
        for (int row : outputRows) {
            if (!written.add(row)) {
                throw new IllegalArgumentException(
                        "kernel " + name + " writes row " + row + " twice; give each output a row of its own");
            }
        }
        int chunkBytecodes = options.chunkBytecodes(shared, flags.quickCompiler());
        int[] in = inputRows.clone();
        int[] out = outputRows.clone();
        Supplier<ChunkedProgram> maker = () -> ChunkedProgram.of(
                name,
                Lowering.lower(graph, options.precision(), options.arithmetic()),
                in,
                out,
                shared,
                chunkBytecodes);
        String key = KernelArchive.key(
                graph.fingerprint(), options, chunkBytecodes, inputRows, outputRows, rowStrideBytes, shared);
        KernelArchive.Entry entry = archived(key, rowStrideBytes, maker);
        WarmableKernel warm = simd.possible() ? WarmKernels.find(WarmableKernel.class, name + ' ' + key) : null;
        if (warm != null) {
            add(warm, warm.kernel().facts(), "");
            return warm.kernel();
        }
        Emitter scalarEmitter = new ScalarEmitter(options.precision());
        ChunkedProgram program = entry == null ? maker.get() : null;
        KernelFacts facts = entry == null ? KernelFacts.of(program) : entry.facts();
        String against = simd.possible() ? simd.reasonAgainst(options.precision(), facts) : simd.reason();
        String kind = against.isEmpty() ? KernelArchive.STARTER : KernelArchive.SCALAR;
        KernelCode scalar = entry == null
                ? KernelLoader.load(kind, scalarEmitter, program)
                : KernelLoader.load(entry.classes().get(kind), scalarEmitter, shared);
        CompiledKernel kernel = new CompiledKernel(
                name,
                facts,
                options.precision(),
                shared,
                entry == null ? () -> program : maker,
                scalar,
                rowStrideBytes);
        WarmableKernel made = new WarmableKernel(kernel, simd, entry == null ? Map.of() : entry.classes());
        WarmKernels.offer(name + ' ' + key, made);
        add(made, facts, against);
        return kernel;
    }

    /** The kernel as the archive in use has it; null where it is to be compiled, which the archive may record. */
    private KernelArchive.Entry archived(String key, long rowStrideBytes, Supplier<ChunkedProgram> maker) {
        if (!KernelArchive.IN_USE.isBound()) {
            return null;
        }
        KernelArchive archive = KernelArchive.IN_USE.get();
        KernelArchive.Entry entry = archive.find(key);
        if (entry == null && archive.recording()) {
            archive.record(key, () -> recorded(maker.get(), archive.widths(), rowStrideBytes));
        }
        return entry;
    }

    private KernelArchive.Entry recorded(ChunkedProgram program, List<Integer> widths, long rowStrideBytes) {
        Map<String, List<byte[]>> classes = new LinkedHashMap<>();
        for (String kind : List.of(KernelArchive.SCALAR, KernelArchive.STARTER)) {
            classes.put(kind, KernelLoader.classFiles(kind, new ScalarEmitter(options.precision()), program));
        }
        for (int bits : widths) {
            Emitter emitter = new VectorEmitter(options.precision(), bits, rowStrideBytes);
            classes.put(String.valueOf(bits), KernelLoader.classFiles("Simd", emitter, program));
        }
        return new KernelArchive.Entry(KernelFacts.of(program), classes);
    }

    /**
     * Lets a kernel that was not made from a graph take part in the warm-up.
     *
     * @param <T> of the kernel
     * @param kernel warmed, checked and reported like the others; not given to another compiler
     * @return the kernel to use: this one, or one of the same type and name that is warm already
     */
    public <T extends Warmable> T warm(T kernel) {
        @SuppressWarnings("unchecked")
        Class<T> type = (Class<T>) kernel.getClass();
        T warm = simd.possible() ? WarmKernels.find(type, kernel.name()) : null;
        T used = warm == null ? kernel : warm;
        WarmKernels.offer(kernel.name(), used);
        add(used, KernelFacts.NONE, simd.reason());
        return used;
    }

    private void add(Warmable kernel, KernelFacts facts, String against) {
        boolean open = against.isEmpty() && !kernel.vectorized();
        synchronized (outcomes) {
            outcomes.add(new Outcome(kernel, facts, open ? "Not warm yet." : against));
        }
        if (open) {
            warmUp.add(new WarmUpTask(kernel, meter, flags));
        }
    }

    private static void check(String kernel, String kind, List<String> names, int[] rows) {
        if (rows.length != names.size()) {
            throw new IllegalArgumentException("kernel " + kernel + " has " + names.size() + " " + kind + "s " + names
                    + " but was given " + rows.length + " " + kind + " rows");
        }
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] < 0) {
                throw new IllegalArgumentException("kernel " + kernel + ": row " + rows[i] + " of " + kind + " "
                        + names.get(i) + " is negative; rows count from 0");
            }
        }
    }

    /**
     * Starts the low-priority daemon threads that warm SIMD kernels on memory of their own, check them and publish
     * them one by one; kernels compiled later join. Does nothing where kernels stay scalar, or when called again.
     */
    public void startWarmUp() {
        synchronized (outcomes) {
            if (warming || !simd.possible()) {
                return;
            }
            warming = true;
            warmUpStart = System.nanoTime();
        }
        warmUp.start();
    }

    /**
     * Whether a run may begin before SIMD code is there: scalar kernels are compiled at once, and SIMD code will take their place.
     *
     * @return false where scalar code has to wait for the same compiler, or stays
     */
    public boolean quickStart() {
        return flags.quickStart() && simd.possible();
    }

    /**
     * Whether it is decided for every kernel compiled so far whether it runs SIMD code.
     *
     * @return false also before {@link #startWarmUp}, where there is something to warm up
     */
    public boolean warm() {
        return !simd.possible() || warmUp.await(Duration.ZERO);
    }

    /**
     * Waits until it is decided for every kernel compiled so far whether it runs SIMD code.
     *
     * @param atMost how long to wait
     * @return whether all is decided
     * @throws IllegalStateException if there is something to warm up and {@link #startWarmUp} was not called
     */
    public boolean awaitWarmUp(Duration atMost) {
        if (!simd.possible()) {
            return true;
        }
        synchronized (outcomes) {
            if (!warming) {
                throw new IllegalStateException("the warm-up was not started; call startWarmUp first");
            }
        }
        return warmUp.await(atMost);
    }

    /**
     * What became of each kernel so far.
     *
     * @return a snapshot
     */
    public WarmUpReport report() {
        List<WarmUpReport.Entry> entries = new ArrayList<>();
        synchronized (outcomes) {
            for (Outcome o : outcomes) {
                entries.add(new WarmUpReport.Entry(
                        o.kernel.name(),
                        o.facts.operations(),
                        o.facts.chunks(),
                        o.kernel.vectorized(),
                        o.reason,
                        o.milliseconds));
            }
        }
        return new WarmUpReport(entries);
    }

    private void prime() {
        ProfilePrimer.prime(options.precision(), options.arithmetic(), simd.vectorBits());
    }

    private void decided(Warmable kernel, String reason) {
        synchronized (outcomes) {
            for (Outcome o : outcomes) {
                if (o.kernel.equals(kernel)) {
                    o.reason = reason;
                    o.milliseconds = (System.nanoTime() - warmUpStart) / 1_000_000;
                }
            }
        }
    }

    /** Stops the warm-up threads. Kernels go on working as they are. */
    @Override
    public void close() {
        warmUp.close();
    }
}
