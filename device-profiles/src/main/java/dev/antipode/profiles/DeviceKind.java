package dev.antipode.profiles;

import java.util.Locale;

/** What sort of machine a device is. */
public enum DeviceKind {
    /** A single-board computer. */
    BOARD,
    /** A computer on a module, carried by a board of the user's or a product. */
    MODULE,
    /** An industrial or desktop computer. */
    GATEWAY,
    /** A machine in a data centre. */
    SERVER,
    /** No machine in particular: the least that can be expected of one of this architecture. */
    GENERIC,
    /** The machine that was looked at by {@link HostDetection}. */
    HOST;

    /**
     * The name used in profile files.
     *
     * @return the name in lower case, for example {@code board}
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
