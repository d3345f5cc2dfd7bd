package dev.antipode.profiles;

import java.util.Locale;

/** When a Linux kernel lets a thread that became ready run, in the words of its own configuration. */
public enum Preemption {
    /** Only when system calls end. */
    NONE,
    /** Also at certain points within system calls. */
    VOLUNTARY,
    /** Nearly everywhere. */
    FULL,
    /** Everywhere, also in interrupt handlers and locks (PREEMPT_RT). */
    RT,
    /** Chosen when the system starts. */
    DYNAMIC,
    /** Not known. */
    UNKNOWN;

    /**
     * The name used in profile files.
     *
     * @return the name in lower case, for example {@code full}
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
