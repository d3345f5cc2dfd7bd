package dev.antipode.controller.hil.fault;

/** The numbers of one measurement or one command on their way. Its fields are plain: faults change them in place. */
public final class Packet {
    /** One number a signal, in the link's order. */
    public final double[] numbers;
    /** The tick that the numbers belong to. */
    public long tick;

    /**
     * Makes an empty one.
     *
     * @param size how many numbers
     */
    public Packet(int size) {
        numbers = new double[size];
    }

    /**
     * Takes over another one.
     *
     * @param other of the same size, not modified
     */
    public void set(Packet other) {
        System.arraycopy(other.numbers, 0, numbers, 0, numbers.length);
        tick = other.tick;
    }
}
