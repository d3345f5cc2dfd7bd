package dev.antipode.controller.loop;

import dev.antipode.sim.Signal;
import java.util.List;

/**
 * A known signal on top of the controller's commands, so that a recording tells more about the plant than steady running would
 * (Ljung, System Identification, 2nd edition, section 13.3). Each input has its own; the limits of the inputs apply afterwards.
 * Works on the loop's thread; allocates nothing.
 */
public final class Excitation {
    /** The shape of the signal. */
    public enum Kind {
        /** A sine whose frequency rises from a thousandth to a fifth of the tick rate, once in 20 seconds, over and over. */
        CHIRP,
        /** A binary sequence of maximal length, 15 bits, held for some ticks. */
        PRBS,
        /** Levels at random, held for times at random. */
        STEPS
    }

    private static final double SWEEP_SECONDS = 20;
    private static final double LOWEST_OF_RATE = 1e-3;
    private static final double HIGHEST_OF_RATE = 0.2;
    private static final int REGISTER_BITS = 15;
    private static final int PRBS_HOLD_TICKS = 5;
    private static final double LONGEST_STEP_SECONDS = 2;

    /** A sine to about 3e-7: the one of {@link StrictMath} allocates where the JVM does not see through it. */
    private static final int TABLE = 2048;

    private final Kind kind;
    private final double[] sine = new double[TABLE + 1];
    private final double[] amplitude;
    private final double[] phase;
    private final double[] level;
    private final int[] hold;
    private final int[] register;
    private final long[] random;
    private final double ratio;
    private final long sweepTicks;
    private final int longestHold;
    private double turnsPerTick = LOWEST_OF_RATE;
    private long tick;

    /**
     * Makes a signal.
     *
     * @param kind its shape
     * @param inputs what it is added to
     * @param share its amplitude as a share of half of each range, or in the unit of an input without a range; above 0
     * @param periodSeconds the loop's tick
     * @param seed of what is random
     * @throws IllegalArgumentException if the share is not above 0 and at most 1
     */
    public Excitation(Kind kind, List<Signal> inputs, double share, double periodSeconds, long seed) {
        if (!(share > 0) || share > 1) {
            throw new IllegalArgumentException(
                    "an excitation of " + share + " of half the range must be above 0 and at most 1, such as 0.1");
        }
        this.kind = kind;
        this.amplitude = inputs.stream().mapToDouble(s -> share * s.halfWidth()).toArray();
        this.phase = new double[amplitude.length];
        this.level = new double[amplitude.length];
        this.hold = new int[amplitude.length];
        this.register = new int[amplitude.length];
        this.random = new long[amplitude.length];
        this.sweepTicks = Math.max(1, Math.round(SWEEP_SECONDS / periodSeconds));
        this.ratio = StrictMath.exp(StrictMath.log(HIGHEST_OF_RATE / LOWEST_OF_RATE) / sweepTicks);
        this.longestHold = (int) Math.max(1, Math.round(LONGEST_STEP_SECONDS / periodSeconds));
        for (int i = 0; i <= TABLE; i++) {
            sine[i] = StrictMath.sin(2 * Math.PI * i / TABLE);
        }
        for (int i = 0; i < amplitude.length; i++) {
            // A quarter turn apart, and far apart in the sequence, so that the inputs can be told from one another.
            phase[i] = 0.25 * (i % 4);
            register[i] = 1 + (int) ((7919L * (i + 1) + seed * 31) & 0x3fff);
            random[i] = seed + 0x9e3779b97f4a7c15L * (i + 1);
        }
    }

    /** Adds the signal to a tick's command. */
    void add(double[] command) {
        for (int i = 0; i < command.length; i++) {
            command[i] += amplitude[i] * next(i);
        }
        tick++;
        if (kind == Kind.CHIRP) {
            turnsPerTick = tick % sweepTicks == 0 ? LOWEST_OF_RATE : turnsPerTick * ratio;
        }
    }

    private double next(int i) {
        switch (kind) {
            case CHIRP -> {
                double value = sine(phase[i]);
                phase[i] += turnsPerTick;
                phase[i] -= Math.floor(phase[i]);
                return value;
            }
            case PRBS -> {
                if (hold[i] == 0) {
                    // x^15 + x^14 + 1 is primitive: period 2^15 - 1.
                    int bit = (register[i] ^ (register[i] >>> 1)) & 1;
                    register[i] = (register[i] >>> 1) | (bit << (REGISTER_BITS - 1));
                    level[i] = (register[i] & 1) == 0 ? -1 : 1;
                    hold[i] = PRBS_HOLD_TICKS;
                }
            }
            case STEPS -> {
                if (hold[i] == 0) {
                    level[i] = 2 * uniform(i) - 1;
                    hold[i] = 1 + (int) (uniform(i) * longestHold);
                }
            }
        }
        hold[i]--;
        return level[i];
    }

    /** Of a number of turns in [0, 1), between the entries of the table. */
    private double sine(double turns) {
        double place = turns * TABLE;
        int entry = (int) place;
        return sine[entry] + (place - entry) * (sine[entry + 1] - sine[entry]);
    }

    /** SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014), to 53 bits. */
    private double uniform(int i) {
        random[i] += 0x9e3779b97f4a7c15L;
        long z = random[i];
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return ((z ^ (z >>> 31)) >>> 11) * 0x1p-53;
    }
}
