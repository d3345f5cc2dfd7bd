package dev.antipode.controller.hil.fault;

import dev.antipode.controller.hil.LinkStatus;
import dev.antipode.controller.loop.LoopMode;

/** What truly happened in a case, as a {@link FaultyLink} saw it, on the loop's thread: no method allocates, waits or throws. */
public interface TruthLog {
    /**
     * A tick begins.
     *
     * @param episode from 0
     * @param status what the controller's side is told
     * @param active whether the faults' window is open
     * @param reference as the plant's side knows it
     * @param truth what the plant measured last
     * @param measured what the controller's side is told, where the status is {@link LinkStatus#OK}
     */
    void tick(int episode, LinkStatus status, boolean active, double[] reference, double[] truth, double[] measured);

    /**
     * The tick's command.
     *
     * @param commanded by the controller's side
     * @param delivered to the plant
     */
    void command(double[] commanded, double[] delivered);

    /**
     * Who commanded in the last tick.
     *
     * @param mode of the loop
     */
    void mode(LoopMode mode);

    /**
     * What the plant's period after the last command cost. More than once where the plant made more than one.
     *
     * @param stageCost not NaN
     */
    void cost(double stageCost);

    /**
     * An episode is over.
     *
     * @param episode from 0
     * @param lost whether the plant lost it
     * @param succeeded whether it held its goal, as far as the link knows; else whether it was not lost
     */
    void ended(int episode, boolean lost, boolean succeeded);
}
