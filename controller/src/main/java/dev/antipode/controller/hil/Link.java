package dev.antipode.controller.hil;

/**
 * A connection to a plant: commands go there, measurements come back. {@link #receive}, {@link #send} and, where there is time left,
 * {@link #attend} are called once a tick from one thread, in this order; they allocate nothing, never throw, and wait no longer than the
 * time-out that the link was opened with. Everything that can be refused is refused when the link is opened.
 *
 * <p>Tick {@code k}: {@code receive} gives measurement {@code k}, the controller computes command {@code k}, {@code send} hands it
 * over. A plant in {@linkplain LinkSignature.Clock#LOCKSTEP lockstep} then moves on by one period; measurement {@code k + 1} is of its
 * end.
 */
public interface Link extends AutoCloseable {
    /**
     * What the link carries.
     *
     * @return the same at every call
     */
    LinkSignature signature();

    /**
     * Takes the newest measurement.
     *
     * @param exchange modified: measurement, reference, time stamps, episode and cost. Where there is no new measurement, the numbers
     *     of the last one stay
     * @return {@link LinkStatus#OK} for a new measurement
     */
    LinkStatus receive(Exchange exchange);

    /**
     * Hands a command over.
     *
     * @param exchange its command and tick are read, {@link Exchange#sentNanos} is written
     * @return {@link LinkStatus#OK} if the command is on its way
     */
    LinkStatus send(Exchange exchange);

    /**
     * Watches for what follows the command while the caller has nothing else to do, so that {@link Exchange#receivedNanos} tells when it
     * came. What comes is for the next {@link #receive}. A link that knows that without watching does nothing here.
     *
     * @param untilNanos when to return at the latest, by {@link System#nanoTime()}; returns at once where it has passed
     */
    default void attend(long untilNanos) {}

    /**
     * Hands a command over and takes the measurement that follows.
     *
     * @param exchange as for the other two
     * @return the first status that is not {@link LinkStatus#OK}, else that
     */
    default LinkStatus exchange(Exchange exchange) {
        LinkStatus sent = send(exchange);
        LinkStatus received = receive(exchange);
        return sent == LinkStatus.OK ? received : sent;
    }

    /**
     * Why the other side has gone, for people. Not called in the loop, but before {@link #close}.
     *
     * @return one sentence without a full stop; empty while the link is open, and where there is nothing to say
     */
    default String failure() {
        return "";
    }

    /** Ends the connection and frees what it holds. The caller has sent its safe command before. */
    @Override
    void close();
}
