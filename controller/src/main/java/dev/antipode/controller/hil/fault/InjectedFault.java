package dev.antipode.controller.hil.fault;

import dev.antipode.controller.hil.LinkStatus;
import dev.antipode.controller.hil.TestablePlant;
import java.util.Optional;

/**
 * One fault of a test case. Every measurement and every command of the case passes through it, in its window and outside of it, on
 * the loop's thread: no method but {@link #close} allocates, waits or throws. A new fault overrides what it needs; it is offered to
 * plans by a {@link FaultKind}.
 */
public interface InjectedFault extends AutoCloseable {
    /**
     * Why it cannot strike. Asked before a case is run, which is left out where there is a reason.
     *
     * @param plant that of the link, where it can be changed from here
     * @return one clause for people; empty where nothing is in the way
     */
    default String obstacle(Optional<TestablePlant> plant) {
        return "";
    }

    /** An episode starts: everything of the one before is forgotten. A window that was open has ended with that episode. */
    default void episode() {}

    /**
     * The window opens.
     *
     * @param plant what the fault may do to it
     */
    default void begin(FaultyPlant plant) {}

    /**
     * The window closes within the episode.
     *
     * @param plant what the fault may do to it
     */
    default void end(FaultyPlant plant) {}

    /**
     * A measurement passes, or the tick has none.
     *
     * @param status what the link and the faults before this one say
     * @param packet the newest numbers, modified where they arrive otherwise
     * @param active whether the window is open; if not, nothing may be changed
     * @param random draws of this fault and tick
     * @return what the controller's side of the link is to say
     */
    default LinkStatus measurement(LinkStatus status, Packet packet, boolean active, FaultStream random) {
        return status;
    }

    /**
     * A command passes.
     *
     * @param packet its numbers, modified where others arrive
     * @param active whether the window is open; if not, nothing may be changed
     * @param random draws of this fault and tick
     * @return false if it does not arrive: the plant goes on with the one before
     */
    default boolean command(Packet packet, boolean active, FaultStream random) {
        return true;
    }

    /**
     * How often it struck: packets hit, or ticks under it where it is not about packets.
     *
     * @return at least 0
     */
    long injected();

    /** Ends what it has running. The case is over. */
    @Override
    default void close() {}
}
