package dev.antipode.controller.hil.fmi;

/** What a call on an FMU came to: {@code fmi2Status} and {@code fmi3Status}. */
public enum FmuStatus {
    /** Done. */
    OK,
    /** Done, and there is something to say about it. */
    WARNING,
    /** Not done: values out of range, or a step that it cannot take. The instance stays usable. */
    DISCARD,
    /** Not done; the instance can be reset or freed, and nothing else. */
    ERROR,
    /** Not done; no instance of the FMU in this process can be used any more. */
    FATAL,
    /** Not done yet; of asynchronous FMUs, which are not driven here. */
    PENDING;

    private static final FmuStatus[] ALL = values();

    /** By the number of the standard's headers; any other number is as bad as can be. */
    static FmuStatus of(int number) {
        return number >= 0 && number < ALL.length ? ALL[number] : FATAL;
    }

    /**
     * Whether the call did what it was to do.
     *
     * @return true for OK and WARNING
     */
    public boolean done() {
        return this == OK || this == WARNING;
    }
}
