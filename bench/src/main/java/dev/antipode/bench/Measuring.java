package dev.antipode.bench;

import java.io.IOException;
import java.io.PrintStream;

/** A program that measures, started by {@code bench/run}: what keeps it from measuring is said in a sentence, and is its exit code. */
final class Measuring {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int WRONG_REQUEST = 2;

    private Measuring() {}

    /** What is measured and printed. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException, InterruptedException;
    }

    /** Measures and ends the process where that failed. */
    static void orExit(String name, Work work) {
        int code = code(name, work, System.err);
        if (code != DONE) {
            System.out.flush();
            System.exit(code);
        }
    }

    static int code(String name, Work work, PrintStream err) {
        try {
            work.run();
            return DONE;
        } catch (IOException e) {
            err.println("bench/run " + name + ": " + PeerFork.sentence(e));
            return FAILED;
        } catch (IllegalArgumentException e) {
            err.println("bench/run " + name + ": " + PeerFork.sentence(e));
            return WRONG_REQUEST;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    /**
     * A number of the command line.
     *
     * @param what is counted, in the plural
     * @throws IllegalArgumentException if it is no number above 0
     */
    static int count(String[] arguments, int index, String what, int otherwise) {
        if (arguments.length <= index) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(arguments[index]);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw refusal(arguments[index], what, otherwise);
        }
        throw refusal(arguments[index], what, otherwise);
    }

    private static IllegalArgumentException refusal(String word, String what, int otherwise) {
        return new IllegalArgumentException(
                "'" + word + "' is no number of " + what + ": give one above 0, such as " + otherwise);
    }
}
