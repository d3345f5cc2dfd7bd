package dev.antipode.controller.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that has commands of its own, such as {@code antipode hil}. */
@Command(mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND")
final class CommandGroup implements Runnable {
    private final Console console;

    @Spec
    private CommandSpec spec;

    private CommandGroup(Console console) {
        this.console = console;
    }

    static CommandLine line(Console console, String name, String description, Object... commands) {
        CommandLine line = new CommandLine(new CommandGroup(console));
        line.setCommandName(name);
        line.getCommandSpec().usageMessage().description(description);
        for (Object command : commands) {
            line.addSubcommand(command);
        }
        return line;
    }

    /** Says what there is, since none was named. */
    @Override
    public void run() {
        spec.commandLine().usage(console.err());
        throw new RequestException(spec.name() + " needs to be told what to do: "
                + String.join(" or ", spec.commandLine().getSubcommands().keySet()));
    }
}
