package dev.antipode.bench.run;

/** A suite that could not be measured; the message is one sentence with the reason. The other suites are not concerned. */
final class SuiteException extends Exception {
    private static final long serialVersionUID = 1L;

    SuiteException(String message, Throwable cause) {
        super(message, cause);
    }

    /** As a run keeps it. */
    FailedSuite of(Suite suite) {
        return new FailedSuite(suite.label(), BenchMain.oneLine(getMessage()));
    }
}
