package dev.antipode.controller.hil.fmi;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The pendulum of {@code pendulum.c} as an FMU, compiled by gcc for this machine. */
public final class TestFmu {
    private TestFmu() {}

    /** Whether gcc can be started. */
    public static boolean compilerPresent() {
        try {
            Process process = new ProcessBuilder("gcc", "--version")
                    .redirectErrorStream(true)
                    .start();
            process.getInputStream().readAllBytes();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Skips the test where there is no compiler. */
    public static void assumeCompiler() {
        assumeTrue(compilerPresent(), "gcc is not on the PATH, so there is no FMU to test with");
    }

    /** Builds one into a folder. */
    public static Path build(Path folder, FmiVersion version, String... macros) throws IOException {
        return buildDescribed(folder, version, text(xml(version)), macros);
    }

    /** Builds one with another description. */
    public static Path buildDescribed(Path folder, FmiVersion version, String description, String... macros)
            throws IOException {
        assumeCompiler();
        Path build = Files.createTempDirectory(folder, "build");
        Path source = build.resolve("pendulum.c");
        Files.writeString(source, text("pendulum.c"));
        Path library = build.resolve("pendulum.so");
        List<String> command = new ArrayList<>(
                List.of("gcc", "-O2", "-fPIC", "-shared", "-ffp-contract=off", "-o", library.toString()));
        for (String macro : macros) {
            command.add("-D" + macro);
        }
        command.addAll(List.of(source.toString(), "-lm"));
        run(command);
        FmuPlatform here = FmuPlatform.here(version);
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("modelDescription.xml", description.getBytes(StandardCharsets.UTF_8));
        entries.put("binaries/" + here.folders().getFirst() + "/pendulum" + here.suffix(), Files.readAllBytes(library));
        entries.put("resources/note.txt", "a resource".getBytes(StandardCharsets.UTF_8));
        entries.put("documentation/index.html", "not unpacked".getBytes(StandardCharsets.UTF_8));
        return zip(build.resolve("pendulum.fmu"), entries);
    }

    /** The name of the description's resource. */
    static String xml(FmiVersion version) {
        return version == FmiVersion.FMI_2 ? "pendulum2.xml" : "pendulum3.xml";
    }

    /** A resource of this package. */
    public static String text(String name) throws IOException {
        try (InputStream in = TestFmu.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Writes an archive. */
    static Path zip(Path file, Map<String, byte[]> entries) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
                out.closeEntry();
            }
        }
        return file;
    }

    private static void run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IOException(String.join(" ", command) + " failed: " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
