package dev.antipode.controller.inspect;

/** Is told how an inspection goes, on the thread that runs it. */
@FunctionalInterface
public interface InspectionListener {
    /**
     * Something has been done. Called often; should return at once.
     *
     * @param stage what is being measured
     * @param fraction of the whole inspection that is done, from 0 to 1
     */
    void progress(String stage, double fraction);
}
