package dev.antipode.controller.hil.wire;

import dev.antipode.controller.hil.Exchange;
import dev.antipode.controller.hil.Exercise;
import dev.antipode.controller.hil.Link;
import dev.antipode.controller.hil.LinkSignature;
import dev.antipode.controller.hil.LinkStatus;
import dev.antipode.controller.hil.wire.ControllerSession.Use;
import java.nio.ByteBuffer;

/**
 * The controller's side of a link whose frames a transport carries.
 *
 * <p>In lockstep each request has a tick of its own, and the plant answers it once however often it arrives: a request whose answer
 * stays out is sent again, so that neither a lost command nor a lost answer loses a tick. A plant that runs free sends its
 * measurements by itself; the newest is taken, and what it overtook is counted as stale.
 *
 * <p>A plant that falls silent is greeted again; one that comes back as the plant it was goes on with a new episode. After
 * {@link #GONE_NANOS} of silence, or where another plant answers, the link is closed.
 */
public sealed class WireLink implements Link permits RestartableWireLink {
    /** Silence after which the plant is given up. */
    static final long GONE_NANOS = 30_000_000_000L;

    /** Frames taken in one call after its time is up: a flood must not hold the loop. */
    private static final int MOST_LATE_FRAMES = 256;

    private static final long ECHO_NANOS = 20_000_000L;
    private static final int MOST_UNANSWERED = 4;
    private static final int WARM_LOOKS = 20_000;
    private static final int EXERCISE_TICKS = 3000;

    private final Transport transport;
    private final Agreement agreement;
    private final boolean lockstep;
    private final long timeoutNanos;
    private final FrameCounters counters = new FrameCounters();
    private final ControllerSession session;
    private final ByteBuffer in;
    private boolean started;
    private boolean closed;
    /** Bytes of a frame that came while the loop had time, and when it was seen; 0 for none. */
    private int seenBytes;

    private long seenNanos;

    WireLink(Transport transport, Agreement agreement, int session, long timeoutNanos) {
        this.transport = transport;
        this.agreement = agreement;
        this.lockstep = agreement.signature().clock() == LinkSignature.Clock.LOCKSTEP;
        this.timeoutNanos = timeoutNanos;
        this.session = new ControllerSession(transport, agreement, session, timeoutNanos, counters);
        // Whole, also where it is the greeting of another plant that is in the place of this one.
        this.in = LinkFrame.buffer(LinkFrame.MOST_BYTES);
    }

    @Override
    public LinkSignature signature() {
        return agreement.signature();
    }

    /**
     * The frames of this side.
     *
     * @return the same object at every call
     */
    public FrameCounters counters() {
        return counters;
    }

    /** Exchanges frames that mean nothing, with nobody and then, for at most twice as long, with the other side. */
    void warmUp(long nanos) {
        exercise();
        Exchange unused = new Exchange(agreement.signature());
        long end = System.nanoTime() + nanos;
        int unanswered = 0;
        while (!closed && unanswered < MOST_UNANSWERED && System.nanoTime() < end) {
            session.ping();
            unanswered = echoed(unused, System.nanoTime() + ECHO_NANOS) ? 0 : unanswered + 1;
        }
        // Looks that find nothing, too: with the code that they become, the JVM loads classes, which must not happen in
        // the loop.
        long now = System.nanoTime();
        long latest = now + nanos;
        for (int i = 0; !closed && i < WARM_LOOKS && now < latest; i++) {
            if (transport.receive(in, now) > 0) {
                closed = session.judge(in, unused, now, false) == Use.ENDED;
            }
            now = System.nanoTime();
        }
    }

    /** A link as this one, with a plant that is not there: the real one must not move. */
    private void exercise() {
        LinkSignature signature = agreement.signature();
        EchoTransport echo = new EchoTransport(
                agreement.offeredMeasurements(), signature.references().size());
        WireLink twin = new WireLink(echo, agreement, 1, timeoutNanos);
        Exchange unused = new Exchange(signature);
        Exercise.untilQuiet(EXERCISE_TICKS, (_, _) -> {
            twin.receive(unused);
            twin.send(unused);
            twin.attend(System.nanoTime() + ECHO_NANOS);
        });
        twin.close();
    }

    private boolean echoed(Exchange unused, long deadline) {
        for (int i = 0; i < MOST_LATE_FRAMES && transport.receive(in, deadline) > 0; i++) {
            Use use = session.judge(in, unused, System.nanoTime(), false);
            closed |= use == Use.ENDED;
            if (closed || use == Use.ECHO) {
                return true;
            }
        }
        return false;
    }

    @Override
    public LinkStatus receive(Exchange exchange) {
        if (closed) {
            return LinkStatus.CLOSED;
        }
        long now = System.nanoTime();
        if (!started) {
            started = true;
            session.start(now);
        } else if (lockstep && !session.awaiting()) {
            return LinkStatus.STALE;
        }
        return take(exchange, now, now + timeoutNanos);
    }

    /**
     * Up to the first frame: what is behind it is looked at in the tick. Looks are further apart the longer it takes, by an eighth of the
     * time since the first, so that watching costs a processor little; the frame may have come as much before.
     */
    @Override
    public void attend(long untilNanos) {
        if (!closed && session.begun() && session.awaiting() && seenBytes == 0 && System.nanoTime() - untilNanos < 0) {
            seenBytes = Math.max(0, transport.receive(in, untilNanos));
            seenNanos = System.nanoTime();
        }
    }

    private LinkStatus take(Exchange exchange, long start, long deadline) {
        boolean got = false;
        boolean dropped = false;
        int late = 0;
        long now = start;
        while (late < MOST_LATE_FRAMES) {
            boolean seen = seenBytes > 0;
            int bytes = seen ? seenBytes : transport.receive(in, got ? now : earlier(deadline, session.repeatAt()));
            now = System.nanoTime();
            seenBytes = 0;
            if (bytes == 0) {
                if (got) {
                    return LinkStatus.OK;
                }
                session.repeat(now);
                if (now - deadline >= 0) {
                    break;
                }
                continue;
            }
            late += now - deadline >= 0 ? 1 : 0;
            Use use = bytes < 0 ? Use.ENDED : session.judge(in, exchange, seen ? seenNanos : now, got);
            got |= use == Use.TAKEN;
            dropped |= use == Use.DROPPED;
            if (use == Use.ENDED) {
                closed = true;
                return got ? LinkStatus.OK : LinkStatus.CLOSED;
            }
            if (got && lockstep) {
                return LinkStatus.OK;
            }
        }
        if (got) {
            return LinkStatus.OK;
        }
        if (session.silentFor(GONE_NANOS, now)) {
            closed = true;
            return LinkStatus.CLOSED;
        }
        return dropped ? LinkStatus.CORRUPT : timeoutNanos == 0 ? LinkStatus.STALE : LinkStatus.MISSING;
    }

    private static long earlier(long a, long b) {
        return a - b < 0 ? a : b;
    }

    @Override
    public LinkStatus send(Exchange exchange) {
        exchange.sentNanos = System.nanoTime();
        if (closed) {
            return LinkStatus.CLOSED;
        }
        if (!session.begun()) {
            // It has not begun: there is nothing yet that could act.
            return LinkStatus.MISSING;
        }
        return session.command(exchange.command, exchange.sentNanos) ? LinkStatus.OK : LinkStatus.MISSING;
    }

    /** What passes between the two sides. */
    final ControllerSession session() {
        return session;
    }

    /** Whether requests reach anybody. */
    final boolean connected() {
        return started && !closed;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            session.farewell();
        }
        transport.close();
    }
}
