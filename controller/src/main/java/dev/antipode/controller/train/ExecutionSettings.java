package dev.antipode.controller.train;

import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.Tile;
import dev.antipode.sim.Tape;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How a run uses the device. Only the arithmetic mode changes the trained bits; threads, lanes, kernels, tape and budget never
 * do. A run that ends by its time limit has the bits of a run that was told its number of generations.
 *
 * @param threads worker threads, at least 1
 * @param lanes lanes of a tile at most, a positive multiple of 16
 * @param arithmetic fused or unfused multiply-add
 * @param kernels which kernels to use
 * @param budgetBytes the greatest permitted size of the workspace
 * @param timeLimit how long to train at most; empty for no limit
 * @param checkpointInterval generations from one checkpoint to the next; 0 for none
 * @param tape what estimators that backpropagate keep of the way forward
 */
public record ExecutionSettings(
        int threads,
        int lanes,
        Arithmetic arithmetic,
        KernelMode kernels,
        long budgetBytes,
        Optional<Duration> timeLimit,
        int checkpointInterval,
        Tape tape) {
    private static final long DEFAULT_BUDGET_BYTES = 1L << 30;
    private static final int DEFAULT_LANES = 64;
    private static final int DEFAULT_CHECKPOINT_INTERVAL = 20;

    /** Checks the values. */
    public ExecutionSettings {
        Objects.requireNonNull(tape, "tape");
        if (threads < 1) {
            throw new IllegalArgumentException("threads " + threads + " must be at least 1");
        }
        if (lanes < 1 || lanes % Tile.LANE_MULTIPLE != 0) {
            throw new IllegalArgumentException("lanes " + lanes + " must be a positive multiple of 16, such as 64");
        }
        if (budgetBytes < 1) {
            throw new IllegalArgumentException("a memory budget of " + budgetBytes + " bytes must be above 0");
        }
        if (timeLimit.isPresent()
                && (timeLimit.get().isNegative() || timeLimit.get().isZero())) {
            throw new IllegalArgumentException("time limit " + timeLimit.get() + " must be above 0");
        }
        if (checkpointInterval < 0) {
            throw new IllegalArgumentException(
                    "checkpoint interval " + checkpointInterval + " must be at least 1, or 0 for no checkpoints");
        }
    }

    /**
     * Settings for the machine that this runs on: a thread for each processor, SIMD kernels where the JVM has them.
     *
     * @return with fused arithmetic, a budget of 1 GiB, no time limit and the full tape
     */
    public static ExecutionSettings defaults() {
        return new ExecutionSettings(
                Runtime.getRuntime().availableProcessors(),
                DEFAULT_LANES,
                Arithmetic.FUSED,
                KernelMode.AUTO,
                DEFAULT_BUDGET_BYTES,
                Optional.empty(),
                DEFAULT_CHECKPOINT_INTERVAL,
                Tape.FULL);
    }

    /**
     * The same with another number of workers.
     *
     * @param value at least 1
     * @return a copy
     */
    public ExecutionSettings withThreads(int value) {
        return new ExecutionSettings(
                value, lanes, arithmetic, kernels, budgetBytes, timeLimit, checkpointInterval, tape);
    }

    /**
     * The same with wider or narrower tiles.
     *
     * @param value a positive multiple of 16
     * @return a copy
     */
    public ExecutionSettings withLanes(int value) {
        return new ExecutionSettings(
                threads, value, arithmetic, kernels, budgetBytes, timeLimit, checkpointInterval, tape);
    }

    /**
     * The same in another arithmetic mode.
     *
     * @param value fused or unfused
     * @return a copy
     */
    public ExecutionSettings withArithmetic(Arithmetic value) {
        return new ExecutionSettings(threads, lanes, value, kernels, budgetBytes, timeLimit, checkpointInterval, tape);
    }

    /**
     * The same with other kernels.
     *
     * @param value which to use
     * @return a copy
     */
    public ExecutionSettings withKernels(KernelMode value) {
        return new ExecutionSettings(
                threads, lanes, arithmetic, value, budgetBytes, timeLimit, checkpointInterval, tape);
    }

    /**
     * The same with another budget.
     *
     * @param value bytes, above 0
     * @return a copy
     */
    public ExecutionSettings withBudgetBytes(long value) {
        return new ExecutionSettings(threads, lanes, arithmetic, kernels, value, timeLimit, checkpointInterval, tape);
    }

    /**
     * The same with a time limit.
     *
     * @param value how long to train at most
     * @return a copy
     */
    public ExecutionSettings withTimeLimit(Duration value) {
        return new ExecutionSettings(
                threads, lanes, arithmetic, kernels, budgetBytes, Optional.of(value), checkpointInterval, tape);
    }

    /**
     * The same with other checkpoints.
     *
     * @param value generations from one to the next; 0 for none
     * @return a copy
     */
    public ExecutionSettings withCheckpointInterval(int value) {
        return new ExecutionSettings(threads, lanes, arithmetic, kernels, budgetBytes, timeLimit, value, tape);
    }

    /**
     * The same with less memory, or less work, for estimators that backpropagate.
     *
     * @param value what is kept of the way forward
     * @return a copy
     */
    public ExecutionSettings withTape(Tape value) {
        return new ExecutionSettings(
                threads, lanes, arithmetic, kernels, budgetBytes, timeLimit, checkpointInterval, value);
    }
}
