package dev.antipode.sim;

import dev.antipode.core.jacobian.LoopTangents;
import dev.antipode.core.jacobian.TangentFrame;
import dev.antipode.core.linear.Convergence;
import dev.antipode.core.linear.Eigenvalues;
import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Tile;
import dev.antipode.core.program.Frame;
import dev.antipode.core.program.ProgramVjp;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Growth of perturbations while a gradient is computed: tangents of the loop's state ride along its steps, from random directions of
 * length 1, other ones in every episode. Lengths are in units of half the declared ranges. A tangent v of length 1 with
 * independent signs gives {@code E |J v|^2 = |J|_F^2 / n}, so mean squares estimate the Frobenius norm of the product of Jacobians
 * over the root of the state's size (M. F. Hutchinson, Communications in Statistics 18, 1989).
 *
 * <p>Made before the rollout's frames: it adds rows to their tiles. Immutable; each worker has a {@link Rider}.
 */
public final class RolloutGrowth {
    /** Cubes of a state's size that eigenvalues are found for: sixteen lanes of up to 16 numbers, one of more than 40. */
    private static final int EIGENVALUE_WORK = 16 * 16 * 16 * 16;

    /** The largest state whose spectral radius is measured: the eigenvalues of a larger one take longer than an update. */
    private static final int LARGEST_STATE = 256;

    private final Rollout rollout;
    private final LoopTangents tangents;
    private final ProgramVjp carrier;

    private RolloutGrowth(Rollout rollout, RolloutGradient gradient, int tangents) {
        this.rollout = rollout;
        this.tangents = rollout.loopTangents(tangents);
        this.carrier = gradient.carrier();
    }

    /**
     * Compiles.
     *
     * @param rollout the closed loop, before any frame of it is made
     * @param gradient of the same rollout
     * @param tangents how many ride along, at least 1; no more than the state has numbers are taken
     * @return what measures growth
     */
    public static RolloutGrowth of(Rollout rollout, RolloutGradient gradient, int tangents) {
        int size = rollout.loopState().stream().mapToInt(rows -> rows.count()).sum();
        return new RolloutGrowth(rollout, gradient, Math.min(tangents, size));
    }

    /**
     * How many tangents ride along.
     *
     * @return at least 1
     */
    public int tangents() {
        return tangents.tangents();
    }

    /**
     * Steps that {@link Rider#spectralRadius} runs, all with tangents: one for each column of the Jacobian, by as many as ride along.
     *
     * @return 0 where the state is too large for it
     */
    public int radiusSteps() {
        return radiusLanes() == 0 ? 0 : Math.ceilDiv(tangents.size(), tangents.tangents());
    }

    private int radiusLanes() {
        int size = tangents.size();
        int most = (int) Math.clamp(EIGENVALUE_WORK / Math.pow(size, 3), 1, rollout.lanes());
        return size > LARGEST_STATE ? 0 : most;
    }

    /**
     * Plans the memory of one frame.
     *
     * @param plan entries are added to it
     * @param name what their names start with
     * @return where the memory starts, to be given to {@link #attach}
     */
    public long plan(MemoryPlan.Builder plan, String name) {
        long start = tangents.plan(plan, name + "tangents", rollout.lanes());
        plan.add(
                name + "the step whose spectral radius is measured",
                carrier.carriedRows() + " rows x " + rollout.lanes() + " lanes",
                carriedBytes());
        if (radiusLanes() > 0) {
            int size = tangents.size();
            plan.add(
                    name + "its Jacobians",
                    radiusLanes() + " lanes x " + size + " x " + size + " x F64",
                    radiusLanes() * matrixBytes());
        }
        return start;
    }

    private long matrixBytes() {
        return (long) Double.BYTES * tangents.size() * tangents.size();
    }

    private long carriedBytes() {
        return carrier.carriedRows() * Tile.rowStrideBytes(rollout.lanes(), rollout.precision());
    }

    private long tangentBytes() {
        MemoryPlan.Builder plan = MemoryPlan.builder();
        tangents.plan(plan, "", rollout.lanes());
        return plan.build().totalBytes();
    }

    /**
     * Gives a frame its memory.
     *
     * @param frame its tangents are set
     * @param offset what {@link #plan} returned
     * @return what rides along that frame
     */
    public Rider attach(Frame frame, long offset) {
        return new Rider(frame, offset);
    }

    /** The tangents of one worker. Allocates nothing once it is made; not safe for use by several threads. */
    public final class Rider implements StepRunner {
        private final TangentFrame frame;
        private final long saved;
        private final long jacobians;
        private final double[] matrix;
        private final Eigenvalues eigenvalues;

        private Rider(Frame frame, long offset) {
            this.frame = new TangentFrame(tangents, frame, offset);
            this.saved = offset + tangentBytes();
            this.jacobians = saved + carriedBytes();
            int size = radiusLanes() == 0 ? 1 : tangents.size();
            this.matrix = new double[size * size];
            this.eigenvalues = new Eigenvalues(size);
        }

        /**
         * Starts from where the loop is now, with random directions.
         *
         * @param seed of the run
         * @param generation lets other generations have other directions
         */
        public void start(long seed, int generation) {
            frame.setSigns(seed, generation);
        }

        /** Runs a step of the rollout, with its tangents. */
        @Override
        public void step(Frame loop) {
            frame.step();
        }

        /**
         * How much a lane's perturbations have grown since the start.
         *
         * @param lane from 0
         * @return the mean square over the tangents of their lengths; NaN or infinite where these are
         */
        public double meanSquare(int lane) {
            double sum = 0;
            for (int t = 0; t < tangents.tangents(); t++) {
                for (int i = 0; i < tangents.size(); i++) {
                    double component = frame.get(t, i, lane);
                    sum += component * component;
                }
            }
            return sum / tangents.tangents();
        }

        /**
         * Whether a lane's episode goes on, so that its growth means something.
         *
         * @param lane from 0
         * @return false once it has failed
         */
        public boolean live(int lane) {
            return !rollout.failed(frame.frame(), lane);
        }

        /**
         * Measures the spectral radius of the Jacobian of the loop's next step: the largest modulus of its eigenvalues, from the whole
         * matrix. Of large states those of the first lanes alone, since the work grows with the cube of the size, and of more than 256
         * numbers none. The loop is left where it was; the tangents are not, and have to be started again.
         *
         * @param logRadius the natural logarithm of the radius of each lane, overwritten: negative infinity for a nilpotent matrix, NaN
         *     where it was not measured, or an entry of the matrix is not finite
         */
        public void spectralRadius(double[] logRadius) {
            Frame loop = frame.frame();
            int step = loop.step;
            carrier.saveCarried(loop, saved);
            for (int turn = 0; turn < radiusSteps(); turn++) {
                int first = turn * tangents.tangents();
                frame.setDirections(first);
                frame.step();
                for (int lane = 0; lane < radiusLanes(); lane++) {
                    column(first, lane);
                }
                carrier.restoreCarried(loop, saved);
                loop.step = step;
            }
            for (int lane = 0; lane < logRadius.length; lane++) {
                boolean found = lane < radiusLanes() && eigenvalues.compute(jacobian(lane)) == Convergence.CONVERGED;
                logRadius[lane] = found ? StrictMath.log(eigenvalues.modulus(0)) : Double.NaN;
            }
        }

        /** The columns from one on that the tangents have become, as many as ride along. */
        private void column(int first, int lane) {
            int size = tangents.size();
            int end = Math.min(size, first + tangents.tangents());
            for (int column = first; column < end; column++) {
                for (int i = 0; i < size; i++) {
                    long at = jacobians + lane * matrixBytes() + (long) Double.BYTES * (i * size + column);
                    frame.frame().block.set(ValueLayout.JAVA_DOUBLE, at, frame.get(column - first, i, lane));
                }
            }
        }

        private double[] jacobian(int lane) {
            long from = jacobians + lane * matrixBytes();
            MemorySegment.copy(frame.frame().block, ValueLayout.JAVA_DOUBLE, from, matrix, 0, matrix.length);
            return matrix;
        }
    }
}
