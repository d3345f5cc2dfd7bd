package dev.antipode.controller.cli;

/** How the process ends. */
final class ExitCode {
    /** Done. */
    static final int DONE = 0;
    /** The run failed, or a check did not hold. */
    static final int FAILED = 1;
    /** The request was wrong: a bad option, a bad file, a plan over budget, a plant that is not there. */
    static final int WRONG_REQUEST = 2;

    private ExitCode() {}
}
