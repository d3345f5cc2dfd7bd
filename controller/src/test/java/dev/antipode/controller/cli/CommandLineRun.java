package dev.antipode.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One command line, run in this JVM, with what it printed. */
record CommandLineRun(int code, String out, String err) {
    static CommandLineRun of(Object... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        String[] texts = new String[arguments.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = arguments[i].toString();
        }
        PrintStream outStream = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream errStream = new PrintStream(err, true, StandardCharsets.UTF_8);
        int code = Main.execute(new Console(outStream, errStream, false), texts);
        return new CommandLineRun(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** It did what it was asked for. */
    CommandLineRun done() {
        assertThat(code).as(err).isZero();
        return this;
    }

    /** It ended with this code and one sentence on standard error, without a stack trace and without output. */
    CommandLineRun refused(int expected, String... parts) {
        assertThat(code).as(err).isEqualTo(expected);
        List<String> lines =
                err.lines().filter(line -> line.startsWith("antipode: ")).toList();
        assertThat(lines).as(err).hasSize(1);
        assertThat(err).doesNotContain("\tat ").doesNotContain("Exception");
        assertThat(lines.get(0)).contains(parts);
        assertThat(out).isEmpty();
        return this;
    }
}
