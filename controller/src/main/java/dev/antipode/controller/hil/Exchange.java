package dev.antipode.controller.hil;

/**
 * What passes over a {@link Link}: the caller's own memory, made once and handed to every call. Its fields are plain because the
 * loop and the link read and write all of them at every tick; it belongs to one thread.
 */
public final class Exchange {
    /** One number a command, in the signature's order. Written by the caller, not modified by the link. */
    public final double[] command;
    /** One number a measurement, in the signature's order. Written by the link. */
    public final double[] measurement;
    /** One number a reference, in the signature's order. Written by the link. */
    public final double[] reference;
    /** The tick that the command belongs to, from 0. Written by the caller. */
    public long commandTick;
    /** The tick that the measurement belongs to, from 0, as the plant counts. Written by the link. */
    public long measurementTick;
    /** The plant's own time of the measurement, in nanoseconds since it started; -1 where it tells none. Written by the link. */
    public long plantNanos = -1;
    /** {@link System#nanoTime()} when the command left. Written by the link. */
    public long sentNanos;
    /**
     * {@link System#nanoTime()} when the link found the measurement. That is when it came where the link was waiting for it, in
     * {@link Link#attend} or {@link Link#receive}; one that came while nobody looked is found by the next call. Written by the link.
     */
    public long receivedNanos;
    /**
     * Counts the plant's fresh starts, from 0. Written by the link: where it differs from that of the last call, what the controller
     * remembers is of another episode.
     */
    public long episode;
    /** What the plant's last period cost; NaN where its side does not know. Written by the link. */
    public double stageCost = Double.NaN;
    /** Whether the plant's last episode was lost. Written by the link. */
    public boolean failed;

    /**
     * Makes one for a link.
     *
     * @param signature what the link carries
     */
    public Exchange(LinkSignature signature) {
        command = new double[signature.commands().size()];
        measurement = new double[signature.measurements().size()];
        reference = new double[signature.references().size()];
    }
}
