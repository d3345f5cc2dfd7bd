package dev.antipode.controller.hil.wire;

import dev.antipode.controller.hil.Exercise;
import dev.antipode.controller.hil.LinkRequest;
import dev.antipode.controller.hil.LinkSignature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** How a controller and a plant find each other: the controller greets until the plant has said what it is. */
final class WireOpening {
    private static final long GREETING_NANOS = 100_000_000L;
    private static final long PATIENCE_NANOS = 5_000_000_000L;
    private static final double SECOND = 1e9;
    private static final long WARM_UP_NANOS = 150_000_000L;

    private final Transport transport;
    private final long patienceNanos;
    private final LinkFrame frame = new LinkFrame();
    private final ByteBuffer buffer = LinkFrame.buffer(LinkFrame.MOST_BYTES);
    private final int session = ThreadLocalRandom.current().nextInt();
    private int otherVersion = -1;
    private long nonsense;

    private WireOpening(Transport transport, long patienceNanos) {
        this.transport = transport;
        this.patienceNanos = patienceNanos;
    }

    /**
     * Opens.
     *
     * @param transport to the plant; closed where this fails
     * @param request what is wanted
     * @param clock whose time must run the plant; empty for either
     * @throws IOException if nobody answers, or nothing that can be understood
     */
    static WireLink open(Transport transport, LinkRequest request, Optional<LinkSignature.Clock> clock)
            throws IOException {
        return open(transport, request, clock, PATIENCE_NANOS);
    }

    /** The same with another patience. */
    static WireLink open(
            Transport transport, LinkRequest request, Optional<LinkSignature.Clock> clock, long patienceNanos)
            throws IOException {
        try {
            WireOpening opening = new WireOpening(transport, patienceNanos);
            byte[] greeting = opening.greeting();
            Agreement agreement = opening.agree(greeting, request, clock);
            WireLink link = agreement.restartable()
                    ? new RestartableWireLink(transport, agreement, opening.session, request.timeoutNanos())
                    : new WireLink(transport, agreement, opening.session, request.timeoutNanos());
            link.warmUp(Exercise.nanos(WARM_UP_NANOS));
            return link;
        } catch (IOException | RuntimeException e) {
            transport.close();
            throw e;
        }
    }

    private Agreement agree(byte[] greeting, LinkRequest request, Optional<LinkSignature.Clock> clock) {
        try {
            return Agreement.of(transport.peer(), greeting, request, clock);
        } catch (IllegalArgumentException e) {
            say(FrameKind.BYE, 1);
            throw e;
        }
    }

    /** A greeting has no number: those of a session begin with what follows it. */
    private void say(FrameKind kind, long transmission) {
        frame.kind = kind;
        frame.flags = LinkFrame.PARAMETERS;
        frame.session = session;
        frame.transmission = transmission;
        frame.encode(buffer, new byte[0]);
        transport.send(buffer);
    }

    private byte[] greeting() throws IOException {
        long start = System.nanoTime();
        for (long now = start; now - start < patienceNanos; now = System.nanoTime()) {
            say(FrameKind.HELLO, 0);
            int bytes;
            do {
                bytes = transport.receive(buffer, now + GREETING_NANOS);
                if (bytes == Transport.CLOSED) {
                    throw new IOException("the connection to " + transport.peer() + " was closed while it was opened");
                }
                if (bytes > 0 && welcome()) {
                    byte[] payload = new byte[frame.payloadBytes];
                    buffer.get(LinkFrame.HEADER_BYTES, payload);
                    return payload;
                }
                // However much comes, the next greeting and the end of patience are not held up by it.
            } while (bytes > 0 && System.nanoTime() - now < GREETING_NANOS);
        }
        throw new IOException(reason());
    }

    private boolean welcome() {
        FrameStatus status = frame.decode(buffer);
        if (status == FrameStatus.OTHER_VERSION) {
            otherVersion = frame.version;
        } else if (status != FrameStatus.OK) {
            nonsense++;
        }
        return status == FrameStatus.OK && frame.session == session && frame.kind == FrameKind.WELCOME;
    }

    private String reason() {
        if (otherVersion >= 0) {
            return "the plant at " + transport.peer() + " speaks version " + otherVersion
                    + " of the frame, this program " + "version " + LinkFrame.VERSION + "; update the older one";
        }
        if (nonsense > 0) {
            return transport.peer() + " answered " + nonsense + " times with what is no frame of Antipode; check the "
                    + "address, and on a serial line the baud rate";
        }
        return "no plant answers at " + transport.peer() + " within " + patienceNanos / SECOND
                + " s; start one there ('./antipode hil serve'), or check the address";
    }
}
