package dev.antipode.controller.hil.wire;

import java.nio.ByteBuffer;

/** A plant that is not there, for a link to be exercised with: it answers each request with a measurement of zeros. */
final class EchoTransport implements Transport {
    private final double[] measurement;
    private final double[] reference;
    private final LinkFrame asked = new LinkFrame();
    private final LinkFrame answer = new LinkFrame();
    private boolean pending;

    EchoTransport(int measurements, int references) {
        this.measurement = new double[measurements];
        this.reference = new double[references];
        answer.kind = FrameKind.MEASUREMENT;
    }

    @Override
    public boolean send(ByteBuffer frame) {
        pending = asked.decode(frame) == FrameStatus.OK && asked.kind != FrameKind.BYE;
        return true;
    }

    @Override
    public int receive(ByteBuffer frame, long deadlineNanos) {
        if (!pending) {
            return 0;
        }
        pending = false;
        answer.session = asked.session;
        answer.transmission++;
        answer.tick = asked.tick;
        answer.encode(frame, measurement, reference);
        return frame.limit();
    }

    @Override
    public String peer() {
        return "an echo";
    }

    @Override
    public void close() {}
}
