package dev.antipode.profiles;

import java.util.Locale;

/** How sure a fact is. */
public enum Verified {
    /** Read from, or measured on, such a device. */
    MEASURED,
    /** Published by those who make the device or write its kernel. */
    DATASHEET,
    /** Neither: a careful guess, or a choice. */
    ASSUMED;

    /**
     * The name used in profile files.
     *
     * @return the name in lower case, for example {@code datasheet}
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
