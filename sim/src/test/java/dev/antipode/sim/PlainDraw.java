package dev.antipode.sim;

import dev.antipode.core.random.Purpose;
import dev.antipode.core.random.Threefry;

/** Draws computed one by one from the generator's specification, with {@link Math} for the Box-Muller transform. */
final class PlainDraw implements Draw {
    private final long seed;
    private final Purpose purpose;
    private final int generation;
    private final int episode;
    private final int step;
    private int coordinate;

    PlainDraw(long seed, Purpose purpose, int generation, int episode, int step) {
        this.seed = seed;
        this.purpose = purpose;
        this.generation = generation;
        this.episode = episode;
        this.step = step;
    }

    @Override
    public double uniform(double low, double high) {
        return low + (high - low) * number(coordinate++);
    }

    @Override
    public double normal(double mean, double standardDeviation) {
        int first = coordinate & ~1;
        double radius = Math.sqrt(-2 * Math.log(number(first)));
        double angle = 2 * Math.PI * number(first + 1);
        double standard = radius * (coordinate % 2 == 0 ? Math.cos(angle) : Math.sin(angle));
        coordinate++;
        return mean + standardDeviation * standard;
    }

    private double number(int at) {
        int[] block = new int[4];
        Threefry.block(at / 4, 0, episode, step, (int) seed, (int) (seed >>> 32), purpose.id(), generation, block);
        return (Integer.toUnsignedLong(block[at % 4]) + 0.5) * 0x1p-32;
    }
}
