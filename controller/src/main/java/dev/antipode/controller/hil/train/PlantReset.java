package dev.antipode.controller.hil.train;

/** How the plant comes to the start of the next episode. */
interface PlantReset {
    /**
     * Brings it there; afterwards the port has the episode's first measurement.
     *
     * @param number of the episode, for plants that can begin any
     * @param stop asked at every tick
     * @return {@link EpisodeEnd#COMPLETE} where it is there, else why not
     */
    EpisodeEnd reset(PlantPort port, long number, StopSignal stop);

    /** What an arrival that is none means for the episode. */
    static EpisodeEnd failure(PlantPort.Arrival arrival) {
        return arrival == PlantPort.Arrival.GONE ? EpisodeEnd.GONE : EpisodeEnd.INTERRUPTED;
    }
}
