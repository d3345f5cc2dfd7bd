package dev.antipode.controller.hil.train;

import dev.antipode.controller.hil.TestablePlant;

/** A plant that begins any episode at once. */
record RestartReset(TestablePlant plant) implements PlantReset {
    @Override
    public EpisodeEnd reset(PlantPort port, long number, StopSignal stop) {
        plant.restart(number);
        PlantPort.Arrival arrival = port.first();
        return arrival == PlantPort.Arrival.HERE ? EpisodeEnd.COMPLETE : PlantReset.failure(arrival);
    }
}
