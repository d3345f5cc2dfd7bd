package dev.antipode.controller.hil.wire;

/** A plant that is served to whoever calls. {@link #run} runs on one thread; the rest may be called from any. */
public interface PlantService extends AutoCloseable {
    /**
     * Where it is served.
     *
     * @return such as {@code 127.0.0.1:9100}, with the port that was taken where none was asked for
     */
    String place();

    /**
     * The frames of this side, over all sessions.
     *
     * @return the same object at every call
     */
    FrameCounters counters();

    /**
     * How often the plant has moved on.
     *
     * @return periods
     */
    long ticks();

    /**
     * How many controllers have connected; one that begins again counts again.
     *
     * @return at least 0
     */
    long sessions();

    /**
     * How many periods a plant that moves on by itself took more than a period late, and caught up.
     *
     * @return at least 0
     */
    default long lateTicks() {
        return 0;
    }

    /** Serves until {@link #stop} is called or a bound is reached. Once. */
    void run();

    /** Ends {@link #run} soon. */
    void stop();

    /** Frees what it holds. Not called before {@link #run} has ended. */
    @Override
    void close();
}
