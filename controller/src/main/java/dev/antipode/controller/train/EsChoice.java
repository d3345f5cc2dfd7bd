package dev.antipode.controller.train;

/** Antithetic evolution strategies. */
public record EsChoice() implements EstimatorChoice {
    @Override
    public boolean population() {
        return true;
    }

    @Override
    public boolean shapes() {
        return true;
    }

    @Override
    public String toString() {
        return "es";
    }
}
