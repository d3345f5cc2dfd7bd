package dev.antipode.controller.loop;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The way of new parameters into a running loop, between two ticks and never inside one: offered by another thread, in shadow, in
 * command on probation, kept or rolled back. Two instances of the controller change places; nobody waits for anybody.
 *
 * <p>{@link #offer} belongs to one other thread. What it loads, the loop reads only after the state says so, and the other way round.
 */
public final class ParameterGate {
    private static final int IDLE = 0;
    private static final int OFFERED = 1;
    private static final int SHADOW = 2;
    private static final int PROBATION = 3;

    /** Short, so that a rehearsal meets parameters that stay and ones that are taken back, many times. */
    private static final int REHEARSED_HORIZON = 40;

    /** What the new parameters can be blamed for. */
    private static final int VIOLATION =
            Fault.EPISODE_LOST.bit() | Fault.NON_FINITE_COMMAND.bit() | Fault.MEASUREMENT_OUT_OF_RANGE.bit();

    private final GateRules rules;
    private final TickWindow before;
    private final double[] shadowCommand;
    private final AtomicInteger state = new AtomicInteger(IDLE);
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong rejected = new AtomicLong();
    private final AtomicLong rolledBack = new AtomicLong();
    private final AtomicLong wentLive = new AtomicLong();
    private final AtomicLong acceptedId = new AtomicLong(-1);

    /** Written by the loop, and by the offering thread while the state is idle. */
    private CompiledController.Instance live;

    private CompiledController.Instance other;
    private long candidateId;
    private int ticks;
    private boolean refused;
    private double costBefore;
    private int violationsBefore;
    private double costSum;
    private int costCount;
    private int violationCount;

    /**
     * Makes a gate.
     *
     * @param live commands at first
     * @param spare of the same controller; its parameters are of no consequence
     * @param inputs how many numbers a command has
     * @param rules what has to be passed
     */
    public ParameterGate(
            CompiledController.Instance live, CompiledController.Instance spare, int inputs, GateRules rules) {
        this.live = live;
        this.other = spare;
        this.rules = rules;
        this.shadowCommand = new double[inputs];
        this.before = new TickWindow(rules.judgeTicks());
    }

    /**
     * Offers parameters. They should have passed a validation on a model of the plant before. From one thread at a time.
     *
     * @param id for {@link #acceptedId}, at least 0
     * @param parameters one number a parameter, copied
     * @param centre subtracted from each observation, copied
     * @param scale multiplied by afterwards, copied
     * @return false if others are still on their way; offer later
     */
    public boolean offer(long id, double[] parameters, double[] centre, double[] scale) {
        if (state.getAcquire() != IDLE) {
            return false;
        }
        other.load(parameters, centre, scale);
        candidateId = id;
        state.setRelease(OFFERED);
        return true;
    }

    /** A gate between the same instances for a rehearsal, which changes nothing about this one but what the spare remembers. */
    ParameterGate rehearsed() {
        return new ParameterGate(live, other, shadowCommand.length, GateRules.forHorizon(REHEARSED_HORIZON));
    }

    /** In a rehearsal: offers whatever the instance that does not command has, if nothing is on its way. */
    void offerAgain() {
        if (state.getAcquire() == IDLE) {
            state.setRelease(OFFERED);
        }
    }

    /** The instance that commands. On the loop's thread. */
    Inference live() {
        return live;
    }

    /** An episode starts. On the loop's thread. */
    void reset() {
        if (state.getPlain() != IDLE && state.getPlain() != OFFERED) {
            other.reset();
        }
    }

    /** Before the command of a tick: whether the commanding instance is another one now. */
    boolean beforeTick(boolean inControl) {
        switch (state.getAcquire()) {
            case OFFERED -> {
                other.reset();
                ticks = 0;
                refused = false;
                state.setRelease(SHADOW);
            }
            case SHADOW -> {
                if (refused) {
                    rejected.incrementAndGet();
                    state.setRelease(IDLE);
                } else if (ticks >= rules.shadowTicks() && inControl) {
                    goLive();
                    return true;
                }
            }
            case PROBATION -> {
                if (refused) {
                    swap();
                    rolledBack.incrementAndGet();
                    state.setRelease(IDLE);
                    return true;
                }
                if (ticks >= rules.probationTicks()) {
                    accepted.incrementAndGet();
                    acceptedId.setRelease(candidateId);
                    state.setRelease(IDLE);
                }
            }
            default -> {
                return false;
            }
        }
        return false;
    }

    private void goLive() {
        costBefore = before.meanCost();
        violationsBefore = before.violations();
        ticks = 0;
        costSum = 0;
        costCount = 0;
        violationCount = 0;
        swap();
        wentLive.incrementAndGet();
        state.setRelease(PROBATION);
    }

    private void swap() {
        CompiledController.Instance old = live;
        live = other;
        other = old;
    }

    /** After the command of a tick was sent. */
    void afterTick(double[] measurement, double stageCost, int faults, boolean inControl) {
        boolean violated = (faults & VIOLATION) != 0;
        int now = state.getPlain();
        if (now == PROBATION) {
            ticks++;
            violationCount += violated ? 1 : 0;
            if (stageCost == stageCost) {
                costSum += stageCost;
                costCount++;
            }
            refused = violationCount > violationsBefore + rules.violations() || tooDear();
        } else {
            before.add(stageCost, violated);
        }
        // The instance that is not in command follows along, so that what it remembers is of this plant when it takes
        // over.
        if ((now == SHADOW || now == PROBATION) && (faults & Fault.UNUSABLE) == 0) {
            other.command(measurement, shadowCommand);
            if (now == SHADOW) {
                ticks += inControl ? 1 : 0;
                refused = refused || !finite();
            }
        }
    }

    private boolean tooDear() {
        // Without a cost from the plant's side, violations alone decide.
        return costCount >= rules.judgeTicks()
                && costSum / costCount > rules.costFactor() * costBefore + rules.costMargin();
    }

    private boolean finite() {
        for (double value : shadowCommand) {
            if (!(Math.abs(value) <= Double.MAX_VALUE)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether parameters can be offered.
     *
     * @return false while others are on their way
     */
    public boolean idle() {
        return state.getAcquire() == IDLE;
    }

    /**
     * The parameters that were kept last.
     *
     * @return the identity that they were offered with; -1 for none
     */
    public long acceptedId() {
        return acceptedId.getAcquire();
    }

    /**
     * How often parameters were kept.
     *
     * @return at least 0
     */
    public long accepted() {
        return accepted.getAcquire();
    }

    /**
     * How often parameters did not leave the shadow.
     *
     * @return at least 0
     */
    public long rejected() {
        return rejected.getAcquire();
    }

    /**
     * How often parameters were taken back.
     *
     * @return at least 0
     */
    public long rolledBack() {
        return rolledBack.getAcquire();
    }

    /**
     * How often new parameters took over the command.
     *
     * @return at least 0
     */
    public long wentLive() {
        return wentLive.getAcquire();
    }
}
