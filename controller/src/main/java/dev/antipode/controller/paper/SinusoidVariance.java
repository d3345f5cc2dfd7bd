package dev.antipode.controller.paper;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Tile;
import dev.antipode.core.memory.Workspace;
import dev.antipode.core.program.DrawUse;
import dev.antipode.core.program.Engine;
import dev.antipode.core.program.Frame;
import dev.antipode.core.program.Program;
import dev.antipode.core.program.ProgramBuilder;
import dev.antipode.core.program.Rows;
import dev.antipode.core.program.TileLayout;
import dev.antipode.core.random.LaneCounters;
import java.util.ArrayList;
import java.util.List;

/**
 * The variance of gradient estimates of the {@link Sinusoid}, measured: a lane an x, a run of the program four draws of each. The right
 * panel of figure 1 is their largest by frequency. Measuring allocates nothing once the kernels are warm. Not thread-safe.
 */
public final class SinusoidVariance implements AutoCloseable {
    /** Draws of a lane in one run, so that no random number is made in vain. */
    private static final int DRAWS = 4;

    private final int lanes;
    private final int points;
    private final Rows x;
    private final Rows frequency;
    private final Rows sums;
    private final Program program;
    private final Workspace workspace;
    private final Frame frame;
    private long samples;

    /**
     * Compiles and allocates.
     *
     * @param engine in double precision; stays open
     * @param points how many x, evenly from {@code -LARGEST} to {@code LARGEST}, at least 2; the largest variance is that over these
     * @throws IllegalArgumentException if there are fewer points, or if the engine is in single precision, in which sums of so many
     *     squares lose digits
     */
    public SinusoidVariance(Engine engine, int points) {
        this(engine, points, Long.MAX_VALUE);
    }

    /**
     * Compiles and allocates within a budget.
     *
     * @param engine in double precision; stays open
     * @param points how many x, evenly from {@code -LARGEST} to {@code LARGEST}, at least 2
     * @param budgetBytes the most memory
     * @throws IllegalArgumentException as above
     * @throws dev.antipode.core.memory.BudgetExceededException if it takes more
     */
    public SinusoidVariance(Engine engine, int points, long budgetBytes) {
        if (points < 2) {
            throw new IllegalArgumentException(points + " points; give at least 2, such as 161");
        }
        this.points = points;
        this.lanes = Tile.paddedLanes(points);
        if (engine.precision() != Precision.F64) {
            throw new IllegalArgumentException("variances are summed in F64, not " + engine.precision());
        }
        int estimators = SlopeEstimator.values().length;
        TileLayout layout = new TileLayout(Tile.rowStrideBytes(lanes, Precision.F64));
        x = layout.add("x", 1);
        frequency = layout.add("frequency", 1);
        sums = layout.add("sums", 2 * estimators);
        ProgramBuilder builder = new ProgramBuilder(layout, engine);
        List<Rows> draws = builder.draws(DrawUse.SENSOR_NOISE, java.util.Collections.nCopies(DRAWS, true));
        for (Rows draw : draws) {
            builder.kernel("estimates", accumulate(), List.of(x, frequency, draw, sums), List.of(sums));
        }
        program = builder.build();
        MemoryPlan.Builder plan = MemoryPlan.builder("variances of the sinusoid");
        long tile = plan.add(
                "tile",
                layout.rowCount() + " rows x " + lanes + " lanes x F64",
                Tile.bytes(layout.rowCount(), lanes, Precision.F64));
        long counters = plan.add("lane counters", lanes + " lanes", LaneCounters.bytes(lanes));
        long scratch = plan.add("scratch", "kernels", engine.scratchBytes());
        workspace = Workspace.allocate(plan.build(), budgetBytes);
        frame = new Frame(workspace.block(), tile, Tile.rowStrideBytes(lanes, Precision.F64), lanes, scratch, counters);
        frame.laneCounters.setEpisodes(workspace.block(), 0, lanes);
        for (int lane = 0; lane < lanes; lane++) {
            set(x, 0, lane, Sinusoid.LARGEST * (2.0 * Math.min(lane, points - 1) / (points - 1) - 1));
        }
    }

    /** (x, frequency, draw, sums of estimates and of their squares) to the sums. */
    private static Graph accumulate() {
        Graph estimates = Sinusoid.estimates();
        GraphBuilder g = new GraphBuilder();
        List<Node> arguments = List.of(g.input("x"), g.input("frequency"), g.input("draw"));
        int count = estimates.outputNames().size();
        List<Node> before = new ArrayList<>();
        for (int i = 0; i < 2 * count; i++) {
            before.add(g.input("sum." + i));
        }
        List<Node> values = g.inline(estimates, arguments);
        List<String> names = new ArrayList<>();
        List<Node> after = new ArrayList<>();
        for (int i = 0; i < 2 * count; i++) {
            Node value = values.get(i % count);
            names.add("sum." + i);
            after.add(i < count ? g.add(before.get(i), value) : g.fma(value, value, before.get(i)));
        }
        return g.build(names, after);
    }

    /**
     * Draws samples at every x.
     *
     * @param w the frequency
     * @param seed of the draws
     * @param runs four samples each, at least 1
     */
    public void measure(double w, long seed, int runs) {
        for (int lane = 0; lane < lanes; lane++) {
            set(frequency, 0, lane, w);
            for (int i = 0; i < sums.count(); i++) {
                set(sums, i, lane, 0);
            }
        }
        frame.seed = seed;
        for (int run = 0; run < runs; run++) {
            frame.step = run;
            program.run(frame);
        }
        samples = (long) DRAWS * runs;
    }

    /**
     * How many x there are.
     *
     * @return a number of points from {@code -LARGEST} to {@code LARGEST}
     */
    public int points() {
        return points;
    }

    /**
     * A point.
     *
     * @param point from 0
     * @return its x
     */
    public double x(int point) {
        return get(x, 0, point);
    }

    /**
     * The mean of the estimates at a point.
     *
     * @param estimator which
     * @param point from 0
     * @return the mean over the samples
     */
    public double mean(SlopeEstimator estimator, int point) {
        return get(sums, estimator.ordinal(), point) / samples;
    }

    /**
     * The variance of the estimates at a point.
     *
     * @param estimator which
     * @param point from 0
     * @return the sample variance
     */
    public double variance(SlopeEstimator estimator, int point) {
        double squares = get(sums, SlopeEstimator.values().length + estimator.ordinal(), point);
        double mean = mean(estimator, point);
        return (squares - samples * mean * mean) / (samples - 1);
    }

    /**
     * The largest variance of the estimates over all points, what figure 1 shows.
     *
     * @param estimator which
     * @return the largest sample variance
     */
    public double largestVariance(SlopeEstimator estimator) {
        double largest = 0;
        for (int point = 0; point < points; point++) {
            largest = Math.max(largest, variance(estimator, point));
        }
        return largest;
    }

    private double get(Rows rows, int i, int lane) {
        return Precision.F64.get(frame.block, frame.offset(rows.row(i), lane, Precision.F64.bytes()));
    }

    private void set(Rows rows, int i, int lane, double value) {
        Precision.F64.set(frame.block, frame.offset(rows.row(i), lane, Precision.F64.bytes()), value);
    }

    /** Frees the memory. */
    @Override
    public void close() {
        workspace.close();
    }
}
