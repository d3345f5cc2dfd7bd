package dev.antipode.controller.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code antipode profiles}, which has commands of its own. */
@Command(
        name = "profiles",
        mixinStandardHelpOptions = true,
        description = "Lists, shows, checks and detects device profiles.",
        synopsisSubcommandLabel = "COMMAND")
final class ProfilesCommand implements Runnable {
    private final Console console;

    @Spec
    private CommandSpec spec;

    private ProfilesCommand(Console console) {
        this.console = console;
    }

    static CommandLine line(Console console) {
        CommandLine line = new CommandLine(new ProfilesCommand(console));
        line.addSubcommand(new ProfilesListCommand(console));
        line.addSubcommand(new ProfilesShowCommand(console));
        line.addSubcommand(new ProfilesValidateCommand(console));
        line.addSubcommand(new ProfilesDetectCommand(console));
        return line;
    }

    /** Says what there is, since none was named. */
    @Override
    public void run() {
        spec.commandLine().usage(console.err());
        throw new RequestException("profiles needs to be told what to do: list, show NAME, validate FILE or detect");
    }
}
