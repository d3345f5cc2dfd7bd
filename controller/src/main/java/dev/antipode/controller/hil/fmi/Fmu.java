package dev.antipode.controller.hil.fmi;

import java.io.File;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An FMU whose library is loaded into this process: what it does there, it does to all of the process. */
public final class Fmu implements AutoCloseable {
    private final ModelDescription description;
    private final FmuLibrary library;
    private final Path folder;
    private final Runnable afterwards;
    private final List<FmuInstance> instances = new ArrayList<>();

    private Fmu(ModelDescription description, FmuLibrary library, Path folder, Runnable afterwards) {
        this.description = description;
        this.library = library;
        this.folder = folder;
        this.afterwards = afterwards;
    }

    /**
     * Unpacks and loads.
     *
     * @param file an FMU of FMI 2.0 or 3.0 for co-simulation
     * @return the FMU, to be closed
     * @throws IOException if it is none, has no library for this machine, or that cannot be loaded, saying why
     */
    public static Fmu open(Path file) throws IOException {
        FmuArchive archive = FmuArchive.unpack(file);
        try {
            return new Fmu(archive.description(), new FmuLibrary(archive.library()), archive.folder(), archive::close);
        } catch (IOException | RuntimeException e) {
            archive.close();
            throw e;
        }
    }

    /** Loads what another process has unpacked, and will delete. */
    static Fmu load(ModelDescription description, Path library, Path folder) throws IOException {
        return new Fmu(description, new FmuLibrary(library), folder, () -> {});
    }

    /**
     * Reads what an FMU says about itself; runs nothing of it.
     *
     * @param file the FMU
     * @return its description
     * @throws IOException if it is none, or of another kind, saying why
     */
    public static ModelDescription describe(Path file) throws IOException {
        return FmuArchive.describe(file);
    }

    /**
     * What the FMU says about itself.
     *
     * @return the same at every call
     */
    public ModelDescription description() {
        return description;
    }

    /**
     * Makes a running copy of the model.
     *
     * @param name of the copy, in the FMU's messages
     * @return the instance; closed with the FMU, if not before
     * @throws FmuException if the FMU refuses, or functions are missing, saying which
     */
    public FmuInstance instantiate(String name) throws FmuException {
        if (description.capabilities().onlyOnce() && !instances.isEmpty()) {
            throw new FmuException("FMU '" + description.modelName()
                    + "' can be instantiated only once in a process, which it has been; isolate it");
        }
        Path resources = folder.resolve("resources").toAbsolutePath();
        // Closed from whichever thread closes the instance.
        Arena arena = Arena.ofShared();
        try {
            FmuInstance made = switch (description.version()) {
                case FMI_2 -> new Fmu2(description, library, arena, name, uri(resources));
                case FMI_3 -> new Fmu3(description, library, arena, name, resources + File.separator);
            };
            instances.add(made);
            return made;
        } catch (FmuException | RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    private static String uri(Path folder) {
        String uri = folder.toUri().toString();
        return uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
    }

    /** Ends all instances, unloads the library and deletes what was unpacked. */
    @Override
    public void close() {
        instances.forEach(FmuInstance::close);
        library.close();
        afterwards.run();
    }
}
