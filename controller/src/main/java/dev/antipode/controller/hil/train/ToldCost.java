package dev.antipode.controller.hil.train;

import dev.antipode.controller.hil.Exchange;

/**
 * The cost that the plant's side tells.
 *
 * @param failureCost of the task
 */
public record ToldCost(double failureCost) implements StageCost {
    @Override
    public double acted(Exchange exchange) {
        return 0;
    }

    @Override
    public double told(Exchange exchange) {
        return exchange.stageCost;
    }
}
