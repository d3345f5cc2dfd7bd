package dev.antipode.profiles;

import java.util.Locale;

/** How the kernel schedules a thread. */
public enum SchedulingPolicy {
    /** Fair shares of time. */
    OTHER,
    /** Runs until it waits, before every thread of lower priority; needs a permission. */
    FIFO;

    /**
     * The name used in profile files.
     *
     * @return the name in lower case, for example {@code fifo}
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
