package dev.antipode.controller.hil.wire;

import java.nio.ByteBuffer;

/** What one side of a conversation sends: numbers its frames and counts them. Allocates nothing after construction. */
final class FrameSender {
    /** Nobody answers a farewell, so it is said more than once. */
    private static final int FAREWELLS = 3;

    /** Of the next frame: flags, tick, time, episode and cost are the sender's to set; the rest is set here. */
    final LinkFrame frame = new LinkFrame();

    private final Transport transport;
    private final FrameCounters counters;
    private final ByteBuffer buffer;
    private final double[] none = new double[0];
    private int session;
    private long transmission;

    /** @param bytes of the longest frame */
    FrameSender(Transport transport, FrameCounters counters, int bytes) {
        this.transport = transport;
        this.counters = counters;
        this.buffer = LinkFrame.buffer(bytes);
    }

    /** The frames from now on are of this session, numbered from 1. */
    void begin(int number) {
        session = number;
        transmission = 0;
    }

    int session() {
        return session;
    }

    /** Sends a frame without numbers. */
    boolean send(FrameKind kind) {
        return send(kind, none, none);
    }

    /** Sends a frame; false where the transport does not take it. */
    boolean send(FrameKind kind, double[] first, double[] second) {
        frame.kind = kind;
        frame.session = session;
        frame.transmission = ++transmission;
        frame.encode(buffer, first, second);
        counters.add(FrameCount.SENT, 1);
        boolean sent = transport.send(buffer);
        if (!sent) {
            counters.add(FrameCount.NOT_SENT, 1);
        }
        return sent;
    }

    /** Sends a greeting or the answer to one: before a session there is nothing to count. */
    void greet(FrameKind kind, int ofSession, int flags, byte[] payload) {
        frame.kind = kind;
        frame.session = ofSession;
        frame.transmission = 0;
        frame.flags = flags;
        frame.encode(buffer, payload);
        transport.send(buffer);
        frame.flags = 0;
    }

    void farewell() {
        send(FrameKind.BYE);
        for (int i = 1; i < FAREWELLS; i++) {
            transport.send(buffer);
        }
    }
}
