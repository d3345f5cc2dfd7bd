package dev.antipode.controller.hil.fmi;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** An FMU's library in this process, until it is closed. */
final class FmuLibrary implements AutoCloseable {
    private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};

    private final String name;
    private final Arena arena;
    private final SymbolLookup symbols;

    @SuppressWarnings("restricted")
    FmuLibrary(Path file) throws IOException {
        this.name = file.getFileName().toString();
        requireElf(file);
        this.arena = Arena.ofShared();
        try {
            this.symbols = SymbolLookup.libraryLookup(file, arena);
        } catch (IllegalArgumentException e) {
            arena.close();
            FmuException failed = new FmuException("the FMU's library " + name
                    + " cannot be loaded; it may need libraries that are not installed ('ldd " + file
                    + "' lists them on Linux)");
            failed.initCause(e);
            throw failed;
        }
    }

    /** The JVM warns of the stack protection of what is no library before it fails to load it. */
    private static void requireElf(Path file) throws IOException {
        if (!file.toString().endsWith(".so")) {
            return;
        }
        try (InputStream in = Files.newInputStream(file)) {
            if (!Arrays.equals(in.readNBytes(ELF.length), ELF)) {
                throw new FmuException("the FMU's library " + file.getFileName()
                        + " cannot be loaded: it is no library of Linux; export the FMU again");
            }
        }
    }

    Optional<MemorySegment> find(String function) {
        return symbols.find(function);
    }

    MemorySegment require(String function) throws FmuException {
        return find(function)
                .orElseThrow(() -> new FmuException("the FMU's library " + name + " has no function " + function
                        + ", which its description promises; export it again"));
    }

    @Override
    public void close() {
        arena.close();
    }
}
