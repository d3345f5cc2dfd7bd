package dev.antipode.controller.cli;

import dev.antipode.controller.Antipode;
import dev.antipode.controller.TrainingOptions;
import dev.antipode.controller.policy.PolicyDesign;
import dev.antipode.controller.policy.TrainablePolicy;
import dev.antipode.controller.store.BakedKernels;
import dev.antipode.controller.train.Evaluator;
import dev.antipode.controller.train.ExecutionSettings;
import dev.antipode.controller.train.TrainedController;
import dev.antipode.core.kernel.KernelArchive;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Tile;
import dev.antipode.sim.TaskModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code antipode bake}. */
@Command(
        name = "bake",
        mixinStandardHelpOptions = true,
        description = {
            "Writes the kernels of a saved controller and its task into a jar, as class files for scalar code and every width "
                    + "of vectors, so that a device compiles no graph when it starts.",
            "Give the jar to run, train and evaluate with --baked. It is for one task, policy, precision, arithmetic, Java release "
                    + "and version of Antipode, and is refused for any other."
        })
final class BakeCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private CommonOptions common;

    @Mixin
    private ExecutionOptions execution;

    @Parameters(index = "0", paramLabel = "FILE", description = "A controller.safetensors.")
    private Path file;

    @Option(
            names = "--out",
            paramLabel = "JAR",
            description =
                    "A new file, or an older jar of bake, which is replaced. Default: kernels.jar beside the controller.")
    private Path out;

    @Option(
            names = "--image",
            paramLabel = "DIR",
            description =
                    "Makes a folder instead that runs the controller on a device of this machine's platform, with a Java runtime"
                            + " of its own and scalar kernels: short to start, and small. Its command is bin/run, with the options of run.")
    private Path image;

    BakeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Deployed deployed = Deployed.load(file, common);
        if (image != null) {
            return image(deployed);
        }
        Path jar = out == null ? file.resolveSibling("kernels.jar") : out;
        // What was baked can be baked again, whatever became of it since; any other file would be lost.
        if (!BakedKernels.madeThat(jar)) {
            NewFile.require("--out", jar);
        }
        TrainedController controller = deployed.controller();
        TaskModel task = deployed.task();
        TrainablePolicy policy = deployed.policy();
        PolicyDesign design = Antipode.policy(controller.policy(), deployed.loader());
        ExecutionSettings settings = execution
                .settings(
                        Host.profile(common, console), controller.arithmetic(), 0, task, policy, controller.precision())
                .withKernels(KernelMode.SCALAR);
        KernelArchive archive = KernelArchive.recorder();
        ScopedValue.where(KernelArchive.IN_USE, archive).run(() -> {
            // What runs it, what evaluates it, alone or with other lanes, and what trains it further.
            double period = controller.timing().periodSeconds();
            ServiceOptions.simulator(deployed, settings, period, common.seed).close();
            deployed.compile(policy, 1, settings).close();
            for (int lanes : new int[] {settings.lanes(), Tile.LANE_MULTIPLE}) {
                Evaluator.evaluate(task, policy, controller, common.seed, 1, settings.withLanes(lanes));
            }
            TrainingOptions training = TrainingOptions.of(task)
                    .withPolicy(design)
                    .withLearning(learning -> learning.withPrecision(controller.precision()))
                    .withExecution(_ -> settings);
            Antipode.trainer(training, policy).close();
        });
        BakedKernels.write(jar, archive, task, policy, controller.precision(), controller.arithmetic());
        if (common.json) {
            Map<String, Object> done = new LinkedHashMap<>();
            done.put("jar", jar.toString());
            done.put("kernels", archive.size());
            done.put("bytes", Files.size(jar));
            console.json(done);
        } else {
            console.out().println(jar + ": " + archive.size() + " kernels, " + Files.size(jar) + " bytes");
        }
        return ExitCode.DONE;
    }

    private int image(Deployed deployed) throws IOException {
        if (out != null) {
            throw new RequestException("--image makes its own jar of kernels; leave out --out");
        }
        long bytes = new ControllerImage(Path.of(System.getProperty("java.home")), image)
                .make(file, deployed, common.classpath);
        if (common.json) {
            Map<String, Object> done = new LinkedHashMap<>();
            done.put("image", image.toString());
            done.put("bytes", bytes);
            console.json(done);
        } else {
            console.out()
                    .println(image + ": " + MemoryPlan.readable(bytes) + ", started by " + image.resolve("bin/run"));
        }
        return ExitCode.DONE;
    }
}
