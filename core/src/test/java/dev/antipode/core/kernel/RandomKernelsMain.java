package dev.antipode.core.kernel;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.Op;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Tile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Compiles the same random kernels in every JVM, warms them up as a run does, and prints a hash of what they compute
 * from ordinary and from edge numbers, the vector width, and how many bytes thousands of runs allocated.
 */
final class RandomKernelsMain {
    private static final int LANES = 64;
    private static final int ROWS = 24;
    private static final double[] EDGES = {
        0.0,
        -0.0,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Float.MIN_VALUE,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        Double.MIN_VALUE,
        1e-40,
        1e300,
        1e5,
        -1e5
    };

    private RandomKernelsMain() {}

    /** @param arguments the kernel mode, and the size of the graphs */
    public static void main(String... arguments) {
        KernelMode mode = KernelMode.valueOf(arguments[0]);
        int size = Integer.parseInt(arguments[1]);
        List<KernelCompiler> compilers = new ArrayList<>();
        List<CompiledKernel> kernels = new ArrayList<>();
        for (Precision precision : Precision.values()) {
            for (Arithmetic arithmetic : Arithmetic.values()) {
                KernelCompiler compiler = new KernelCompiler(KernelOptions.forThisJvm(precision, arithmetic, mode));
                compilers.add(compiler);
                kernels.add(compile(compiler, precision + " " + arithmetic, size, EnumSet.allOf(Op.class)));
                compiler.startWarmUp();
            }
        }
        for (KernelCompiler compiler : compilers) {
            if (!compiler.awaitWarmUp(Duration.ofMinutes(4))) {
                throw new IllegalStateException("not warm: " + compiler.report());
            }
        }
        System.out.println("scalar="
                + compilers.stream()
                        .flatMap(compiler -> compiler.report().kernels().stream())
                        .filter(kernel -> !kernel.vectorized())
                        .toList());
        System.out.println("hash=" + Long.toHexString(hash(kernels)));
        System.out.println(
                "operations=" + kernels.stream().map(CompiledKernel::operations).toList());
        System.out.println("bits=" + SimdSupport.of(JvmFlags.ofThisJvm()).vectorBits());
        System.out.println("allocated=" + allocated(kernels));
        JvmFlags flags = JvmFlags.ofThisJvm();
        System.out.println("compilers=quickStart=" + flags.quickStart() + " quickCompiler=" + flags.quickCompiler()
                + " awaited=" + flags.awaitedCompilers());
        compilers.forEach(KernelCompiler::close);
    }

    private static CompiledKernel compile(KernelCompiler compiler, String name, int size, EnumSet<Op> ops) {
        Graph graph = RandomGraphs.make(size, 8, 16, size, ops::contains);
        return compiler.compile(
                name,
                graph,
                IntStream.range(0, 8).toArray(),
                IntStream.range(4, 20).toArray());
    }

    private static long hash(List<CompiledKernel> kernels) {
        long hash = 1;
        for (CompiledKernel kernel : kernels) {
            Precision precision = kernel.program().graph().precision();
            SplittableRandom random = new SplittableRandom(11);
            try (Arena arena = Arena.ofShared()) {
                Tile tile = new Tile(0, ROWS, LANES, precision);
                MemorySegment block = arena.allocate(tile.bytes() + kernel.scratchBytes() + 64, 64);
                for (int round = 0; round < 40; round++) {
                    for (long offset = 0; offset < tile.bytes(); offset += precision.bytes()) {
                        boolean edge = round % 2 == 1 && random.nextInt(6) == 0;
                        double value = edge ? EDGES[random.nextInt(EDGES.length)] : random.nextDouble(-2, 2);
                        precision.set(block, offset, value);
                    }
                    kernel.run(block, 0, tile.rowStrideBytes(), LANES, tile.bytes());
                    for (long offset = 0; offset < tile.bytes(); offset += precision.bytes()) {
                        // All NaNs are one: which NaN comes out of an operation differs between processors.
                        hash = 31 * hash + Double.doubleToLongBits(precision.get(block, offset));
                    }
                }
            }
        }
        return hash;
    }

    private static long allocated(List<CompiledKernel> kernels) {
        AllocationMeter meter = AllocationMeter.ofThisJvm();
        try (Arena arena = Arena.ofShared()) {
            long rows = Tile.bytes(ROWS, LANES, Precision.F64);
            MemorySegment block = arena.allocate(rows + 1_000_000, 64);
            long before = 0;
            // The first rounds compile this method and whatever else is new to the thread.
            for (int round = 0; round < 7000; round++) {
                if (round == 2000) {
                    before = meter.bytes();
                }
                for (int i = 0; i < kernels.size(); i++) {
                    CompiledKernel kernel = kernels.get(i);
                    long stride =
                            Tile.rowStrideBytes(LANES, kernel.program().graph().precision());
                    kernel.run(block, 0, stride, LANES, rows);
                }
            }
            return meter.bytes() - before;
        }
    }
}
