package dev.antipode.controller.cli;

import dev.antipode.controller.store.Json;
import java.io.PrintStream;

/**
 * Where a command prints: results on standard output, everything else on standard error.
 *
 * @param out standard output
 * @param err standard error
 * @param terminal whether a person watches, so that a progress bar makes sense
 */
record Console(PrintStream out, PrintStream err, boolean terminal) {
    /** One object on one line of standard output. */
    void json(Object value) {
        out.print(Json.line(value) + "\n");
        out.flush();
    }

    /** A line for people about how the run is going. */
    void say(CommonOptions options, String line) {
        if (!options.quiet) {
            err.print(line + "\n");
            err.flush();
        }
    }
}
