package dev.antipode.controller.hil.plan;

/**
 * What became of one episode.
 *
 * @param ticks that it had
 * @param cost the sum of its stage costs, with the charge for the ticks that a lost one did not have; NaN where none was told
 * @param lost whether the plant lost it
 * @param succeeded whether it held its goal, as far as the link knows; else whether it was not lost
 * @param wentSafe whether the safe action was in force at some tick from the window's beginning on
 * @param recoverySeconds from the window's end until the controller commands and the cost is settled, both to the end; infinite where
 *     that was not so, NaN where there is no time after the window
 */
public record EpisodeResult(
        int ticks, double cost, boolean lost, boolean succeeded, boolean wentSafe, double recoverySeconds) {}
