package dev.antipode.bench;

import dev.antipode.controller.TrainingOptions;
import dev.antipode.controller.policy.TrainablePolicy;
import dev.antipode.controller.store.ControllerFile;
import dev.antipode.controller.store.LibraryVersion;
import dev.antipode.controller.store.TrainingRecord;
import dev.antipode.controller.train.TrainedController;
import dev.antipode.sim.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** A controller file of a task's default policy with its initial parameters, to be read again and again. */
final class SavedController implements AutoCloseable {
    private final Path folder;
    private final Path file;
    private final TrainedController written;

    SavedController(String task) throws IOException {
        TrainingOptions options = TrainingOptions.of(
                Registry.load(SavedController.class.getClassLoader()).task(task));
        TrainablePolicy policy = options.policy().forTask(options.task());
        int observations = options.task().observations().size();
        double[] ones = new double[observations];
        Arrays.fill(ones, 1);
        written = new TrainedController(
                task,
                options.task().fingerprint(),
                options.task().timing(),
                options.task().observations(),
                options.task().plant().inputs(),
                policy.text(),
                policy.fingerprint(),
                policy.tensors(),
                options.learning().precision(),
                BenchSetting.arithmetic(),
                policy.initialParameters(1),
                new double[observations],
                ones);
        folder = Files.createTempDirectory("antipode-bench");
        file = folder.resolve("controller.safetensors");
        new ControllerFile(written, new TrainingRecord(LibraryVersion.text(), Map.of(), 1, 0, 1, 1, 1, 1)).write(file);
    }

    /** Reads and checks the file. */
    TrainedController load() throws IOException {
        return ControllerFile.read(file).controller();
    }

    /** Whether what is read is what was written, parameters rounded to the run's precision. */
    boolean sameAsWritten() throws IOException {
        TrainedController read = load();
        boolean same = read.taskFingerprint().equals(written.taskFingerprint())
                && read.policy().equals(written.policy())
                && read.parameters().length == written.parameters().length;
        for (int i = 0; same && i < read.parameters().length; i++) {
            same = (float) read.parameters()[i] == (float) written.parameters()[i];
        }
        return same;
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
        Files.deleteIfExists(folder);
    }
}
