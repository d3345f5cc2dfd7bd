package dev.antipode.controller.cli;

import dev.antipode.controller.Antipode;
import dev.antipode.controller.loop.CompiledController;
import dev.antipode.controller.policy.TrainablePolicy;
import dev.antipode.controller.store.ControllerFile;
import dev.antipode.controller.store.Fit;
import dev.antipode.controller.train.ExecutionSettings;
import dev.antipode.controller.train.TrainedController;
import dev.antipode.sim.Policy;
import dev.antipode.sim.Registry;
import dev.antipode.sim.TaskModel;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A saved controller with what is needed to put it into service.
 *
 * @param controller as it was saved
 * @param task that it was trained for
 * @param policy that takes its parameters
 * @param loader where classes of the user are
 */
record Deployed(TrainedController controller, TaskModel task, TrainablePolicy policy, ClassLoader loader) {
    /** Reads a file; refuses one that was made for something else. */
    static Deployed load(Path file, CommonOptions common) throws IOException {
        TrainedController controller = ControllerFile.read(file).controller();
        ClassLoader loader = UserJars.loader(common.classpath);
        TaskModel task = controller.trainedFor(Registry.load(loader).task(controller.task()));
        Fit.require(file, controller, task);
        TrainablePolicy policy = Antipode.policy(controller.policy(), loader).forTask(task);
        if (!policy.fingerprint().equals(controller.policyFingerprint())) {
            throw new RequestException("the controller's policy is " + controller.policyFingerprint()
                    + ", but the task needs " + policy.fingerprint() + "; train it again");
        }
        return new Deployed(controller, task, policy, loader);
    }

    /** Compiles a policy, such as that of the controller or a law in its place, for its signals and arithmetic. */
    CompiledController compile(Policy compiled, int instances, ExecutionSettings execution) {
        return new CompiledController(
                compiled,
                controller.observations(),
                controller.inputs(),
                controller.precision(),
                controller.arithmetic(),
                execution.kernels(),
                instances,
                execution.budgetBytes());
    }
}
