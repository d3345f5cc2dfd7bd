package dev.antipode.controller.hil.fault;

import dev.antipode.controller.hil.Exchange;
import dev.antipode.controller.hil.Link;
import dev.antipode.controller.hil.LinkSignature;
import dev.antipode.controller.hil.LinkStatus;
import dev.antipode.controller.hil.TestablePlant;
import dev.antipode.controller.loop.LoopMode;
import java.util.List;
import java.util.Optional;

/**
 * A link with faults in between: what the controller is told and what the plant is given may differ from what was sent. The faults and
 * their order decide everything, with draws that are functions of seed, case, episode and tick; time does not. A command that does
 * not arrive leaves the plant with the one before: in lockstep that one is sent again, and a free-running plant is sent nothing.
 * Allocates nothing after its start, but for a {@link DriftingClock} that changes its rate.
 */
public final class FaultyLink implements Link, FaultyPlant {
    private final LinkSignature signature;
    private final InjectedFault[] faults;
    private final FaultStream[] streams;
    private final FaultWindow window;
    private final TruthLog log;
    private final Optional<DriftingClock> clock;
    private final boolean lockstep;
    private final EpisodeCount episodes;
    private final EpisodeSource source;
    private final Packet measured;
    private final Packet commanded;
    private final double[] delivered;
    private final double[] rest;
    private Running loop;
    private boolean silent;
    private boolean mended;
    private boolean answered;
    private boolean logged;
    private double periodsPerTick = 1;
    private double phase;

    /** The loop on this link. */
    public interface Running {
        /**
         * Who commanded in the tick that ended last.
         *
         * @return the loop's mode
         */
        LoopMode mode();

        /** Ends the loop after the tick that is running. */
        void stop();
    }

    /**
     * Puts faults in front of a link.
     *
     * @param inner the real one; stays open when this one is closed
     * @param faults in the order in which a measurement passes them, and a command too; made for this run
     * @param seed of their draws
     * @param caseNumber which case of a plan, so that no two share a draw
     * @param window when they act
     * @param episodes how many episodes, after which the loop is stopped
     * @param episodeTicks how long one is at most, above 0
     * @param log where the truth is written
     * @param clock of a loop in real time, for faults of the clock; a loop without one waits for a plant in lockstep longer than the
     *     link's time-out
     */
    public FaultyLink(
            Link inner,
            List<? extends InjectedFault> faults,
            long seed,
            int caseNumber,
            FaultWindow window,
            int episodes,
            int episodeTicks,
            TruthLog log,
            Optional<DriftingClock> clock) {
        this.signature = inner.signature();
        this.faults = faults.toArray(InjectedFault[]::new);
        this.streams = new FaultStream[this.faults.length];
        for (int i = 0; i < streams.length; i++) {
            streams[i] = new FaultStream(seed, caseNumber, i);
        }
        this.window = window;
        this.log = log;
        this.clock = clock;
        this.lockstep = signature.clock() == LinkSignature.Clock.LOCKSTEP;
        this.episodes = new EpisodeCount(episodes, episodeTicks);
        this.source = new EpisodeSource(inner, this.episodes, log, lockstep && clock.isEmpty());
        this.measured = new Packet(signature.measurements().size());
        this.commanded = new Packet(signature.commands().size());
        this.rest = signature.commands().stream().mapToDouble(s -> s.limited(0)).toArray();
        this.delivered = rest.clone();
    }

    /**
     * Begins: the plant starts its first episode, where it can be told to.
     *
     * @param running stopped after the last episode; its modes go into the log
     */
    public void start(Running running) {
        loop = running;
        source.start(this::ended);
        forget();
    }

    private void ended() {
        forget();
        if (episodes.done()) {
            loop.stop();
        }
    }

    private void forget() {
        for (InjectedFault fault : faults) {
            fault.episode();
        }
        silent = false;
        mended = false;
        clockRate(1);
        System.arraycopy(rest, 0, delivered, 0, rest.length);
    }

    @Override
    public LinkSignature signature() {
        return signature;
    }

    @Override
    public LinkStatus receive(Exchange out) {
        if (logged) {
            log.mode(loop.mode());
            logged = false;
        }
        answered = true;
        Exchange real = source.exchange();
        LinkStatus status = silent ? LinkStatus.MISSING : source.receive();
        out.receivedNanos = real.receivedNanos;
        System.arraycopy(real.measurement, 0, measured.numbers, 0, measured.numbers.length);
        measured.tick = real.measurementTick;
        boolean idle = source.idle();
        if (!idle && status != LinkStatus.CLOSED) {
            status = strike(status, real);
        }
        if (status == LinkStatus.OK) {
            System.arraycopy(measured.numbers, 0, out.measurement, 0, measured.numbers.length);
            System.arraycopy(real.reference, 0, out.reference, 0, out.reference.length);
            out.measurementTick = measured.tick;
            out.plantNanos = real.plantNanos;
            out.episode = episodes.starts();
            out.stageCost = real.stageCost;
            out.failed = real.failed;
        }
        return status;
    }

    /** Sends the measurement of a tick through the faults. */
    private LinkStatus strike(LinkStatus received, Exchange real) {
        int tick = episodes.tick();
        boolean active = window.contains(tick);
        turn(tick);
        LinkStatus status = received;
        for (int i = 0; i < faults.length; i++) {
            streams[i].at(episodes.episode(), tick, Side.MEASUREMENT);
            status = faults[i].measurement(status, measured, active, streams[i]);
        }
        log.tick(episodes.episode(), status, active, real.reference, real.measurement, measured.numbers);
        return status;
    }

    /** Opens and closes the window. */
    private void turn(int tick) {
        if (tick == window.from()) {
            for (InjectedFault fault : faults) {
                fault.begin(this);
            }
        } else if (tick == window.until()) {
            for (InjectedFault fault : faults) {
                fault.end(this);
            }
        }
    }

    @Override
    public void attend(long untilNanos) {
        source.attend(untilNanos);
    }

    @Override
    public LinkStatus send(Exchange out) {
        Exchange real = source.exchange();
        real.commandTick = out.commandTick;
        LinkStatus status;
        if (!answered || source.idle()) {
            // The safe command at the end, or what belongs to no episode: nothing may come in between.
            status = source.send(out.command, 1);
        } else {
            status = pass(out);
        }
        answered = false;
        out.sentNanos = real.sentNanos;
        silent &= !mended;
        mended = false;
        return status;
    }

    /** Sends the command of a tick through the faults. */
    private LinkStatus pass(Exchange out) {
        int tick = episodes.tick();
        boolean active = window.contains(tick);
        System.arraycopy(out.command, 0, commanded.numbers, 0, out.command.length);
        commanded.tick = out.commandTick;
        boolean arrives = true;
        for (int i = 0; i < faults.length && arrives; i++) {
            streams[i].at(episodes.episode(), tick, Side.COMMAND);
            arrives = faults[i].command(commanded, active, streams[i]);
        }
        if (arrives && !silent) {
            System.arraycopy(commanded.numbers, 0, delivered, 0, delivered.length);
        }
        log.command(out.command, delivered);
        logged = true;
        episodes.ticked();
        boolean nothing = silent || (!arrives && !lockstep);
        return nothing ? LinkStatus.OK : source.send(delivered, periods());
    }

    /** How many periods the plant has in this tick. */
    private int periods() {
        phase += periodsPerTick;
        // The half keeps a rate of exactly 1 free of rounding.
        int periods = phase >= 1.5 ? 2 : phase >= 0.5 ? 1 : 0;
        phase -= periods;
        return periods;
    }

    @Override
    public Optional<TestablePlant> plant() {
        return source.plant();
    }

    @Override
    public void silence(boolean cut) {
        silent |= cut;
        // The tick is over first: its command was computed without the plant.
        mended = !cut;
    }

    @Override
    public void restart() {
        source.restart();
    }

    @Override
    public void clockRate(double rate) {
        if (lockstep) {
            periodsPerTick = 1 / rate;
            phase = 0;
        } else if (clock.isPresent()) {
            clock.get().rate(rate);
        }
    }

    /**
     * How often the faults struck.
     *
     * @return in their order; a copy
     */
    public long[] injected() {
        long[] counts = new long[faults.length];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = faults[i].injected();
        }
        return counts;
    }

    /** Ends the faults; the real link stays open. */
    @Override
    public void close() {
        for (InjectedFault fault : faults) {
            fault.close();
        }
    }
}
