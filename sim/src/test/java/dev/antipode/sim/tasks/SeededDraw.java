package dev.antipode.sim.tasks;

import dev.antipode.sim.Draw;
import java.util.Random;

/** Random numbers for plain-Java episodes. */
final class SeededDraw implements Draw {
    private final Random random;

    SeededDraw(long seed) {
        random = new Random(seed);
    }

    @Override
    public double uniform(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    @Override
    public double normal(double mean, double standardDeviation) {
        return mean + standardDeviation * random.nextGaussian();
    }
}
