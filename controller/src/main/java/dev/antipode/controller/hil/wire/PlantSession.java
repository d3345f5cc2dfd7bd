package dev.antipode.controller.hil.wire;

import dev.antipode.controller.hil.Exchange;
import dev.antipode.controller.hil.LinkSignature;
import dev.antipode.controller.hil.TaskLink;
import dev.antipode.sim.Signal;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a plant hears from its controller, does, and answers. A request that comes once more is answered from the last answer. Of the
 * thread that serves, but for the counts.
 */
final class PlantSession {
    private final TaskLink plant;
    private final Transport transport;
    private final boolean lockstep;
    private final FreeClock clock;
    private final long periodNanos;
    private final byte[] greeting;
    private final byte[] greetingWithParameters;
    private final Exchange exchange;
    private final FrameCounters counters;
    private final ArrivalWindow arrivals;
    private final LinkFrame arriving = new LinkFrame();
    private final FrameSender sender;
    private final int parameters;
    private final AtomicLong ticks = new AtomicLong();
    private final AtomicLong sessions = new AtomicLong();

    private boolean engaged;
    private boolean moved;
    private boolean scaled;
    private long tick;
    private long commandTick;
    private boolean commandUnused;
    private long episodeBase;
    private long heardNanos;

    PlantSession(
            TaskLink plant, Transport transport, LinkSignature.Clock time, FreeClock clock, FrameCounters counters) {
        LinkSignature signature = plant.signature();
        this.plant = plant;
        this.transport = transport;
        this.lockstep = time == LinkSignature.Clock.LOCKSTEP;
        this.clock = clock;
        this.counters = counters;
        this.periodNanos = signature.periodNanos();
        this.exchange = new Exchange(signature);
        this.arrivals = new ArrivalWindow(counters);
        this.parameters = plant.plantParameters().size();
        Greeting words = new Greeting(
                new LinkSignature(
                        signature.plant(),
                        signature.commands(),
                        signature.measurements(),
                        signature.references(),
                        signature.periodSeconds(),
                        time),
                true,
                plant.plantParameters());
        this.greeting = words.encode(false);
        this.greetingWithParameters = words.encode(true);
        this.sender = new FrameSender(
                transport,
                counters,
                Math.max(
                        LinkFrame.bytes(exchange.measurement.length + exchange.reference.length),
                        LinkFrame.HEADER_BYTES + greetingWithParameters.length + LinkFrame.TRAILER_BYTES));
    }

    /** The longest frame that means something to it. */
    int mostBytes() {
        return LinkFrame.bytes(exchange.command.length + parameters);
    }

    /** Takes what has arrived. */
    void arrived(ByteBuffer in, long now) {
        FrameStatus status = arriving.decode(in);
        if (status != FrameStatus.OK) {
            counters.add(status == FrameStatus.CORRUPT ? FrameCount.CORRUPT : FrameCount.FOREIGN, 1);
            return;
        }
        if (arriving.kind == FrameKind.HELLO) {
            greeted(now);
            return;
        }
        boolean ours = arriving.session == sender.session();
        if (!engaged || !ours) {
            // The repeated farewell of a session that has ended is nothing foreign.
            counters.add(FrameCount.FOREIGN, ours && arriving.kind == FrameKind.BYE ? 0 : 1);
            return;
        }
        if (!arrivals.arrived(arriving.transmission)) {
            return;
        }
        heardNanos = now;
        transport.hold();
        switch (arriving.kind) {
            case PING -> sender.send(FrameKind.PONG);
            case START -> started(now);
            case COMMAND -> commanded(in);
            case BYE -> {
                engaged = false;
                clock.stop();
                transport.release();
            }
            default -> counters.add(FrameCount.FOREIGN, 1);
        }
    }

    private void greeted(long now) {
        heardNanos = now;
        transport.hold();
        if (!engaged || arriving.session != sender.session()) {
            begin();
        }
        boolean all = (arriving.flags & LinkFrame.PARAMETERS) != 0;
        sender.greet(FrameKind.WELCOME, sender.session(), 0, all ? greetingWithParameters : greeting);
    }

    /** Another controller, or the same one afresh: the plant starts from its first episode. */
    private void begin() {
        sender.begin(arriving.session);
        engaged = true;
        clock.stop();
        tick = -1;
        commandTick = 0;
        commandUnused = false;
        arrivals.restart();
        sessions.setRelease(sessions.getPlain() + 1);
        if (moved) {
            plant.restart(0);
            moved = false;
        }
        scaled = false;
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
            plant.receive(exchange);
            episodeBase = exchange.episode;
            if (!lockstep) {
                clock.start(now);
            }
        } else if (arriving.tick > tick && lockstep && arriving.episode >= 0) {
            tick = arriving.tick;
            restart();
            plant.receive(exchange);
        } else if (arriving.tick != tick && lockstep) {
            counters.add(FrameCount.STALE, 1);
            return;
        }
        answer();
    }

    private void restart() {
        moved = true;
        plant.restart(arriving.episode);
    }

    private void commanded(ByteBuffer in) {
        boolean fits = arriving.first == exchange.command.length
                && (arriving.second == 0 || arriving.second == parameters)
                && tick >= 0;
        if (!fits) {
            counters.add(FrameCount.FOREIGN, 1);
        } else if (!lockstep) {
            if (arriving.tick <= commandTick || commandUnused) {
                counters.add(FrameCount.STALE, 1);
            }
            if (arriving.tick > commandTick) {
                commandTick = arriving.tick;
                commandUnused = true;
                readCommand(in);
            }
        } else if (arriving.tick == tick + 1) {
            readCommand(in);
            move();
        } else {
            counters.add(FrameCount.STALE, 1);
            if (arriving.tick == tick) {
                answer();
            }
        }
    }

    private void readCommand(ByteBuffer in) {
        for (int i = 0; i < exchange.command.length; i++) {
            exchange.command[i] = LinkFrame.number(in, i);
        }
        boolean told = arriving.second > 0;
        for (int i = 0; i < parameters && (told || scaled); i++) {
            plant.scalePlantParameter(i, told ? LinkFrame.number(in, arriving.first + i) : 1);
        }
        scaled = told;
    }

    /** A period of a plant that moves on by itself is over. */
    void period() {
        commandUnused = false;
        move();
    }

    private void move() {
        moved = true;
        tick++;
        exchange.commandTick = tick - 1;
        plant.send(exchange);
        ticks.setRelease(ticks.getPlain() + 1);
        plant.receive(exchange);
        answer();
    }

    private void answer() {
        LinkFrame frame = sender.frame;
        frame.flags =
                (exchange.failed ? LinkFrame.FAILED : 0) | (plant.lastEpisodeSucceeded() ? LinkFrame.SUCCEEDED : 0);
        frame.tick = tick;
        frame.timeNanos = tick * periodNanos;
        frame.episode = exchange.episode - episodeBase;
        frame.cost = exchange.stageCost;
        sender.send(FrameKind.MEASUREMENT, exchange.measurement, exchange.reference);
    }

    /** Whether nothing has been heard for so long. */
    boolean silentFor(long nanos, long now) {
        return now - heardNanos > nanos;
    }

    /** Tells the controller, if there is one, that this is the end. */
    void end() {
        if (engaged) {
            sender.farewell();
        }
    }

    long ticks() {
        return ticks.getAcquire();
    }

    long sessions() {
        return sessions.getAcquire();
    }
}
