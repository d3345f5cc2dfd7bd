package dev.antipode.sim.particles;

/**
 * Disks that repel each other where they overlap, in a periodic square box.
 *
 * <p>Source: the packings of Schoenholz and Cubuk, "JAX MD" (2020): half of the disks have diameter 1, the others diameter D. Two disks at
 * distance r with the mean diameter s have the energy {@code (1 - r/s)^2 / 2} while {@code r < s}. The box is such that
 * the disks' areas, overlaps counted twice, are a fixed fraction phi of it.
 *
 * <p>Positions are fractions of the box. So the box can change with D and carry its disks along, and what depends on its side has the
 * derivative that it should have.
 */
final class SoftDisks {
    /** The area of the disks in units of the box's. */
    static final double PACKING_FRACTION = 0.98;

    private SoftDisks() {}

    /**
     * What one disk does to another.
     *
     * @param x force on the first, to the right
     * @param y force on the first, up
     * @param energy of the pair
     */
    record Push(double x, double y, double energy) {}

    /** The side of the box: {@code side^2 phi = (n/2) pi/4 (D^2 + 1)}. */
    static double side(double disks, double diameter) {
        return Math.sqrt(0.5 * disks * (Math.PI / 4) * (diameter * diameter + 1) * (1 / PACKING_FRACTION));
    }

    /** The pair energy from the way between the disks in fractions of the box and their diameters. */
    static double energy(double x, double y, double side, double firstDiameter, double secondDiameter) {
        return push(x, y, side, firstDiameter, secondDiameter).energy();
    }

    /**
     * The force is the energy's negative slope by the place of the first disk: {@code (1 - r/s)/s} along the way from the second to
     * the first.
     *
     * @param x from the second disk to the first, in sides of the box
     * @param y from the second disk to the first, in sides of the box
     */
    static Push push(double x, double y, double side, double firstDiameter, double secondDiameter) {
        double wayX = side * (x - Math.rint(x));
        double wayY = side * (y - Math.rint(y));
        double square = wayX * wayX + wayY * wayY;
        double mean = 0.5 * (firstDiameter + secondDiameter);
        boolean overlaps = square < mean * mean && square > 0;
        double distance = Math.sqrt(overlaps ? square : 1);
        double perMean = 1 / mean;
        double overlap = 1 - distance * perMean;
        double strength = overlaps ? overlap * perMean / distance : 0;
        return new Push(strength * wayX, strength * wayY, overlaps ? 0.5 * overlap * overlap : 0);
    }
}
