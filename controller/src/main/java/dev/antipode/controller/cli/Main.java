package dev.antipode.controller.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point of the {@code antipode} command. */
@Command(
        name = "antipode",
        mixinStandardHelpOptions = true,
        version = "antipode 0.1.0",
        description = "Controllers that train themselves on the device that runs them.")
public final class Main implements Runnable {

    /** Creates the command; picocli fills in its options. */
    public Main() {}

    /** Prints the usage text, since no command was named. */
    @Override
    public void run() {
        CommandLine.usage(this, System.err);
    }

    /**
     * Runs the command and ends the process with its exit code: 0 done, 1 the run failed, 2 the request was wrong.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }
}
