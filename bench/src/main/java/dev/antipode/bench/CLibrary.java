package dev.antipode.bench;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** C sources of this package, compiled by gcc for this machine and loaded. */
@SuppressWarnings("restricted")
final class CLibrary implements AutoCloseable {
    private static final List<String> HEADERS = List.of("simd_math.h", "perceptron.h");

    /** What is said where there is no compiler. */
    static final String MISSING =
            "gcc for x86-64 is not on the PATH; install it (apt-get install gcc libc6-dev) and try again";

    private final Arena arena;
    private final SymbolLookup library;

    private CLibrary(Arena arena, SymbolLookup library) {
        this.arena = arena;
        this.library = library;
    }

    /** Whether gcc can be started and makes code for x86-64, where it has a vector math library. */
    static boolean compilerPresent() {
        try {
            return run(List.of("gcc", "-dumpmachine")).startsWith("x86_64");
        } catch (IOException e) {
            return false;
        }
    }

    /** What {@code gcc --version} begins with. */
    static String compilerVersion() throws IOException {
        return run(List.of("gcc", "--version")).lines().findFirst().orElse("gcc");
    }

    /**
     * Compiles and loads.
     *
     * @param command the compiler with its options
     * @param sources file names
     */
    static CLibrary compile(List<String> command, List<String> sources) throws IOException {
        Path folder = Files.createTempDirectory("antipode-c-twins");
        try {
            Path result = build(command, sources, folder);
            Arena arena = Arena.ofShared();
            return new CLibrary(arena, SymbolLookup.libraryLookup(result, arena));
        } finally {
            delete(folder);
        }
    }

    /** Compiles, and gives the library's bytes. */
    static byte[] binary(List<String> command, List<String> sources) throws IOException {
        Path folder = Files.createTempDirectory("antipode-c-twins");
        try {
            return Files.readAllBytes(build(command, sources, folder));
        } finally {
            delete(folder);
        }
    }

    private static Path build(List<String> command, List<String> sources, Path folder) throws IOException {
        List<String> whole = new ArrayList<>(command);
        Path result = folder.resolve("twins.so");
        whole.addAll(List.of("-fPIC", "-shared", "-o", result.toString()));
        for (String header : HEADERS) {
            unpack(header, folder);
        }
        for (String source : sources) {
            whole.add(unpack(source, folder).toString());
        }
        whole.add("-lm");
        run(whole);
        return result;
    }

    MemorySegment function(String name) {
        return library.findOrThrow(name);
    }

    MethodHandle handle(String name, FunctionDescriptor type) {
        return Linker.nativeLinker().downcallHandle(function(name), type);
    }

    private static Path unpack(String name, Path folder) throws IOException {
        Path file = folder.resolve(name);
        try (InputStream in = CLibrary.class.getResourceAsStream("c/" + name)) {
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
