package dev.antipode.controller.hil.wire;

import dev.antipode.controller.hil.Exchange;
import dev.antipode.controller.hil.LinkSignature;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What a controller asks of its plant and makes of the answers. The last request is kept, to be said again; a plant that has come back
 * gets a session of its own. Allocates nothing after construction.
 */
final class ControllerSession {
    /** Silence after which the plant is greeted again. */
    private static final long SILENT_NANOS = 1_000_000_000L;

    private static final long SHORTEST_REPEAT_NANOS = 200_000;
    private static final long LONGEST_REPEAT_NANOS = 20_000_000;
    private static final byte[] NOTHING = new byte[0];
    private static final double[] NONE = new double[0];

    /** What a frame was good for. */
    enum Use {
        TAKEN,
        /** The answer to a {@link FrameKind#PING}. */
        ECHO,
        IGNORED,
        DROPPED,
        ENDED
    }

    private final Agreement agreement;
    private final boolean lockstep;
    private final long repeatNanos;
    private final FrameCounters counters;
    private final ArrivalWindow arrivals;
    private final LinkFrame arriving = new LinkFrame();
    private final FrameSender sender;
    private final double[] pendingCommand;
    private final double[] factors;
    private boolean scaled;

    private int nextSession;
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

    ControllerSession(
            Transport transport, Agreement agreement, int session, long timeoutNanos, FrameCounters counters) {
        this.agreement = agreement;
        this.lockstep = agreement.signature().clock() == LinkSignature.Clock.LOCKSTEP;
        this.repeatNanos = Math.clamp(timeoutNanos / 4, SHORTEST_REPEAT_NANOS, LONGEST_REPEAT_NANOS);
        this.counters = counters;
        this.arrivals = new ArrivalWindow(counters);
        this.pendingCommand = new double[agreement.signature().commands().size()];
        this.factors = new double[agreement.parameters().size()];
        Arrays.fill(factors, 1);
        this.sender = new FrameSender(transport, counters, LinkFrame.bytes(pendingCommand.length + factors.length));
        this.sender.begin(session);
        this.nextSession = session + 1;
    }

    void ping() {
        sender.frame.timeNanos = System.nanoTime();
        sender.send(FrameKind.PING);
    }

    /** The first request. */
    void start(long now) {
        heardNanos = now;
        connect(now);
    }

    private void connect(long now) {
        tick = 0;
        newestTick = -1;
        ask(now);
    }

    /** Asks for an episode, whatever was asked for before; its first measurement is the next one. */
    void begin(long number, boolean connected) {
        pendingEpisode = number;
        unscale();
        if (connected) {
            // A tick of its own: an answer that is still on its way must not pass for that of the new episode.
            tick++;
            ask(System.nanoTime());
        }
    }

    private void ask(long now) {
        awaiting = true;
        pendingKind = FrameKind.START;
        request(now);
    }

    /** The parameter is so many times that of the episode, from the next command until the episode is another one. */
    void scale(int parameter, double factor) {
        factors[parameter] = factor;
        scaled = true;
    }

    private void unscale() {
        Arrays.fill(factors, 1);
        scaled = false;
    }

    /**
     * In lockstep, where the command before has not been answered, the new one takes its place: the plant acts on the first of them
     * that reaches it.
     */
    boolean command(double[] command, long now) {
        agreement.orderCommand(command, pendingCommand);
        tick = !lockstep || !awaiting ? tick + 1 : tick;
        awaiting = true;
        pendingKind = FrameKind.COMMAND;
        return request(now);
    }

    private boolean request(long now) {
        requestedNanos = now;
        LinkFrame frame = sender.frame;
        frame.tick = tick;
        frame.timeNanos = System.nanoTime();
        frame.episode = pendingEpisode;
        boolean commands = pendingKind == FrameKind.COMMAND;
        return sender.send(pendingKind, commands ? pendingCommand : NONE, commands && scaled ? factors : NONE);
    }

    /** Says again what was not answered, if that is some time ago. */
    void repeat(long now) {
        if (now - requestedNanos < repeatNanos) {
            return;
        }
        if (now - heardNanos > SILENT_NANOS) {
            requestedNanos = now;
            sender.greet(FrameKind.HELLO, nextSession, LinkFrame.PARAMETERS, NOTHING);
        } else if (lockstep || newestTick < 0) {
            counters.add(FrameCount.RESENT, 1);
            request(now);
        } else {
            requestedNanos = now;
        }
    }

    /** When {@link #repeat} has something to say. */
    long repeatAt() {
        return requestedNanos + repeatNanos;
    }

    /**
     * Takes what has arrived.
     *
     * @param exchange written where it is a measurement that is newer than the last
     * @param again whether one was taken in the same call
     */
    Use judge(ByteBuffer in, Exchange exchange, long now, boolean again) {
        FrameStatus status = arriving.decode(in);
        if (status != FrameStatus.OK) {
            counters.add(status == FrameStatus.CORRUPT ? FrameCount.CORRUPT : FrameCount.FOREIGN, 1);
            return Use.DROPPED;
        }
        if (arriving.kind == FrameKind.WELCOME) {
            return welcomed(in, now);
        }
        if (arriving.session != sender.session()) {
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
            case PONG -> Use.ECHO;
            case MEASUREMENT -> measured(in, exchange, now, again, inOrder);
            default -> Use.IGNORED;
        };
    }

    private Use measured(ByteBuffer in, Exchange exchange, long now, boolean again, boolean inOrder) {
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
        if (episode != episodeBase + arriving.episode) {
            unscale();
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
    private Use welcomed(ByteBuffer in, long now) {
        if (arriving.session != nextSession) {
            return Use.IGNORED;
        }
        if (!agreement.sameGreeting(in, arriving.payloadBytes)) {
            return Use.ENDED;
        }
        sender.begin(nextSession);
        nextSession++;
        arrivals.restart();
        episodeBase = episode + 1;
        heardNanos = now;
        connect(now);
        return Use.IGNORED;
    }

    /** Whether a request has no answer yet. */
    boolean awaiting() {
        return awaiting;
    }

    /** Whether the plant has measured anything in this session. */
    boolean begun() {
        return newestTick >= 0;
    }

    /** Whether nothing has been heard for so long. */
    boolean silentFor(long nanos, long now) {
        return now - heardNanos > nanos;
    }

    /** Whether the episode that ended last, as far as measurements tell, held its goal. */
    boolean succeeded() {
        return succeeded;
    }

    void farewell() {
        sender.frame.tick = tick;
        sender.farewell();
    }
}
