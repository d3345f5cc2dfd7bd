package dev.antipode.controller.hil.train;

import dev.antipode.controller.hil.Exchange;

/** What a tick costs, as far as a link tells. Neither method allocates or throws. */
public interface StageCost {
    /**
     * What is known once a command is decided on.
     *
     * @param exchange the measurement and the command, within its limits
     * @return at least 0
     */
    double acted(Exchange exchange);

    /**
     * What is known once the measurement after it is there.
     *
     * @param exchange with that measurement
     * @return a number, or NaN where the plant's side tells none
     */
    double told(Exchange exchange);

    /**
     * What each tick is charged that a lost episode did not have. A tick of that episode that cost more is charged instead, so that
     * failing early is never cheaper than going on.
     *
     * @return at least 0
     */
    double failureCost();
}
