package dev.antipode.controller.hil.wire;

import dev.antipode.controller.hil.LinkSignature;
import dev.antipode.controller.hil.TaskLink;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The plant's side of a link: serves the plant of a task to one controller after the other. In lockstep the plant waits for each
 * command; a request that comes once more is answered from the last answer, and the plant does not move twice. Free-running, it moves on
 * by its own clock from the first request on, whoever is connected, and acts by the newest command that it has.
 *
 * <p>{@link #run} runs on one thread, which allocates nothing while a controller is connected; the rest may be called from any.
 */
public final class PlantServer implements PlantService {
    /** Silence after which another controller may call. */
    private static final long SILENT_NANOS = 2_000_000_000L;
    /** The longest time without a look at whether to stop. */
    private static final long LOOK_NANOS = 20_000_000L;

    private final TaskLink plant;
    private final Transport transport;
    private final ServeBounds bounds;
    private final FrameCounters counters = new FrameCounters();
    private final FreeClock clock;
    private final PlantSession session;
    private final ByteBuffer in;
    private volatile boolean stopped;

    PlantServer(TaskLink plant, Transport transport, LinkSignature.Clock time, ServeBounds bounds) {
        this.plant = plant;
        this.transport = transport;
        this.bounds = bounds;
        this.clock = new FreeClock(plant.signature().periodNanos());
        this.session = new PlantSession(plant, transport, time, clock, counters);
        this.in = LinkFrame.buffer(session.mostBytes());
    }

    /**
     * Opens a place for a plant; nobody is answered before {@link #run}.
     *
     * @param address where
     * @param plant what is served; stays open, and is used by the thread of {@link #run} alone
     * @param bounds when it ends
     * @param faults what happens to the plant's frames, for a rehearsal with a bad network
     * @param seed of the faults
     * @return the server
     * @throws IllegalArgumentException if the place is taken or does not exist
     * @throws IOException if it cannot be opened otherwise
     */
    public static PlantServer open(
            ServedAddress address, TaskLink plant, ServeBounds bounds, TransportFaults faults, long seed)
            throws IOException {
        Transport transport = address.open(faults, seed);
        try {
            return new PlantServer(plant, transport, address.clock(), bounds);
        } catch (RuntimeException e) {
            transport.close();
            throw e;
        }
    }

    /**
     * What is served.
     *
     * @return as given
     */
    public TaskLink plant() {
        return plant;
    }

    @Override
    public String place() {
        return transport.peer();
    }

    @Override
    public FrameCounters counters() {
        return counters;
    }

    @Override
    public long ticks() {
        return session.ticks();
    }

    @Override
    public long sessions() {
        return session.sessions();
    }

    @Override
    public long lateTicks() {
        return clock.late();
    }

    @Override
    public void stop() {
        stopped = true;
    }

    /** As said there; the controller is told of the end. */
    @Override
    public void run() {
        long start = System.nanoTime();
        long now = start;
        boolean open = true;
        while (open && !stopped && !bounds.timeUp(now - start) && !enough()) {
            open = step(now);
            now = System.nanoTime();
        }
        session.end();
    }

    private boolean enough() {
        return bounds.episodes() > 0 && plant.episodes() >= bounds.episodes();
    }

    /** One frame or one period. A method of its own, so that the JVM compiles it early. */
    private boolean step(long start) {
        int bytes = transport.receive(in, clock.earlier(start + LOOK_NANOS));
        long now = System.nanoTime();
        if (bytes > 0) {
            session.arrived(in, now);
        } else if (session.silentFor(SILENT_NANOS, now)) {
            transport.release();
        }
        if (clock.passed(now)) {
            session.period();
        }
        return bytes >= 0;
    }

    /** Frees the transport; the plant stays open. */
    @Override
    public void close() {
        transport.close();
    }
}
