package dev.antipode.bench;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** C sources of this package, compiled by gcc for this machine and loaded. */
@SuppressWarnings("restricted")
final class CLibrary implements AutoCloseable {
    private static final List<String> HEADERS = List.of("simd_math.h", "perceptron.h");

    private final Arena arena;
    private final SymbolLookup library;

    private CLibrary(Arena arena, SymbolLookup library) {
        this.arena = arena;
        this.library = library;
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
            // A loaded library stays usable without its file.
            return new CLibrary(arena, SymbolLookup.libraryLookup(result, arena));
        } finally {
            Tool.delete(folder);
        }
    }

    /** Compiles, and gives the library's bytes. */
    static byte[] binary(List<String> command, List<String> sources) throws IOException {
        Path folder = Files.createTempDirectory("antipode-c-twins");
        try {
            return Files.readAllBytes(build(command, sources, folder));
        } finally {
            Tool.delete(folder);
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
        Tool.Output output = Tool.run(whole);
        if (output.code() != 0) {
            throw new IOException(String.join(" ", command) + " cannot compile " + String.join(", ", sources) + ": "
                    + output.error());
        }
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

    @Override
    public void close() {
        arena.close();
    }
}
