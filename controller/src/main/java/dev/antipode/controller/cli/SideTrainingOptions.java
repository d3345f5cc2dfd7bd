package dev.antipode.controller.cli;

import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Training that goes on beside the loop. */
final class SideTrainingOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--train",
            description =
                    "Train on while the loop runs, on the model of the task; better parameters go live through a gate:"
                            + " validation, shadow, probation. Begins after a quarter of the run, so that it can be seen what it costs.")
    private boolean train;

    @Option(
            names = "--train-threads",
            paramLabel = "N",
            defaultValue = "1",
            description = "Worker threads of the training. Default: ${DEFAULT-VALUE}.")
    private int threads;

    @Option(
            names = "--train-budget",
            paramLabel = "BYTES",
            converter = ByteSize.class,
            description = "The most memory that the training may take off the heap. Default: that of the profile.")
    private Long budget;

    @Option(
            names = "--keep",
            paramLabel = "FILE",
            description =
                    "Where the last parameters that passed their probation are saved. Default: beside FILE, with -live in"
                            + " its name.")
    private Path keep;

    /** Refuses what says how to train where it is not asked for. */
    void check() {
        if (!train) {
            IdleOptions.refuseWithout(command, "--train", "--train-threads", "--train-budget", "--keep");
        }
    }

    boolean wanted() {
        return train;
    }

    int threads() {
        return threads;
    }

    long budgetBytes(long otherwise) {
        return budget == null ? otherwise : budget;
    }

    Path keep(Path file) {
        if (keep != null) {
            return keep;
        }
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        String live = dot < 0 ? name + "-live" : name.substring(0, dot) + "-live" + name.substring(dot);
        return file.resolveSibling(live);
    }
}
