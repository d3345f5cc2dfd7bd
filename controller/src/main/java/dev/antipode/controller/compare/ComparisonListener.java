package dev.antipode.controller.compare;

import dev.antipode.controller.train.GenerationReport;
import java.io.IOException;

/** Is told how a comparison goes, on the thread that runs it. */
public interface ComparisonListener {
    /**
     * A run begins.
     *
     * @param run what is run
     */
    void started(RunRequest run);

    /**
     * A generation of the run is done.
     *
     * @param run what is run
     * @param report how the generation went
     * @param cost what the run has cost so far, in plain control steps
     */
    void generation(RunRequest run, GenerationReport report, double cost);

    /**
     * A run is done and must be kept now, if it is to be kept at all.
     *
     * @param run with its curve
     * @throws IOException if it cannot be kept; the comparison then ends
     */
    void finished(ComparedRun run) throws IOException;
}
