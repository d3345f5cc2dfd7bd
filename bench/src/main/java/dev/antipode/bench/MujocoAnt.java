package dev.antipode.bench;

import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.Tile;
import dev.antipode.sim.rigid.Ant;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/**
 * A control step of our ant beside one of MuJoCo's with the same bodies, joints, limits, motors and contacts. Its joints and contacts are
 * hard constraints in reduced coordinates, ours are springs between free bodies: their motions differ, so only what both must share is
 * compared. Ours is timed in a closed loop, with its observation, cost and a perceptron of 32-32.
 */
final class MujocoAnt {
    private static final int LANES = 256;
    private static final int SETTLING_STEPS = 200;
    private static final int HEIGHT = 2;

    /** The torso's six and a hinge for each of the joints. */
    private static final int FREEDOM = 6 + Ant.JOINTS;

    private static final double MASS = 10 + 2 * 4;

    private MujocoAnt() {}

    static void measure(Path folder, int rounds, KernelMode mode, PrintStream out)
            throws IOException, InterruptedException {
        MujocoScript.Answer theirs =
                MujocoScript.run(folder, "ant", new double[0], SETTLING_STEPS, Ant.SUBSTEPS, rounds);
        double height = theirs.end()[HEIGHT];
        if (theirs.freedom() != FREEDOM || Math.abs(theirs.mass() - MASS) > 1e-9 || !(height > 0.2 && height < 1)) {
            throw new IllegalStateException("MuJoCo's ant has " + theirs.freedom() + " degrees of freedom, "
                    + theirs.mass() + " kg, and comes to rest at " + height + " m; it should have " + FREEDOM + ", "
                    + MASS + " kg, and stand; no time is taken of another ant");
        }
        String work = "ant, a control step of " + Ant.SUBSTEPS + " sub-steps, ";
        double many = ours(LANES, LANES, rounds, mode);
        out.println(row(work + "of 256 environments", theirs, many));
        double one = ours(Tile.LANE_MULTIPLE, 1, rounds, mode);
        out.println(row(work + "alone", theirs, one));
    }

    private static String row(String work, MujocoScript.Answer theirs, double nanos) {
        double ratio = nanos / theirs.nanos();
        return new PeerRow(work, theirs.version(), "ns", nanos, theirs.nanos(), ratio, Double.NaN).line();
    }

    private static double ours(int lanes, int units, int rounds, KernelMode mode) {
        try (RolloutBatch batch = new RolloutBatch("ant", lanes, mode)) {
            if (mode == KernelMode.SIMD) {
                batch.awaitSimd();
            }
            return Rounds.measure(rounds, List.of(new Rounds.Work(units, batch::steps)))
                    .median(0);
        }
    }
}
