package dev.antipode.controller.hil.fault;

/** The controller's clock runs at another rate than the plant's. */
final class ClockDrift extends TickFault {
    private final double rate;

    ClockDrift(double rate) {
        this.rate = rate;
    }

    @Override
    public void begin(FaultyPlant plant) {
        plant.clockRate(rate);
    }

    @Override
    public void end(FaultyPlant plant) {
        plant.clockRate(1);
    }
}
