package dev.antipode.controller.cli;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/** Where runs go unless the command line says. */
final class RunNames {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    private RunNames() {}

    /** {@code runs/NAME-<time>}; a task may be named by its class. */
    static Path folder(String name) {
        return Path.of("runs", name.replaceAll("[^A-Za-z0-9._-]", "_") + "-" + STAMP.format(LocalDateTime.now()));
    }
}
