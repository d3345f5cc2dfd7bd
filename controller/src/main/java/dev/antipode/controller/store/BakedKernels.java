package dev.antipode.controller.store;

import dev.antipode.controller.policy.TrainablePolicy;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelArchive;
import dev.antipode.core.kernel.KernelArchiveFile;
import dev.antipode.core.memory.Precision;
import dev.antipode.sim.TaskModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * The kernels of a task with a policy in a jar. It names what they were made for, and is refused, by the first difference,
 * where anything that decides their code is another.
 */
public final class BakedKernels {
    private static final String FORM = "1";

    private BakedKernels() {}

    /**
     * Writes what was recorded.
     *
     * @param file a jar, which is replaced as a whole
     * @param archive the recorder
     * @param task the task
     * @param policy the policy
     * @param precision of every number
     * @param arithmetic fused or unfused
     * @throws IOException if it cannot be written
     */
    public static void write(
            Path file,
            KernelArchive archive,
            TaskModel task,
            TrainablePolicy policy,
            Precision precision,
            Arithmetic arithmetic)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        KernelArchiveFile.write(archive, expected(task, policy, precision, arithmetic), bytes);
        AtomicFile.write(file, bytes.toByteArray());
    }

    /**
     * Reads a jar for a run.
     *
     * @param file a jar that {@link #write} made
     * @param task the run's task
     * @param policy the run's policy
     * @param precision the run's precision
     * @param arithmetic the run's arithmetic
     * @return the archive, to be bound to {@link KernelArchive#IN_USE} while the run is set up
     * @throws RefusedFileException if it is of another task, policy, precision, arithmetic, JDK or version of this library,
     *     or is cut short
     * @throws IOException if it cannot be read
     */
    public static KernelArchive read(
            Path file, TaskModel task, TrainablePolicy policy, Precision precision, Arithmetic arithmetic)
            throws IOException {
        Map<String, String> found;
        try {
            found = KernelArchiveFile.madeFor(file);
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException e) {
            throw new RefusedFileException(file, "is no jar, or is cut short: " + e.getMessage());
        }
        if (found.isEmpty()) {
            throw new RefusedFileException(file, "holds no kernels; './antipode bake' makes such a jar");
        }
        for (Map.Entry<String, String> needed :
                expected(task, policy, precision, arithmetic).entrySet()) {
            String value = found.getOrDefault(needed.getKey(), "nothing");
            if (!value.equals(needed.getValue())) {
                throw new RefusedFileException(
                        file,
                        "was baked for " + readable(needed.getKey(), value) + ", but this run has "
                                + readable(needed.getKey(), needed.getValue()) + "; bake it again");
            }
        }
        try {
            return KernelArchiveFile.read(file);
        } catch (IOException e) {
            throw new RefusedFileException(file, "is cut short or altered: " + e.getMessage());
        }
    }

    /**
     * Whether {@link #write} made a file, for whatever run.
     *
     * @param file of any kind, which may not exist
     * @return false for what is no jar or holds no kernels
     */
    public static boolean madeThat(Path file) {
        try {
            return !KernelArchiveFile.madeFor(file).isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * The kernels that earlier runs on this machine left for a run like this one; what they lack is recorded.
     *
     * @param file where they left them, as {@link #keptFile} names it; what is no jar for this run is left aside
     * @param task the run's task
     * @param policy the run's policy
     * @param precision the run's precision
     * @param arithmetic the run's arithmetic
     * @return an archive that serves and records
     */
    public static KernelArchive kept(
            Path file, TaskModel task, TrainablePolicy policy, Precision precision, Arithmetic arithmetic) {
        try {
            return read(file, task, policy, precision, arithmetic).growing();
        } catch (IOException e) {
            // There was no such run, or it was killed: this one writes the file anew.
            return KernelArchive.recorder().growing();
        }
    }

    /**
     * Where the kernels of runs like this one are kept.
     *
     * @param folder of all such files
     * @param task the run's task
     * @param policy the run's policy
     * @param precision the run's precision
     * @param arithmetic the run's arithmetic
     * @return a file of that folder, which may not exist
     */
    public static Path keptFile(
            Path folder, TaskModel task, TrainablePolicy policy, Precision precision, Arithmetic arithmetic) {
        return folder.resolve(task.name() + "-"
                + Integer.toHexString(
                        expected(task, policy, precision, arithmetic).hashCode()) + ".jar");
    }

    private static String readable(String attribute, String value) {
        String name = attribute.replace("Antipode-", "").replace('-', ' ').toLowerCase(Locale.ROOT);
        return name + " " + (value.length() > 16 ? value.substring(0, 16) : value);
    }

    /** Everything that decides the code, from the coarsest to the finest. */
    private static Map<String, String> expected(
            TaskModel task, TrainablePolicy policy, Precision precision, Arithmetic arithmetic) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("Antipode-Form", FORM);
        all.put("Antipode-Version", LibraryVersion.text());
        all.put("Antipode-Java-Release", String.valueOf(Runtime.version().feature()));
        all.put("Antipode-Task", task.name());
        all.put("Antipode-Precision", precision.toString());
        all.put("Antipode-Arithmetic", arithmetic.toString());
        all.put("Antipode-Task-Fingerprint", task.fingerprint());
        all.put("Antipode-Policy", policy.text());
        all.put("Antipode-Generator", generator());
        return all;
    }

    /** The code that generates kernels: between two versions it may change, too. */
    private static String generator() {
        CRC32 sum = new CRC32();
        try {
            Path code = Path.of(KernelArchive.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (Files.isRegularFile(code)) {
                sum.update(Files.readAllBytes(code));
            } else {
                for (Path file : classFiles(code)) {
                    sum.update(Files.readAllBytes(file));
                }
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("the code of this library cannot be read: " + e.getMessage(), e);
        }
        return Long.toHexString(sum.getValue());
    }

    private static List<Path> classFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .sorted()
                    .toList();
        }
    }
}
