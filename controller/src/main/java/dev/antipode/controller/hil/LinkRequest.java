package dev.antipode.controller.hil;

import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.Precision;
import dev.antipode.sim.Signal;
import dev.antipode.sim.TaskModel;
import java.util.List;

/**
 * What a link is opened with.
 *
 * @param address what follows the scheme, such as {@code localhost:9100} of {@code udp:localhost:9100}; may be empty
 * @param task what the controller was trained for
 * @param commands what the controller commands, in its order; a link carries them by these names and units
 * @param measurements what it needs to know, in its order, by these names and units
 * @param periodSeconds the tick that the loop will run at
 * @param timeoutNanos how long {@link Link#receive} waits at most
 * @param seed of random numbers on this side of the link
 * @param precision of a plant that is simulated on this side
 * @param arithmetic of a plant that is simulated on this side
 * @param kernels of a plant that is simulated on this side; decides no bits
 * @param loader where classes of the user are looked for
 */
public record LinkRequest(
        String address,
        TaskModel task,
        List<Signal> commands,
        List<Signal> measurements,
        double periodSeconds,
        long timeoutNanos,
        long seed,
        Precision precision,
        Arithmetic arithmetic,
        KernelMode kernels,
        ClassLoader loader) {
    /** Checks and copies. */
    public LinkRequest {
        commands = List.copyOf(commands);
        measurements = List.copyOf(measurements);
        if (timeoutNanos < 0) {
            throw new IllegalArgumentException("a link cannot wait " + timeoutNanos + " ns; give 0 or more");
        }
    }
}
