package dev.antipode.controller.hil.wire;

/**
 * How often what is sent meets which fault: each a probability, at most one fault a frame.
 *
 * @param drop it never arrives
 * @param duplicate it arrives twice
 * @param reorder it arrives after the next one
 * @param corrupt one to three of its bits are wrong
 */
public record TransportFaults(double drop, double duplicate, double reorder, double corrupt) {
    /** Checks the values. */
    public TransportFaults {
        double sum = drop + duplicate + reorder + corrupt;
        if (!(drop >= 0 && duplicate >= 0 && reorder >= 0 && corrupt >= 0 && sum <= 1)) {
            throw new IllegalArgumentException("probabilities of faults " + drop + ", " + duplicate + ", " + reorder
                    + " and " + corrupt + " must be at least 0 and together at most 1");
        }
    }

    /**
     * A transport that works.
     *
     * @return all 0
     */
    public static TransportFaults none() {
        return new TransportFaults(0, 0, 0, 0);
    }

    /**
     * Whether there is anything to do.
     *
     * @return false if all are 0
     */
    public boolean any() {
        return drop + duplicate + reorder + corrupt > 0;
    }
}
