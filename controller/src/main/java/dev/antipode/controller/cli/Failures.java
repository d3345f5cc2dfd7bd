package dev.antipode.controller.cli;

import dev.antipode.controller.store.AtomicFile;
import dev.antipode.controller.store.RefusedFileException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;

/** Turns whatever went wrong into one sentence on standard error and an exit code. */
final class Failures {
    private Failures() {}

    static int report(Throwable failure, PrintStream err, boolean debug) {
        err.println("antipode: " + sentence(failure));
        if (debug) {
            failure.printStackTrace(err);
        }
        err.flush();
        return exitCode(failure);
    }

    static int exitCode(Throwable failure) {
        return switch (failure) {
            // Constructors and compilers refuse what they are given with an IllegalArgumentException that says what to
            // do.
            case IllegalArgumentException _, RequestException _, RefusedFileException _ -> ExitCode.WRONG_REQUEST;
            default -> ExitCode.FAILED;
        };
    }

    /** What went wrong in one sentence, without a full stop. */
    static String sentence(Throwable failure) {
        return switch (failure) {
            case OutOfMemoryError e ->
                "the Java heap is full (" + oneLine(e) + "); give the JVM more, such as ANTIPODE_JVM_OPTIONS=-Xmx512m";
            case UncheckedIOException e -> sentence(e.getCause());
            case FileSystemException e -> "cannot use " + e.getFile() + ": " + AtomicFile.reason(e);
            case IOException e -> oneLine(e);
            case IllegalArgumentException e when e.getMessage() != null -> oneLine(e);
            case RequestException e -> oneLine(e);
            case IllegalStateException e when e.getMessage() != null -> oneLine(e);
            default ->
                "unexpected " + failure.getClass().getSimpleName()
                        + (failure.getMessage() == null ? "" : ": " + oneLine(failure)) + "; --debug shows where";
        };
    }

    /** A message that was laid out over several lines, as one. */
    static String oneLine(Throwable failure) {
        return failure.getMessage() == null
                ? failure.getClass().getSimpleName()
                : failure.getMessage().strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
