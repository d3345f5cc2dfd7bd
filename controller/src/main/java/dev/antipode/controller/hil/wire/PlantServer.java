package dev.antipode.controller.hil.wire;

import dev.antipode.controller.hil.Exchange;
import dev.antipode.controller.hil.LinkSignature;
import dev.antipode.controller.hil.TaskLink;
import dev.antipode.sim.Signal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The plant's side of a link: serves the plant of a task to one controller after the other. In lockstep the plant waits for each
 * command; a request that comes once more is answered from the last answer, and the plant does not move twice. Free-running, it moves on
 * by its own clock from the first request on, whoever is connected, and acts by the newest command that it has.
 *
 * <p>{@link #run} runs on one thread, which allocates nothing while a controller is connected; the rest may be called from any.
 */
public final class PlantServer implements AutoCloseable {
    /** Silence after which another controller may call. */
    private static final long SILENT_NANOS = 2_000_000_000L;
    /** The longest time without a look at whether to stop. */
    private static final long LOOK_NANOS = 20_000_000L;

    private static final int FAREWELLS = 3;

    private final TaskLink plant;
    private final Transport transport;
    private final LinkSignature.Clock clock;
    private final ServeBounds bounds;
    private final long periodNanos;
    private final byte[] greeting;
    private final Exchange exchange;
    private final FrameCounters counters = new FrameCounters();
    private final ArrivalWindow arrivals = new ArrivalWindow(counters);
    private final LinkFrame sending = new LinkFrame();
    private final LinkFrame arriving = new LinkFrame();
    private final ByteBuffer out;
    private final ByteBuffer in;
    private final double[] none = new double[0];
    private final AtomicLong ticks = new AtomicLong();
    private final AtomicLong sessions = new AtomicLong();
    private final AtomicLong lateTicks = new AtomicLong();
    private volatile boolean stopped;

    private boolean engaged;
    private boolean moved;
    private boolean running;
    private int session;
    private long transmission;
    private long tick;
    private long commandTick;
    private boolean commandUnused;
    private long episodeBase;
    private long heardNanos;
    private long deadline;

    PlantServer(TaskLink plant, Transport transport, LinkSignature.Clock clock, ServeBounds bounds) {
        LinkSignature signature = plant.signature();
        this.plant = plant;
        this.transport = transport;
        this.clock = clock;
        this.bounds = bounds;
        this.periodNanos = Math.max(1, Math.round(signature.periodSeconds() * 1e9));
        this.exchange = new Exchange(signature);
        this.greeting = Greeting.encode(
                new LinkSignature(
                        signature.plant(),
                        signature.commands(),
                        signature.measurements(),
                        signature.references(),
                        signature.periodSeconds(),
                        clock),
                true);
        int numbers = exchange.measurement.length + exchange.reference.length;
        this.out = LinkFrame.buffer(
                Math.max(LinkFrame.bytes(numbers), LinkFrame.HEADER_BYTES + greeting.length + LinkFrame.TRAILER_BYTES));
        this.in = LinkFrame.buffer(LinkFrame.bytes(exchange.command.length));
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
        Transport transport = address.open();
        try {
            return new PlantServer(
                    plant,
                    faults.any() ? new FaultyTransport(transport, faults, seed) : transport,
                    address.clock(),
                    bounds);
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

    /**
     * Where it is served.
     *
     * @return such as {@code 127.0.0.1:9100}, with the port that was taken where none was asked for
     */
    public String place() {
        return transport.peer();
    }

    /**
     * The frames of this side, over all sessions.
     *
     * @return the same object at every call
     */
    public FrameCounters counters() {
        return counters;
    }

    /**
     * How often the plant has moved on.
     *
     * @return control periods
     */
    public long ticks() {
        return ticks.getAcquire();
    }

    /**
     * How many controllers have connected; one that fell silent and greeted again counts again.
     *
     * @return at least 0
     */
    public long sessions() {
        return sessions.getAcquire();
    }

    /**
     * How many periods a free-running plant took more than a period late, and caught up.
     *
     * @return at least 0
     */
    public long lateTicks() {
        return lateTicks.getAcquire();
    }

    /** Ends {@link #run} soon. */
    public void stop() {
        stopped = true;
    }

    /** Serves until {@link #stop} is called or a bound is reached, and tells the controller then. Once a server. */
    public void run() {
        long start = System.nanoTime();
        long end = bounds.seconds() == 0 ? Long.MAX_VALUE : Math.round(bounds.seconds() * 1e9);
        long now = start;
        boolean open = true;
        while (open && !stopped && now - start < end && !enough()) {
            open = step(now);
            now = System.nanoTime();
        }
        if (engaged) {
            transmit(FrameKind.BYE, none, none);
            for (int i = 1; i < FAREWELLS; i++) {
                transport.send(out);
            }
        }
    }

    private boolean enough() {
        return bounds.episodes() > 0 && plant.episodes() >= bounds.episodes();
    }

    /** One frame or one period. A method of its own, so that the JVM compiles it early. */
    private boolean step(long start) {
        long until = start + LOOK_NANOS;
        int bytes = transport.receive(in, running && deadline - until < 0 ? deadline : until);
        long now = System.nanoTime();
        if (bytes > 0) {
            arrived(now);
        } else if (now - heardNanos > SILENT_NANOS) {
            transport.release();
        }
        if (running && now - deadline >= 0) {
            if (now - deadline >= periodNanos) {
                lateTicks.setRelease(lateTicks.getPlain() + 1);
            }
            deadline += periodNanos;
            commandUnused = false;
            move();
        }
        return bytes >= 0;
    }

    private void arrived(long now) {
        FrameStatus status = arriving.decode(in);
        if (status != FrameStatus.OK) {
            counters.add(status == FrameStatus.CORRUPT ? FrameCount.CORRUPT : FrameCount.FOREIGN, 1);
            return;
        }
        if (arriving.kind == FrameKind.HELLO) {
            greeted(now);
            return;
        }
        if (!engaged || arriving.session != session) {
            // The repeated farewell of a session that has ended is nothing foreign.
            counters.add(FrameCount.FOREIGN, arriving.session == session && arriving.kind == FrameKind.BYE ? 0 : 1);
            return;
        }
        if (!arrivals.arrived(arriving.transmission)) {
            return;
        }
        heardNanos = now;
        transport.hold();
        switch (arriving.kind) {
            case PING -> transmit(FrameKind.PONG, none, none);
            case START -> started(now);
            case COMMAND -> commanded();
            case BYE -> {
                engaged = false;
                running = false;
                transport.release();
            }
            default -> counters.add(FrameCount.FOREIGN, 1);
        }
    }

    private void greeted(long now) {
        heardNanos = now;
        transport.hold();
        if (!engaged || arriving.session != session) {
            begin();
        }
        sending.kind = FrameKind.WELCOME;
        sending.session = session;
        sending.transmission = 0;
        sending.encode(out, greeting);
        transport.send(out);
    }

    /** Another controller, or the same one afresh: the plant starts from its first episode. */
    private void begin() {
        session = arriving.session;
        engaged = true;
        running = false;
        transmission = 0;
        tick = -1;
        commandTick = 0;
        commandUnused = false;
        arrivals.restart();
        sessions.setRelease(sessions.getPlain() + 1);
        if (moved) {
            plant.restart(0);
            moved = false;
        }
        List<Signal> commands = plant.signature().commands();
        for (int i = 0; i < exchange.command.length; i++) {
            exchange.command[i] = commands.get(i).limited(0);
        }
    }

    private void started(long now) {
        if (tick < 0) {
            tick = 0;
            if (arriving.episode > 0) {
                restart();
            }
            measure();
            episodeBase = exchange.episode;
            running = clock == LinkSignature.Clock.FREE_RUNNING;
            deadline = now + periodNanos;
        } else if (arriving.tick > tick && clock == LinkSignature.Clock.LOCKSTEP && arriving.episode >= 0) {
            tick = arriving.tick;
            restart();
            measure();
        } else if (arriving.tick != tick && clock == LinkSignature.Clock.LOCKSTEP) {
            counters.add(FrameCount.STALE, 1);
            return;
        }
        answer();
    }

    private void restart() {
        moved = true;
        plant.restart(arriving.episode);
    }

    private void commanded() {
        if (arriving.first != exchange.command.length || arriving.second != 0 || tick < 0) {
            counters.add(FrameCount.FOREIGN, 1);
        } else if (clock == LinkSignature.Clock.FREE_RUNNING) {
            if (arriving.tick <= commandTick || commandUnused) {
                counters.add(FrameCount.STALE, 1);
            }
            if (arriving.tick > commandTick) {
                commandTick = arriving.tick;
                commandUnused = true;
                readCommand();
            }
        } else if (arriving.tick == tick + 1) {
            readCommand();
            move();
        } else {
            counters.add(FrameCount.STALE, 1);
            if (arriving.tick == tick) {
                answer();
            }
        }
    }

    private void readCommand() {
        for (int i = 0; i < exchange.command.length; i++) {
            exchange.command[i] = LinkFrame.number(in, i);
        }
    }

    private void move() {
        moved = true;
        tick++;
        exchange.commandTick = tick - 1;
        plant.send(exchange);
        ticks.setRelease(ticks.getPlain() + 1);
        measure();
        answer();
    }

    private void measure() {
        plant.receive(exchange);
    }

    private void answer() {
        sending.flags =
                (exchange.failed ? LinkFrame.FAILED : 0) | (plant.lastEpisodeSucceeded() ? LinkFrame.SUCCEEDED : 0);
        sending.tick = tick;
        sending.timeNanos = tick * periodNanos;
        sending.episode = exchange.episode - episodeBase;
        sending.cost = exchange.stageCost;
        transmit(FrameKind.MEASUREMENT, exchange.measurement, exchange.reference);
    }

    private void transmit(FrameKind kind, double[] first, double[] second) {
        sending.kind = kind;
        sending.session = session;
        sending.transmission = ++transmission;
        sending.encode(out, first, second);
        counters.add(FrameCount.SENT, 1);
        if (!transport.send(out)) {
            counters.add(FrameCount.NOT_SENT, 1);
        }
    }

    /** Frees the transport; the plant stays open. */
    @Override
    public void close() {
        transport.close();
    }
}
