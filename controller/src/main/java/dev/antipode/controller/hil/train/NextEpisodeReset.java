package dev.antipode.controller.hil.train;

/**
 * A plant whose own side begins episodes: the safe action until it does.
 *
 * @param mostTicks after which it is not waited for any longer
 */
record NextEpisodeReset(long mostTicks) implements PlantReset {
    @Override
    public EpisodeEnd reset(PlantPort port, long number, StopSignal stop) {
        if (!port.started()) {
            PlantPort.Arrival arrival = port.first();
            return arrival == PlantPort.Arrival.HERE ? EpisodeEnd.COMPLETE : PlantReset.failure(arrival);
        }
        for (long tick = 0; !port.fresh(); tick++) {
            if (stop.stopped()) {
                return EpisodeEnd.STOPPED;
            }
            if (tick >= mostTicks) {
                return EpisodeEnd.NOT_READY;
            }
            PlantPort.Arrival arrival = port.safely();
            if (arrival != PlantPort.Arrival.HERE) {
                return PlantReset.failure(arrival);
            }
        }
        return EpisodeEnd.COMPLETE;
    }
}
