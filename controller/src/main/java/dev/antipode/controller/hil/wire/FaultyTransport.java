package dev.antipode.controller.hil.wire;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/**
 * A transport that spoils some of what is sent, by a seed, and counts what it did: for rehearsing with a bad network, and for tests
 * that compare these counts with those of the receiver. It allocates nothing.
 */
final class FaultyTransport implements Transport {
    private static final int MOST_BITS = 3;

    private final Transport inner;
    private final TransportFaults faults;
    private final SplittableRandom random;
    private final ByteBuffer copy = LinkFrame.buffer(LinkFrame.MOST_BYTES);
    private final ByteBuffer held = LinkFrame.buffer(LinkFrame.MOST_BYTES);
    private boolean holding;
    private boolean calm;
    private long dropped;
    private long duplicated;
    private long reordered;
    private long corrupted;

    FaultyTransport(Transport inner, TransportFaults faults, long seed) {
        this.inner = inner;
        this.faults = faults;
        this.random = new SplittableRandom(seed);
    }

    /** Whether from now on everything that is sent arrives; what is held back is sent at the next frame. */
    void calm(boolean value) {
        calm = value;
    }

    @Override
    public boolean send(ByteBuffer frame) {
        double chance = calm ? 1 : random.nextDouble();
        double corrupt = faults.drop() + faults.corrupt();
        double reorder = corrupt + faults.reorder();
        double duplicate = reorder + faults.duplicate();
        if (chance < faults.drop()) {
            dropped++;
            return true;
        }
        if (chance < corrupt) {
            corrupted++;
            return damaged(frame);
        }
        if (chance < reorder && !holding) {
            copyTo(held, frame);
            holding = true;
            return true;
        }
        boolean sent = inner.send(frame);
        if (chance >= reorder && chance < duplicate) {
            duplicated++;
            inner.send(frame);
        }
        if (holding) {
            holding = false;
            reordered++;
            inner.send(held);
        }
        return sent;
    }

    private boolean damaged(ByteBuffer frame) {
        copyTo(copy, frame);
        // Distinct bits, at most 3: the checksum finds all of these in frames of this length.
        int bits = 1 + random.nextInt(MOST_BITS);
        int first = random.nextInt(copy.limit() * Byte.SIZE - MOST_BITS);
        for (int i = 0; i < bits; i++) {
            int bit = first + i;
            int at = bit / Byte.SIZE;
            copy.put(at, (byte) (copy.get(at) ^ 1 << bit % Byte.SIZE));
        }
        return inner.send(copy);
    }

    private static void copyTo(ByteBuffer copy, ByteBuffer frame) {
        copy.clear();
        frame.position(0);
        copy.put(0, frame, 0, frame.limit());
        copy.position(0).limit(frame.limit());
    }

    @Override
    public int receive(ByteBuffer frame, long deadlineNanos) {
        return inner.receive(frame, deadlineNanos);
    }

    @Override
    public void hold() {
        inner.hold();
    }

    @Override
    public void release() {
        inner.release();
    }

    @Override
    public String peer() {
        return inner.peer();
    }

    @Override
    public void close() {
        inner.close();
    }

    long dropped() {
        return dropped;
    }

    long duplicated() {
        return duplicated;
    }

    long reordered() {
        return reordered;
    }

    long corrupted() {
        return corrupted;
    }
}
