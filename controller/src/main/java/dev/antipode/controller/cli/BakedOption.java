package dev.antipode.controller.cli;

import dev.antipode.controller.policy.TrainablePolicy;
import dev.antipode.controller.store.BakedKernels;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelArchive;
import dev.antipode.core.memory.Precision;
import dev.antipode.sim.TaskModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/**
 * Kernels that {@code antipode bake} made ahead of time; else those that earlier runs left in the folder that the launcher names, where
 * it names one.
 */
final class BakedOption {
    /** What is done with the kernels. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    /** The system property that names a folder for what runs leave to later ones; kept as long as the program is not built anew. */
    static final String KEPT = "antipode.kernels";

    @Option(
            names = "--baked",
            paramLabel = "JAR",
            description = "Kernels made ahead of time by 'antipode bake'. The same bits, and a shorter start.")
    private Path jar;

    /** Does work whose kernels come from the jar where it has them. */
    <T> T during(
            Console console,
            CommonOptions common,
            TaskModel task,
            TrainablePolicy policy,
            Precision precision,
            Arithmetic arithmetic,
            Work<T> work)
            throws IOException {
        if (jar == null) {
            String folder = System.getProperty(KEPT);
            return folder == null
                    ? work.run()
                    : keeping(
                            BakedKernels.keptFile(Path.of(folder), task, policy, precision, arithmetic),
                            task,
                            policy,
                            precision,
                            arithmetic,
                            work);
        }
        KernelArchive archive = BakedKernels.read(jar, task, policy, precision, arithmetic);
        T result = ScopedValue.where(KernelArchive.IN_USE, archive).call(work::run);
        console.say(
                common,
                archive.served() + " of " + (archive.served() + archive.compiled()) + " kernels came from " + jar
                        + ".");
        return result;
    }

    private static <T> T keeping(
            Path file, TaskModel task, TrainablePolicy policy, Precision precision, Arithmetic arithmetic, Work<T> work)
            throws IOException {
        KernelArchive archive = BakedKernels.kept(file, task, policy, precision, arithmetic);
        T result = ScopedValue.where(KernelArchive.IN_USE, archive).call(work::run);
        if (archive.grown()) {
            try {
                Files.createDirectories(file.getParent());
                BakedKernels.write(file, archive, task, policy, precision, arithmetic);
            } catch (IOException e) {
                // Nothing depends on it: the next start takes as long as this one.
                System.getLogger(BakedOption.class.getName())
                        .log(System.Logger.Level.DEBUG, "Kernels were not kept", e);
            }
        }
        return result;
    }
}
