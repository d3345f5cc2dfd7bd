package dev.antipode.controller.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code antipode hil}, which has commands of its own. */
@Command(
        name = "hil",
        mixinStandardHelpOptions = true,
        description = "Hardware in the loop: plants on links.",
        synopsisSubcommandLabel = "COMMAND")
final class HilCommand implements Runnable {
    private final Console console;

    @Spec
    private CommandSpec spec;

    private HilCommand(Console console) {
        this.console = console;
    }

    static CommandLine line(Console console) {
        CommandLine line = new CommandLine(new HilCommand(console));
        line.addSubcommand(new HilTestCommand(console));
        line.addSubcommand(new HilServeCommand(console));
        return line;
    }

    /** Says what there is, since none was named. */
    @Override
    public void run() {
        spec.commandLine().usage(console.err());
        throw new RequestException("hil needs to be told what to do: "
                + String.join(" or ", spec.commandLine().getSubcommands().keySet()));
    }
}
