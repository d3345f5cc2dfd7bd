package dev.antipode.controller.paper;

import dev.antipode.controller.train.ExecutionSettings;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.program.Engine;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;

/**
 * What a figure is measured with.
 *
 * @param seed of every random number
 * @param execution threads, kernels and memory
 * @param progress told the share that is done, from 0 to 1
 * @param cancelled whether to stop
 */
public record FigureContext(
        long seed, ExecutionSettings execution, DoubleConsumer progress, BooleanSupplier cancelled) {
    private static final int MOST_WARM_SECONDS = 300;
    private static final double WARM_SECONDS = 15;
    private static final double MOST_WARM_SHARE = 0.9;

    /** Tells how far the figure is; where it is to stop, this is where it does. */
    void done(double fraction) {
        if (cancelled.getAsBoolean()) {
            throw new CancellationException("stopped");
        }
        progress.accept(fraction);
    }

    /** A part of this figure: its progress goes from one share to another. */
    FigureContext part(double from, double to) {
        return new FigureContext(
                seed, execution, fraction -> progress.accept(from + (to - from) * fraction), cancelled);
    }

    /**
     * Waits until the kernels are vectors. Scalar ones would give the same bits meanwhile, but slowly, and have the JVM compile them, too.
     *
     * @param engine whose kernels
     * @param expectedSeconds that the whole figure takes
     * @return for what is measured then: the share of the figure that does not go to this
     */
    FigureContext warm(Engine engine, double expectedSeconds) {
        engine.startWarmUp();
        return warm(() -> engine.awaitWarmUp(Duration.ofSeconds(1)), expectedSeconds);
    }

    /** The same for whatever tells, a second after it is asked at the latest, that the kernels are vectors. */
    FigureContext warm(BooleanSupplier withinASecond, double expectedSeconds) {
        double share = Math.min(WARM_SECONDS / expectedSeconds, MOST_WARM_SHARE);
        FigureContext warming = part(0, share);
        // How long it takes is known to nobody; the share comes ever closer to its end, and half-way in the expected
        // time.
        for (int second = 1; second <= MOST_WARM_SECONDS && !withinASecond.getAsBoolean(); second++) {
            warming.done(second / (second + WARM_SECONDS));
        }
        return part(share, 1);
    }

    /** One for so little work that compiling vector kernels for it would take longer; to the same bits. */
    Engine scalarEngine() {
        return new Engine(Precision.F64, execution.arithmetic(), KernelMode.SCALAR);
    }

    /** An engine in double precision. */
    Engine engine() {
        return new Engine(Precision.F64, execution.arithmetic(), execution.kernels());
    }
}
