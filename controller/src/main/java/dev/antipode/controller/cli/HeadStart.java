package dev.antipode.controller.cli;

import dev.antipode.controller.Antipode;
import dev.antipode.sim.Registry;
import dev.antipode.sim.TaskModel;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * What a run asks first of its device and of its task, on a thread of its own while the command line is read: a start has
 * work for two cores. Nothing depends on it: what fails here fails again where it is needed, and is refused there in the words for it.
 */
final class HeadStart {
    private final String name;
    private final FutureTask<TaskModel> task;

    private HeadStart(String name) {
        this.name = name;
        this.task = new FutureTask<>(
                () -> Registry.load(HeadStart.class.getClassLoader()).task(name));
    }

    /** Of a command line that begins with {@code train TASK} or {@code run}; of another one, nothing. */
    static HeadStart of(String... arguments) {
        String command = arguments.length == 0 ? "" : arguments[0];
        boolean training = command.equals("train") && arguments.length > 1 && !arguments[1].startsWith("-");
        HeadStart start = new HeadStart(training ? arguments[1] : "");
        if (training || command.equals("run")) {
            Thread.ofPlatform()
                    .daemon(true)
                    .name("antipode-head-start")
                    .uncaughtExceptionHandler((_, _) -> {})
                    .start(start::look);
        }
        return start;
    }

    private void look() {
        Host.here();
        if (!name.isEmpty()) {
            task.run();
        }
        // The first logger of a JVM takes its time to find out where events go.
        System.getLogger(Antipode.class.getName());
    }

    /** The task as the program itself knows it, if that is what was asked for. */
    Optional<TaskModel> task(String asked) {
        if (name.isEmpty() || !name.equals(asked)) {
            return Optional.empty();
        }
        task.run();
        try {
            return Optional.of(task.get());
        } catch (ExecutionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
