package dev.antipode.bench;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;

/** What we compute, in C, compiled by gcc for this machine: simulator steps, a perceptron, noise, a closed loop. */
final class CTwins implements AutoCloseable {
    private static final List<String> SOURCES = List.of(
            "cart_pole.c",
            "acrobot.c",
            "quadrotor.c",
            "repeat.c",
            "perceptron.c",
            "noise.c",
            "rollout.c",
            "multiply_add.c");
    private static final FunctionDescriptor REPEAT = FunctionDescriptor.ofVoid(
            ValueLayout.ADDRESS,
            ValueLayout.ADDRESS,
            ValueLayout.ADDRESS,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_LONG);
    private static final FunctionDescriptor PERCEPTRON = FunctionDescriptor.ofVoid(
            ValueLayout.ADDRESS,
            ValueLayout.ADDRESS,
            ValueLayout.JAVA_INT,
            ValueLayout.ADDRESS,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_LONG);
    private static final FunctionDescriptor NOISE = FunctionDescriptor.ofVoid(
            ValueLayout.ADDRESS,
            ValueLayout.ADDRESS,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_LONG);
    private static final FunctionDescriptor ROLLOUT = FunctionDescriptor.ofVoid(
            ValueLayout.ADDRESS,
            ValueLayout.ADDRESS,
            ValueLayout.JAVA_INT,
            ValueLayout.ADDRESS,
            ValueLayout.ADDRESS,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_LONG);

    private static final FunctionDescriptor MULTIPLY_ADDS =
            FunctionDescriptor.of(ValueLayout.JAVA_FLOAT, ValueLayout.JAVA_LONG);

    private final CLibrary library;
    private final MethodHandle repeat;
    private final MethodHandle perceptrons;
    private final MethodHandle denseLayers;
    private final MethodHandle noise;
    private final MethodHandle rollout;
    private final MethodHandle multiplyAdds;

    private CTwins(CLibrary library) {
        this.library = library;
        this.repeat = library.handle("repeat", REPEAT);
        this.perceptrons = library.handle("perceptrons", PERCEPTRON);
        this.denseLayers = library.handle("dense_layers", PERCEPTRON);
        this.noise = library.handle("noise", NOISE);
        this.rollout = library.handle("rollout", ROLLOUT);
        this.multiplyAdds = library.handle("multiply_adds", MULTIPLY_ADDS);
    }

    /** The command that compiles the twins for speed: with fast math, which has gcc's vector math library. */
    static List<String> command(int vectorBits) {
        List<String> command = new ArrayList<>(strictCommand(vectorBits));
        command.add("-ffast-math");
        return command;
    }

    /**
     * The command that compiles the twins without licence to change results; errno and floating-point traps, which nobody
     * reads, would keep gcc from vectorising.
     */
    static List<String> strictCommand(int vectorBits) {
        return List.of(
                "gcc",
                "-O3",
                "-march=native",
                "-mprefer-vector-width=" + vectorBits,
                "-fno-math-errno",
                "-fno-trapping-math");
    }

    /** With fast math at one preferred vector width, 256 or 512. */
    static CTwins compile(int vectorBits) throws IOException {
        return compile(command(vectorBits));
    }

    static CTwins compile(List<String> command) throws IOException {
        return new CTwins(CLibrary.compile(command, SOURCES));
    }

    /**
     * Steps a batch.
     *
     * @param read its first row that is read
     * @param written its first row that is written
     * @param times how often the same step is taken
     */
    void run(StepPlant plant, MemorySegment read, MemorySegment written, long strideFloats, int lanes, long times) {
        MemorySegment step = library.function(plant.cFunction());
        try {
            repeat.invokeExact(step, read, written, strideFloats, lanes, times);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    /**
     * A perceptron of tanh units, for the same samples again and again.
     *
     * @param widths inputs, then the outputs of each layer, as C ints
     * @param rows the inputs' rows, then those of each layer
     */
    void perceptrons(
            MemorySegment parameters,
            MemorySegment widths,
            int layers,
            MemorySegment rows,
            long strideFloats,
            int lanes,
            long times) {
        try {
            perceptrons.invokeExact(parameters, widths, layers, rows, strideFloats, lanes, times);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    /** The first layer of {@link #perceptrons} without its tanh. */
    void denseLayers(
            MemorySegment parameters,
            MemorySegment widths,
            MemorySegment rows,
            long strideFloats,
            int lanes,
            long times) {
        try {
            denseLayers.invokeExact(parameters, widths, 1, rows, strideFloats, lanes, times);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    /**
     * Multiply-adds in registers alone: the peak of the processor.
     *
     * @param vectors how many, of 16 numbers each
     * @return the sum of all chains, near 256
     */
    float multiplyAdds(long vectors) {
        try {
            return (float) multiplyAdds.invokeExact(vectors);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    /** Four rows of normally distributed numbers, lane {@code l} from the counter {@code (l, 0, 0, 0)}. */
    void noise(MemorySegment key, MemorySegment rows, long strideFloats, int lanes, long times) {
        try {
            noise.invokeExact(key, rows, strideFloats, lanes, times);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    /** So many steps of the closed loop of {@link ClosedLoop}. */
    void rollout(
            MemorySegment parameters,
            MemorySegment widths,
            int layers,
            MemorySegment rows,
            MemorySegment units,
            long strideFloats,
            int lanes,
            long steps) {
        try {
            rollout.invokeExact(parameters, widths, layers, rows, units, strideFloats, lanes, steps);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    private static IllegalStateException failed(Throwable e) {
        return new IllegalStateException("the C twin could not be called", e);
    }

    @Override
    public void close() {
        library.close();
    }
}
