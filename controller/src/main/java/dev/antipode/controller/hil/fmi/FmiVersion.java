package dev.antipode.controller.hil.fmi;

import java.util.Optional;

/** The versions of the FMI standard that are read. */
public enum FmiVersion {
    /** FMI 2.0 with its maintenance releases. */
    FMI_2("2.0"),
    /** FMI 3.0 with its maintenance releases. */
    FMI_3("3.0");

    private final String label;

    FmiVersion(String label) {
        this.label = label;
    }

    /**
     * The version as people write it.
     *
     * @return {@code 2.0} or {@code 3.0}
     */
    public String label() {
        return label;
    }

    /** The version that an attribute {@code fmiVersion} names: 2.0, and 3.0, 3.0.1 or 3.0-rc.1 alike. */
    static Optional<FmiVersion> of(String attribute) {
        for (FmiVersion version : values()) {
            if (attribute.equals(version.label)
                    || attribute.startsWith(version.label + ".")
                    || attribute.startsWith(version.label + "-")) {
                return Optional.of(version);
            }
        }
        return Optional.empty();
    }
}
