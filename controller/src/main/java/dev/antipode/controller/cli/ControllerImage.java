package dev.antipode.controller.cli;

import dev.antipode.controller.store.AtomicFile;
import dev.antipode.core.kernel.JvmFlags;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A folder that runs one saved controller on a device of this machine's platform: a Java runtime without the incubator module, the
 * program, the controller, its kernels as scalar code, and the JVM's ahead-of-time cache of all classes of a start (JEP 483; it
 * works because no incubator module is in the graph).
 */
final class ControllerImage {
    static final String KERNELS = "kernels.jar";
    static final String CONTROLLER = "controller.safetensors";
    private static final String CACHE = "classes.aot";
    private static final String OPTIONS = "run.jvmopts";
    private static final String RUNTIME = "runtime";
    private static final String MAIN = Main.class.getName();
    private static final int REHEARSED_TICKS = 10;

    /** What the program reads of the JDK where vectors are left out. */
    private static final String JDK_MODULES =
            "java.base,java.management,java.xml,jdk.jfr,jdk.management,jdk.unsupported";

    /**
     * For a start that is short and a process that is small: one quick compiler, as scalar kernels need no other; a heap that grows
     * only where a task needs it; memory that the compiler has done with goes back to the system. It would need the most of it for two
     * methods of the JDK that only a start calls.
     */
    private static final List<String> JVM_OPTIONS = List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-XX:ReservedCodeCacheSize=16m",
            "-XX:TrimNativeHeapInterval=1000",
            "-Xss512k",
            "-Xms6m",
            "-Xmn2m",
            "-Xmx64m",
            "-XX:CompileCommand=quiet",
            "-XX:CompileCommand=" + JvmFlags.CALL_LANE_MEMORY,
            "-XX:CompileCommand=exclude,jdk.internal.classfile.impl.StackMapGenerator::processBlock",
            "-XX:CompileCommand=exclude,jdk.internal.classfile.impl.StackCounter::<init>",
            "-Xlog:aot*=off",
            "-Xlog:cds*=off",
            "--enable-native-access=ALL-UNNAMED");

    private final Path jdk;
    private final Path folder;

    /**
     * @param jdk what the runtime is made from
     * @param folder to be made
     */
    ControllerImage(Path jdk, Path folder) {
        this.jdk = jdk;
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** Makes the folder; returns its size in bytes. */
    long make(Path controller, Deployed deployed, String classpath) throws IOException {
        Path jlink = jdk.resolve("bin").resolve(File.separatorChar == '/' ? "jlink" : "jlink.exe");
        if (!Files.isExecutable(jlink)) {
            throw new RequestException("the Java runtime in " + jdk
                    + " has no jlink; an image is made by a whole JDK 25, as JAVA_HOME names one");
        }
        if (Files.exists(folder) && !isEmpty(folder)) {
            throw new RequestException("--image " + folder + " is not empty; name a new folder");
        }
        Files.createDirectories(folder.resolve("bin"));
        run(
                "jlink",
                List.of(
                        jlink.toString(),
                        "--add-modules",
                        JDK_MODULES,
                        "--strip-debug",
                        "--no-header-files",
                        "--no-man-pages",
                        "--output",
                        folder.resolve(RUNTIME).toString()));
        Files.copy(controller, folder.resolve(CONTROLLER));
        List<String> jars = new ImageCode(folder.resolve("jars")).copy(classpath);
        write(OPTIONS, String.join("\n", JVM_OPTIONS) + "\n");
        Path launcher = write("bin/run", launcher(jars));
        if (!launcher.toFile().setExecutable(true, false)) {
            throw new IOException("cannot make " + launcher + " executable");
        }
        // The image's own JVM decides how large the methods of a kernel may be.
        String kernels = folder.resolve(KERNELS).toString();
        String saved = folder.resolve(CONTROLLER).toString();
        run("bake", java(jars, List.of(), "bake", saved, "--out", kernels));
        double seconds = REHEARSED_TICKS * deployed.controller().timing().periodSeconds();
        // What was called how often tells nothing to the quick compiler.
        List<String> cache = List.of(
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:-AOTRecordTraining",
                "-XX:AOTCacheOutput=" + folder.resolve(CACHE));
        run(
                "ahead-of-time cache",
                java(jars, cache, "run", saved, "--baked", kernels, "--seconds", String.valueOf(seconds)));
        if (!Files.isRegularFile(folder.resolve(CACHE))) {
            throw new IOException("the JVM made no ahead-of-time cache in " + folder);
        }
        return size();
    }

    private List<String> java(List<String> jars, List<String> more, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(folder.resolve(RUNTIME).resolve("bin").resolve("java").toString());
        command.addAll(JVM_OPTIONS);
        command.addAll(more);
        command.add("-cp");
        command.add(jars.stream()
                .map(jar -> folder.resolve("jars").resolve(jar).toString())
                .collect(Collectors.joining(File.pathSeparator)));
        command.add(MAIN);
        command.addAll(List.of(arguments));
        return command;
    }

    /** The class path is written out: the cache holds for jars in this order alone. */
    private static String launcher(List<String> jars) {
        String classpath = jars.stream().map(jar -> "$image/jars/" + jar).collect(Collectors.joining(":"));
        return """
                #!/bin/sh
                # Runs the controller of this folder; further arguments are those of 'antipode run'.
                # ANTIPODE_JVM_OPTIONS: further JVM options. Copy the folder with the times of its files: the cache of classes is
                # left aside where a jar is not the one that it was made from, and the start takes longer.
                self=$0
                while [ -L "$self" ]; do
                  link=$(readlink "$self")
                  case $link in /*) self=$link ;; *) self=$(dirname "$self")/$link ;; esac
                done
                image=$(cd "$(dirname "$self")/.." && pwd -P) || exit 2
                export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX-1}"
                set -f
                # shellcheck disable=SC2086
                exec "$image/%s/bin/java" "@$image/%s" "-XX:AOTCache=$image/%s" ${ANTIPODE_JVM_OPTIONS-} \\
                  -cp "%s" \\
                  %s run "$image/%s" --baked "$image/%s" "$@"
                """.formatted(RUNTIME, OPTIONS, CACHE, classpath, MAIN, CONTROLLER, KERNELS);
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
        return file;
    }

    /** Runs a program to its end; what it says is told only where it fails. */
    private static void run(String step, List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException("the image could not be made: " + step + " failed: "
                        + said.strip().lines().reduce("", (_, last) -> last));
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + step + " ran", e);
        }
    }

    private static boolean isEmpty(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return false;
        }
        try (Stream<Path> entries = Files.list(path)) {
            return entries.findAny().isEmpty();
        }
    }

    private long size() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(Path::toFile)
                    .filter(File::isFile)
                    .mapToLong(File::length)
                    .sum();
        }
    }
}
