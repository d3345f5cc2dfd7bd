package dev.antipode.controller.hil.wire;

import dev.antipode.controller.hil.Exchange;
import dev.antipode.controller.hil.Exercise;
import dev.antipode.controller.hil.Link;
import dev.antipode.controller.hil.LinkSignature;
import dev.antipode.controller.hil.LinkStatus;
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
    /** Silence after which the plant is greeted again. */
    static final long SILENT_NANOS = 1_000_000_000L;
    /** Silence after which the plant is given up. */
    static final long GONE_NANOS = 30_000_000_000L;

    private static final long SHORTEST_REPEAT_NANOS = 200_000;
    private static final long LONGEST_REPEAT_NANOS = 20_000_000;
    /** Frames taken in one call after its time is up: a flood must not hold the loop. */
    private static final int MOST_LATE_FRAMES = 256;

    private static final int FAREWELLS = 3;
    private static final int MOST_UNANSWERED = 4;
    private static final int WARM_LOOKS = 20_000;
    private static final int EXERCISE_TICKS = 3000;

    /** What a frame was good for. */
    private enum Use {
        TAKEN,
        IGNORED,
        DROPPED,
        ENDED
    }

    private final Transport transport;
    private final Agreement agreement;
    private final boolean lockstep;
    private final long timeoutNanos;
    private final long repeatNanos;
    private final FrameCounters counters;
    private final ArrivalWindow arrivals;
    private final LinkFrame sending = new LinkFrame();
    private final LinkFrame arriving = new LinkFrame();
    private final ByteBuffer out;
    private final ByteBuffer in;
    private final double[] pendingCommand;
    private final double[] none = new double[0];

    private int session;
    private int nextSession;
    private long transmission;
    private boolean started;
    private boolean awaiting;
    private FrameKind pendingKind = FrameKind.START;
    private long pendingEpisode;
    private boolean succeeded;
    private long tick;
    private long newestTick = -1;
    private long episodeBase;
    private long episode;
    private long requestedNanos;
    private long heardNanos;
    private boolean closed;

    WireLink(Transport transport, Agreement agreement, int session, long timeoutNanos) {
        this.transport = transport;
        this.agreement = agreement;
        this.session = session;
        this.nextSession = session + 1;
        this.lockstep = agreement.signature().clock() == LinkSignature.Clock.LOCKSTEP;
        this.timeoutNanos = timeoutNanos;
        this.repeatNanos = Math.clamp(timeoutNanos / 4, SHORTEST_REPEAT_NANOS, LONGEST_REPEAT_NANOS);
        this.counters = new FrameCounters();
        this.arrivals = new ArrivalWindow(counters);
        int commands = agreement.signature().commands().size();
        this.pendingCommand = new double[commands];
        this.out = LinkFrame.buffer(LinkFrame.bytes(commands));
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
            transmit(FrameKind.PING, 0, none);
            unanswered = pong(unused, System.nanoTime() + LONGEST_REPEAT_NANOS) ? 0 : unanswered + 1;
        }
        // Looks that find nothing, too: with the code that they become, the JVM loads classes, which must not happen in
        // the loop.
        long now = System.nanoTime();
        long latest = now + nanos;
        for (int i = 0; !closed && i < WARM_LOOKS && now < latest; i++) {
            if (transport.receive(in, now) > 0) {
                closed = judge(unused, now, false) == Use.ENDED;
            }
            now = System.nanoTime();
        }
    }

    /** A link as this one, with a plant that is not there: the real one must not move. */
    private void exercise() {
        LinkSignature signature = agreement.signature();
        EchoTransport echo = new EchoTransport(
                agreement.offeredMeasurements(), signature.references().size());
        WireLink twin = new WireLink(echo, agreement, session, timeoutNanos);
        Exchange unused = new Exchange(signature);
        Exercise.untilQuiet(_ -> {
            for (int i = 0; i < EXERCISE_TICKS; i++) {
                twin.receive(unused);
                twin.send(unused);
            }
        });
        twin.close();
    }

    private boolean pong(Exchange unused, long deadline) {
        for (int i = 0; i < MOST_LATE_FRAMES && transport.receive(in, deadline) > 0; i++) {
            Use use = judge(unused, System.nanoTime(), false);
            closed |= use == Use.ENDED;
            if (closed || (use == Use.IGNORED && arriving.kind == FrameKind.PONG)) {
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
            heardNanos = now;
            started = true;
            connect(now);
        } else if (lockstep && !awaiting) {
            return LinkStatus.STALE;
        }
        return take(exchange, now, now + timeoutNanos);
    }

    private LinkStatus take(Exchange exchange, long start, long deadline) {
        boolean got = false;
        boolean dropped = false;
        int late = 0;
        long now = start;
        while (late < MOST_LATE_FRAMES) {
            int bytes = transport.receive(in, got ? now : earlier(deadline, requestedNanos + repeatNanos));
            now = System.nanoTime();
            if (bytes == 0) {
                if (got) {
                    return LinkStatus.OK;
                }
                repeat(now);
                if (now - deadline >= 0) {
                    break;
                }
                continue;
            }
            late += now - deadline >= 0 ? 1 : 0;
            Use use = bytes < 0 ? Use.ENDED : judge(exchange, now, got);
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
        if (now - heardNanos > GONE_NANOS) {
            closed = true;
            return LinkStatus.CLOSED;
        }
        return dropped ? LinkStatus.CORRUPT : timeoutNanos == 0 ? LinkStatus.STALE : LinkStatus.MISSING;
    }

    private static long earlier(long a, long b) {
        return a - b < 0 ? a : b;
    }

    private Use judge(Exchange exchange, long now, boolean again) {
        FrameStatus status = arriving.decode(in);
        if (status != FrameStatus.OK) {
            counters.add(status == FrameStatus.CORRUPT ? FrameCount.CORRUPT : FrameCount.FOREIGN, 1);
            return Use.DROPPED;
        }
        if (arriving.kind == FrameKind.WELCOME) {
            return welcomed(now);
        }
        if (arriving.session != session) {
            counters.add(FrameCount.FOREIGN, 1);
            return Use.DROPPED;
        }
        boolean inOrder = arrivals.inOrder(arriving.transmission);
        if (!arrivals.arrived(arriving.transmission)) {
            return Use.IGNORED;
        }
        heardNanos = now;
        return switch (arriving.kind) {
            case BYE -> Use.ENDED;
            case MEASUREMENT -> measured(exchange, now, again, inOrder);
            default -> Use.IGNORED;
        };
    }

    private Use measured(Exchange exchange, long now, boolean again, boolean inOrder) {
        if (arriving.first != agreement.offeredMeasurements()
                || arriving.second != exchange.reference.length
                || (lockstep && arriving.tick > tick)) {
            counters.add(FrameCount.FOREIGN, 1);
            return Use.DROPPED;
        }
        if (arriving.tick <= newestTick || (lockstep && arriving.tick < tick)) {
            counters.add(FrameCount.STALE, 1);
            return inOrder ? Use.IGNORED : Use.DROPPED;
        }
        if (again) {
            // The one before it in this call is overtaken.
            counters.add(FrameCount.STALE, 1);
        }
        newestTick = arriving.tick;
        awaiting = false;
        agreement.readMeasurement(in, exchange.measurement);
        for (int i = 0; i < exchange.reference.length; i++) {
            exchange.reference[i] = LinkFrame.number(in, arriving.first + i);
        }
        episode = episodeBase + arriving.episode;
        exchange.measurementTick = arriving.tick;
        exchange.plantNanos = arriving.timeNanos;
        exchange.receivedNanos = now;
        exchange.episode = episode;
        exchange.stageCost = arriving.cost;
        exchange.failed = (arriving.flags & LinkFrame.FAILED) != 0;
        succeeded = (arriving.flags & LinkFrame.SUCCEEDED) != 0;
        return Use.TAKEN;
    }

    /** The answer to a greeting: of the first one, which came twice, or of a plant that has come back. */
    private Use welcomed(long now) {
        if (arriving.session != nextSession) {
            return Use.IGNORED;
        }
        if (!agreement.sameGreeting(in, arriving.payloadBytes)) {
            return Use.ENDED;
        }
        session = nextSession;
        nextSession++;
        transmission = 0;
        arrivals.restart();
        episodeBase = episode + 1;
        heardNanos = now;
        connect(now);
        return Use.IGNORED;
    }

    private void connect(long now) {
        tick = 0;
        newestTick = -1;
        awaiting = true;
        pendingKind = FrameKind.START;
        request(now);
    }

    /** Asks for an episode, whatever was asked for before; its first measurement is the next one. */
    final void begin(long number) {
        pendingEpisode = number;
        if (started && !closed) {
            // A tick of its own: an answer that is still on its way must not pass for that of the new episode.
            tick++;
            awaiting = true;
            pendingKind = FrameKind.START;
            request(System.nanoTime());
        }
    }

    /** Whether the episode that ended last, as far as measurements tell, held its goal. */
    final boolean succeeded() {
        return succeeded;
    }

    private void request(long now) {
        requestedNanos = now;
        transmit(pendingKind, tick, pendingKind == FrameKind.COMMAND ? pendingCommand : none);
    }

    /** Says again what was not answered, if that is some time ago. */
    private void repeat(long now) {
        if (now - requestedNanos < repeatNanos) {
            return;
        }
        if (now - heardNanos > SILENT_NANOS) {
            requestedNanos = now;
            sending.session = nextSession;
            sending.transmission = 0;
            sending.kind = FrameKind.HELLO;
            sending.encode(out, none, none);
            transport.send(out);
        } else if (lockstep || newestTick < 0) {
            counters.add(FrameCount.RESENT, 1);
            request(now);
        } else {
            requestedNanos = now;
        }
    }

    /**
     * In lockstep, where the command before has not been answered, the new one takes its place: the plant acts on the first of them
     * that reaches it.
     */
    @Override
    public LinkStatus send(Exchange exchange) {
        exchange.sentNanos = System.nanoTime();
        if (closed) {
            return LinkStatus.CLOSED;
        }
        if (newestTick < 0) {
            // It has not begun: there is nothing yet that could act.
            return LinkStatus.MISSING;
        }
        agreement.orderCommand(exchange.command, pendingCommand);
        tick = !lockstep || !awaiting ? tick + 1 : tick;
        awaiting = true;
        pendingKind = FrameKind.COMMAND;
        requestedNanos = exchange.sentNanos;
        return transmit(FrameKind.COMMAND, tick, pendingCommand) ? LinkStatus.OK : LinkStatus.MISSING;
    }

    private boolean transmit(FrameKind kind, long ofTick, double[] numbers) {
        sending.kind = kind;
        sending.session = session;
        sending.transmission = ++transmission;
        sending.tick = ofTick;
        sending.timeNanos = System.nanoTime();
        sending.episode = pendingEpisode;
        sending.encode(out, numbers, none);
        counters.add(FrameCount.SENT, 1);
        boolean sent = transport.send(out);
        if (!sent) {
            counters.add(FrameCount.NOT_SENT, 1);
        }
        return sent;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            transmit(FrameKind.BYE, tick, none);
            for (int i = 1; i < FAREWELLS; i++) {
                transport.send(out);
            }
        }
        transport.close();
    }
}
