package dev.antipode.controller.cli;

import dev.antipode.controller.policy.TrainablePolicy;
import dev.antipode.controller.store.BakedKernels;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelArchive;
import dev.antipode.core.memory.Precision;
import dev.antipode.sim.TaskModel;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Kernels that {@code antipode bake} made ahead of time. */
final class BakedOption {
    /** What is done with the kernels. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

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
            return work.run();
        }
        KernelArchive archive = BakedKernels.read(jar, task, policy, precision, arithmetic);
        T result = ScopedValue.where(KernelArchive.IN_USE, archive).call(work::run);
        console.say(
                common,
                archive.served() + " of " + (archive.served() + archive.compiled()) + " kernels came from " + jar
                        + ".");
        return result;
    }
}
