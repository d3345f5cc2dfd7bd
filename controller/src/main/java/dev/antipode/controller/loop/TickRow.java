package dev.antipode.controller.loop;

import dev.antipode.controller.hil.LinkSignature;

/** One recorded tick. Its fields are plain: a writer reads all of them, and takes the next tick into the same object. */
public final class TickRow {
    /** The tick, from 0. */
    public long tick;
    /** When it was due, since the first tick. */
    public long deadlineNanos;
    /** How late it began. */
    public long latenessNanos;
    /** From measurement to command. */
    public long computeNanos;
    /** From the command before to this measurement; -1 where there is none. */
    public long roundTripNanos;
    /** The {@link Fault} bits. */
    public int faults;
    /** The ordinal of the {@link LoopMode}. */
    public int mode;
    /** The plant's episode. */
    public long episode;
    /** The tick that the measurement belongs to, as the plant counts. */
    public long measurementTick;
    /** What the plant's last period cost; NaN where its side does not know. */
    public double stageCost;
    /** One number a reference. */
    public final double[] reference;
    /** One number a measurement, as it came. */
    public final double[] measurement;
    /** One number a command, as the controller asked for it. */
    public final double[] command;
    /** One number a command, as it was sent: with excitation, smoothing and limits. */
    public final double[] applied;

    TickRow(LinkSignature signature) {
        reference = new double[signature.references().size()];
        measurement = new double[signature.measurements().size()];
        command = new double[signature.commands().size()];
        applied = new double[signature.commands().size()];
    }

    /** Takes over another row of the same link. */
    void set(TickRow other) {
        tick = other.tick;
        deadlineNanos = other.deadlineNanos;
        latenessNanos = other.latenessNanos;
        computeNanos = other.computeNanos;
        roundTripNanos = other.roundTripNanos;
        faults = other.faults;
        mode = other.mode;
        episode = other.episode;
        measurementTick = other.measurementTick;
        stageCost = other.stageCost;
        System.arraycopy(other.reference, 0, reference, 0, reference.length);
        System.arraycopy(other.measurement, 0, measurement, 0, measurement.length);
        System.arraycopy(other.command, 0, command, 0, command.length);
        System.arraycopy(other.applied, 0, applied, 0, applied.length);
    }
}
