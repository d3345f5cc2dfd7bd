package dev.antipode.controller.hil.plan;

import java.util.Locale;

/** How a case came out. */
public enum Verdict {
    /** Every criterion that could be judged held. */
    PASSED,
    /** A criterion did not hold. */
    FAILED,
    /** The case was not run, or nothing of it could be judged, for a reason that is no fault of the controller. */
    SKIPPED,
    /** The case could not be brought to its end: the plant is gone, or foreign code failed. */
    ERROR;

    /**
     * The verdict for people and in files.
     *
     * @return lower case
     */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
