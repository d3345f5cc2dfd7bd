package dev.antipode.controller.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * What commands do at their start, each done once in one JVM, which writes down the classes that it met for its ahead-of-time cache
 * (JEP 483). To be run with {@code -Dantipode.vectors=none}: classes of an incubator module cannot be in such a cache.
 */
final class Rehearsal {
    private Rehearsal() {}

    /**
     * Trains, judges and runs a controller.
     *
     * @param arguments a folder to work in
     */
    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        String controller =
                folder.resolve("first").resolve("controller.safetensors").toString();
        List<List<String>> commands = List.of(
                List.of("tasks"),
                // The second time with the kernels that the first one kept.
                train(folder.resolve("first")),
                train(folder.resolve("second")),
                List.of("evaluate", controller, "--episodes", "16"),
                List.of("run", controller, "--seconds", "0.1"));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (PrintStream paper = new PrintStream(said, false, StandardCharsets.UTF_8)) {
            for (List<String> command : commands) {
                int code = Main.execute(new Console(paper, paper, false), command.toArray(String[]::new));
                if (code != ExitCode.DONE) {
                    paper.flush();
                    System.err.println(said.toString(StandardCharsets.UTF_8));
                    System.exit(code);
                }
            }
        }
    }

    private static List<String> train(Path folder) {
        return List.of("train", "cart-pole", "--generations", "2", "--timings", "--out", folder.toString());
    }
}
