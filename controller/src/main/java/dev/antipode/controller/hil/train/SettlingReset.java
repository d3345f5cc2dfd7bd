package dev.antipode.controller.hil.train;

/**
 * A plant that goes back to its start under the safe action: a law that drives it there, or a command that lets it come to rest.
 *
 * @param start where it has to be
 * @param holdTicks for how many ticks in a row, at least 1
 * @param mostTicks after which it is not waited for any longer
 */
record SettlingReset(Bands start, long holdTicks, long mostTicks) implements PlantReset {
    @Override
    public EpisodeEnd reset(PlantPort port, long number, StopSignal stop) {
        if (!port.started()) {
            PlantPort.Arrival arrival = port.first();
            if (arrival != PlantPort.Arrival.HERE) {
                return PlantReset.failure(arrival);
            }
        }
        long held = 0;
        for (long tick = 0; tick < mostTicks; tick++) {
            if (stop.stopped()) {
                return EpisodeEnd.STOPPED;
            }
            PlantPort.Arrival arrival = port.safely();
            if (arrival != PlantPort.Arrival.HERE) {
                return PlantReset.failure(arrival);
            }
            held = start.outside(port.exchange.measurement) < 0 ? held + 1 : 0;
            if (held >= holdTicks) {
                return EpisodeEnd.COMPLETE;
            }
        }
        return EpisodeEnd.NOT_READY;
    }
}
