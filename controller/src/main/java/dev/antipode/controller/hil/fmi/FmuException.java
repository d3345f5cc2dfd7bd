package dev.antipode.controller.hil.fmi;

import java.io.IOException;

/** An FMU that did not do what it was asked to. Its message is one sentence, with the FMU's own words where it had some. */
public final class FmuException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what failed.
     *
     * @param sentence for people
     */
    public FmuException(String sentence) {
        super(sentence);
    }
}
