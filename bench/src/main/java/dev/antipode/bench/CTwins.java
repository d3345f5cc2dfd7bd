package dev.antipode.bench;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The measured plants in C, compiled by gcc for this machine at one preferred vector width. */
@SuppressWarnings("restricted")
final class CTwins implements AutoCloseable {
    private static final List<String> SOURCES = List.of("cart_pole.c", "acrobot.c", "quadrotor.c", "repeat.c");
    private static final List<String> HEADERS = List.of("simd_math.h");
    private static final FunctionDescriptor REPEAT = FunctionDescriptor.ofVoid(
            ValueLayout.ADDRESS,
            ValueLayout.ADDRESS,
            ValueLayout.ADDRESS,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_LONG);

    private final Arena arena;
    private final SymbolLookup library;
    private final MethodHandle repeat;

    private CTwins(Arena arena, SymbolLookup library) {
        this.arena = arena;
        this.library = library;
        this.repeat = Linker.nativeLinker().downcallHandle(library.findOrThrow("repeat"), REPEAT);
    }

    /** Whether gcc can be started and makes code for x86-64, where it has a vector math library. */
    static boolean compilerPresent() {
        try {
            return run(List.of("gcc", "-dumpmachine")).startsWith("x86_64");
        } catch (IOException e) {
            return false;
        }
    }

    /** The command that compiles the twins. */
    static List<String> command(int vectorBits) {
        return List.of(
                "gcc",
                "-O3",
                "-march=native",
                "-ffast-math",
                "-mprefer-vector-width=" + vectorBits,
                "-fPIC",
                "-shared");
    }

    /** What {@code gcc --version} begins with. */
    static String compilerVersion() throws IOException {
        return run(List.of("gcc", "--version")).lines().findFirst().orElse("gcc");
    }

    /**
     * Compiles and loads.
     *
     * @param vectorBits gcc's preferred width, 256 or 512
     */
    static CTwins compile(int vectorBits) throws IOException {
        Path folder = Files.createTempDirectory("antipode-c-twins");
        try {
            List<String> command = new ArrayList<>(command(vectorBits));
            Path result = folder.resolve("twins.so");
            command.addAll(List.of("-o", result.toString()));
            for (String header : HEADERS) {
                unpack(header, folder);
            }
            for (String source : SOURCES) {
                command.add(unpack(source, folder).toString());
            }
            command.add("-lm");
            run(command);
            Arena arena = Arena.ofShared();
            return new CTwins(arena, SymbolLookup.libraryLookup(result, arena));
        } finally {
            delete(folder);
        }
    }

    /**
     * Steps a batch.
     *
     * @param read its first row that is read
     * @param written its first row that is written
     * @param times how often the same step is taken
     */
    void run(StepPlant plant, MemorySegment read, MemorySegment written, long strideFloats, int lanes, long times) {
        MemorySegment step = library.findOrThrow(plant.cFunction());
        try {
            repeat.invokeExact(step, read, written, strideFloats, lanes, times);
        } catch (Throwable e) {
            throw new IllegalStateException("the C twin could not be called", e);
        }
    }

    private static Path unpack(String name, Path folder) throws IOException {
        Path file = folder.resolve(name);
        try (InputStream in = CTwins.class.getResourceAsStream("c/" + name)) {
            Files.copy(in, file);
        }
        return file;
    }

    private static String run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IOException(String.join(" ", command) + " failed: " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + command.getFirst(), e);
        }
        return output;
    }

    /** A loaded library stays usable without its file. */
    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    @Override
    public void close() {
        arena.close();
    }
}
