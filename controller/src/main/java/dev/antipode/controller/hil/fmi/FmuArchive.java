package dev.antipode.controller.hil.fmi;

import dev.antipode.controller.store.AtomicFile;
import dev.antipode.controller.store.RefusedFileException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * An FMU that is unpacked into a folder of its own, of which only this user can read: its description, its resources, and its library
 * for this machine. Entries that would leave the folder, and archives that unpack to more than a bound, are refused before anything
 * of them is run.
 */
final class FmuArchive implements AutoCloseable {
    private static final long MOST_BYTES = 2L << 30;
    private static final int MOST_ENTRIES = 100_000;
    private static final String BINARIES = "binaries/";

    private final Path folder;
    private final ModelDescription description;
    private final Path library;

    private FmuArchive(Path folder, ModelDescription description, Path library) {
        this.folder = folder;
        this.description = description;
        this.library = library;
    }

    /** Unpacks. */
    static FmuArchive unpack(Path fmu) throws IOException {
        requireFile(fmu);
        return unpack(fmu, Files.createTempDirectory("antipode-fmu"), MOST_BYTES);
    }

    /** Unpacks within a bound into a folder that is empty, and that is deleted where this fails. */
    static FmuArchive unpack(Path fmu, Path folder, long mostBytes) throws IOException {
        try (ZipFile zip = new ZipFile(fmu.toFile())) {
            ModelDescription description = describe(fmu, zip);
            List<ZipEntry> wanted = new ArrayList<>();
            String platform = select(fmu, zip, folder, description, wanted);
            unpack(fmu, zip, folder, wanted, mostBytes);
            // A path that ends with a separator is handed to the FMU, so it must be there.
            Files.createDirectories(folder.resolve("resources"));
            return new FmuArchive(folder, description, library(folder, description, platform));
        } catch (ZipException | EOFException e) {
            delete(folder);
            throw refused(fmu, "is no FMU: " + e.getMessage(), e);
        } catch (FileSystemException e) {
            // Two entries that cannot both be there, or a name that no file can have.
            delete(folder);
            throw refused(
                    fmu,
                    "cannot be unpacked: " + folder.relativize(Path.of(e.getFile())) + ": " + AtomicFile.reason(e),
                    e);
        } catch (IOException | RuntimeException e) {
            delete(folder);
            throw e;
        }
    }

    private static RefusedFileException refused(Path fmu, String defect, IOException cause) {
        RefusedFileException refused = new RefusedFileException(fmu, defect);
        refused.initCause(cause);
        return refused;
    }

    private static void requireFile(Path fmu) throws RefusedFileException {
        if (!Files.isRegularFile(fmu)) {
            throw new RefusedFileException(fmu, "is no file; name an FMU, such as plant.fmu");
        }
    }

    /** The description alone, of an archive that stays packed. */
    static ModelDescription describe(Path fmu) throws IOException {
        requireFile(fmu);
        try (ZipFile zip = new ZipFile(fmu.toFile())) {
            return describe(fmu, zip);
        } catch (ZipException | EOFException e) {
            throw refused(fmu, "is no FMU: " + e.getMessage(), e);
        }
    }

    private static ModelDescription describe(Path fmu, ZipFile zip) throws IOException {
        ZipEntry entry = zip.getEntry(ModelDescriptionReader.NAME);
        if (entry == null) {
            throw new RefusedFileException(fmu, "is no FMU: it has no " + ModelDescriptionReader.NAME);
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return ModelDescriptionReader.read(fmu, in);
        }
    }

    /** Collects the entries to unpack, and returns the folder of this machine's library. */
    private static String select(
            Path fmu, ZipFile zip, Path folder, ModelDescription description, List<ZipEntry> wanted)
            throws IOException {
        FmuPlatform here = FmuPlatform.here(description.version());
        TreeSet<String> platforms = new TreeSet<>();
        List<ZipEntry> all = new ArrayList<>();
        Enumeration<? extends ZipEntry> entries = zip.entries();
        while (entries.hasMoreElements()) {
            ZipEntry entry = entries.nextElement();
            inside(fmu, folder, entry.getName());
            String[] parts = entry.getName().split("/", 3);
            if (entry.getName().startsWith(BINARIES) && parts.length > 2) {
                platforms.add(parts[1]);
            }
            all.add(entry);
            if (all.size() > MOST_ENTRIES) {
                throw new RefusedFileException(
                        fmu, "has more than " + MOST_ENTRIES + " entries, the most that is read");
            }
        }
        String platform = here.folders().stream()
                .filter(name ->
                        zip.getEntry(BINARIES + name + "/" + description.modelIdentifier() + here.suffix()) != null)
                .findFirst()
                .orElse("");
        if (platform.isEmpty()) {
            throw new RefusedFileException(
                    fmu,
                    "has no library " + description.modelIdentifier() + here.suffix() + " for "
                            + here.folders().getFirst() + ", which this machine is; "
                            + (platforms.isEmpty()
                                    ? "it has none at all: export it with binaries"
                                    : "it has folders for " + String.join(", ", platforms)));
        }
        for (ZipEntry entry : all) {
            String name = entry.getName();
            boolean other = name.startsWith(BINARIES) && !name.startsWith(BINARIES + platform + "/");
            if (!entry.isDirectory() && !other && !name.startsWith("sources/") && !name.startsWith("documentation/")) {
                wanted.add(entry);
            }
        }
        return platform;
    }

    private static Path inside(Path fmu, Path folder, String name) throws RefusedFileException {
        Path target = null;
        try {
            target = folder.resolve(name).normalize();
        } catch (java.nio.file.InvalidPathException e) {
            // Refused below.
        }
        boolean within = target != null && target.startsWith(folder);
        // Archives may list the folder itself, but as a folder: a file cannot take its place.
        if (!within || (target.equals(folder) && !name.endsWith("/")) || name.contains("\\")) {
            throw new RefusedFileException(
                    fmu, "is refused: its entry '" + name + "' would be unpacked outside of its folder");
        }
        return target;
    }

    private static void unpack(Path fmu, ZipFile zip, Path folder, List<ZipEntry> wanted, long mostBytes)
            throws IOException {
        long left = mostBytes;
        for (ZipEntry entry : wanted) {
            Path target = inside(fmu, folder, entry.getName());
            Files.createDirectories(target.getParent());
            try (InputStream in = zip.getInputStream(entry)) {
                left -= Files.copy(new BoundedInput(in, left), target, StandardCopyOption.REPLACE_EXISTING);
            } catch (BoundedInput.TooLong e) {
                throw new RefusedFileException(
                        fmu, "is refused: it unpacks to more than " + mostBytes + " bytes, the most that is taken");
            }
        }
    }

    private static Path library(Path folder, ModelDescription description, String platform) {
        return folder.resolve(BINARIES)
                .resolve(platform)
                .resolve(description.modelIdentifier()
                        + FmuPlatform.here(description.version()).suffix());
    }

    Path folder() {
        return folder;
    }

    ModelDescription description() {
        return description;
    }

    Path library() {
        return library;
    }

    @Override
    public void close() {
        try {
            delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes a folder with all that is in it. */
    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
