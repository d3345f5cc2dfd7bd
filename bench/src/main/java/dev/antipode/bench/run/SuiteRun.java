package dev.antipode.bench.run;

import java.nio.file.Path;
import java.util.List;

/** How a suite is measured. */
@FunctionalInterface
interface SuiteRun {
    /**
     * Measures one suite.
     *
     * @param jvmOptions options of the measuring JVMs, in order
     * @param log where the measuring tool's own words go
     * @throws SuiteException if a benchmark of the suite fails
     */
    List<Measurement> of(Suite suite, Effort effort, List<String> jvmOptions, Path log) throws SuiteException;
}
