package dev.antipode.controller.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Options that were given but would do nothing: who gave them expects something to happen. */
final class IdleOptions {
    private IdleOptions() {}

    /**
     * Refuses options that act through another one only, which was not given.
     *
     * @param command that takes them, while it is run
     * @param needed what they act through, such as {@code --excite KIND}
     * @param names of those that do
     */
    static void refuseWithout(CommandSpec command, String needed, String... names) {
        List<String> given = given(command, names);
        if (!given.isEmpty()) {
            String them = String.join(" and ", given);
            throw new RequestException(them + (given.size() == 1 ? " does" : " do") + " nothing without " + needed
                    + "; add it, or leave out " + them);
        }
    }

    /**
     * Refuses options that what is asked for has no use for.
     *
     * @param command that takes them, while it is run
     * @param why no use, as half a sentence, such as {@code a flight under ArduPilot has no episodes}
     * @param names of those that have none
     */
    static void refuseBecause(CommandSpec command, String why, String... names) {
        List<String> given = given(command, names);
        if (!given.isEmpty()) {
            throw new RequestException(why + "; leave out " + String.join(" and ", given));
        }
    }

    /** Those that stand on the command line, though it be with the value that they have without. */
    private static List<String> given(CommandSpec command, String... names) {
        var line = command.commandLine().getParseResult();
        return List.of(names).stream().filter(line::hasMatchedOption).toList();
    }
}
