package dev.antipode.controller.paper;

import dev.antipode.core.linear.DenseShape;
import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Tile;
import dev.antipode.core.memory.Workspace;
import dev.antipode.core.program.DrawUse;
import dev.antipode.core.program.Engine;
import dev.antipode.core.program.Frame;
import dev.antipode.core.program.Program;
import dev.antipode.core.program.ProgramBuilder;
import dev.antipode.core.program.ProgramVjp;
import dev.antipode.core.program.Rows;
import dev.antipode.core.program.TileLayout;
import dev.antipode.core.random.EpisodeSet;
import dev.antipode.core.random.LaneCounters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The bound of an {@link Autoencoder} on a batch of pictures, a lane each, and estimates of its gradient. What is minimised is the
 * misfit plus the divergence. Allocates nothing a step once the kernels are warm. Not thread-safe.
 */
final class AutoencoderTraining implements AutoCloseable {
    /** How much of the baseline an update leaves. */
    private static final double REMEMBERED = 0.9;

    private final Autoencoder coder;
    private final Digits digits;
    private final int lanes;
    private final Rows picture;
    private final Rows distribution;
    private final Rows code;
    private final Rows misfit;
    private final Rows divergence;
    private final Rows weight;
    private final Rows score;
    private final Rows units;
    private final Rows said;
    private final Program bound;
    private final ProgramVjp boundVjp;
    private final ProgramVjp scoreVjp;
    private final SharedParameters parameters;
    private final Workspace workspace;
    private final Frame frame;
    private final MirroredPairs pairs;
    private double baseline = Double.NaN;

    /** The lanes are a multiple of 16, pictures of a batch. */
    AutoencoderTraining(Autoencoder coder, Digits digits, int lanes, long seed, Engine engine, long budgetBytes) {
        this.coder = coder;
        this.digits = digits;
        this.lanes = lanes;
        TileLayout layout = new TileLayout(stride());
        picture = layout.add("picture", Digits.PIXELS);
        distribution = layout.add("means and logarithms of variances", 2 * coder.codes());
        code = layout.add("codes", coder.codes());
        misfit = layout.add("misfit", 1);
        divergence = layout.add("divergence", 1);
        weight = layout.add("weight of the score", 1);
        score = layout.add("score", 1);
        units = layout.add("units", 2 * coder.hidden());
        said = layout.add("reconstruction", Digits.PIXELS);
        ProgramBuilder whole = new ProgramBuilder(layout, engine);
        encode(whole);
        whole.kernel("divergence", coder.divergence(), List.of(distribution), List.of(divergence));
        List<Rows> from = new ArrayList<>(List.of(distribution));
        from.addAll(whole.draws(DrawUse.SENSOR_NOISE, Collections.nCopies(coder.codes(), true)));
        whole.kernel("draw", coder.draw(), from, List.of(code));
        decode(whole);
        bound = whole.build();
        ProgramBuilder held = new ProgramBuilder(layout, engine);
        encode(held);
        held.kernel("score", coder.scored(), List.of(distribution, code, weight), List.of(divergence, score));
        decode(held);
        boundVjp = ProgramVjp.of(bound, layout, engine, List.of(), true);
        scoreVjp = ProgramVjp.of(held.build(), layout, engine, List.of(), true);
        parameters = new SharedParameters(coder.parameterCount(), lanes, boundVjp.gradientBytes());
        pairs = new MirroredPairs(parameters, seed);
        MemoryPlan.Builder plan = MemoryPlan.builder("training of the autoencoder");
        long tile = plan.add(
                "pictures",
                layout.rowCount() + " rows x " + lanes + " pictures x F64",
                Tile.bytes(layout.rowCount(), lanes, Precision.F64));
        int rows = Math.max(boundVjp.cotangentRows(), scoreVjp.cotangentRows());
        long cotangents = plan.add("cotangents", rows + " rows x " + lanes + " pictures x F64", rows * stride());
        parameters.plan(plan);
        long counters = plan.add("lane counters", lanes + " lanes", LaneCounters.bytes(lanes));
        long scratch = plan.add("scratch", "kernels", engine.scratchBytes());
        workspace = Workspace.allocate(plan.build(), budgetBytes);
        frame = new Frame(workspace.block(), tile, stride(), lanes, scratch, counters);
        frame.cotangentsOffset = cotangents;
        frame.seed = seed;
        frame.laneCounters.setEpisodes(workspace.block(), 0, lanes);
        parameters.attach(workspace.block(), frame);
    }

    private void encode(ProgramBuilder program) {
        Rows seen = units.part(0, coder.hidden());
        dense(program, 0, picture, seen);
        program.elementwise("tanh", Autoencoder.tanh(), seen);
        dense(program, 1, seen, distribution);
    }

    private void decode(ProgramBuilder program) {
        Rows told = units.part(coder.hidden(), coder.hidden());
        dense(program, 2, code, told);
        program.elementwise("tanh", Autoencoder.tanh(), told);
        dense(program, 3, told, said);
        program.kernel("misfit", Autoencoder.misfit(), List.of(picture, said), List.of(misfit));
    }

    private void dense(ProgramBuilder program, int layer, Rows in, Rows out) {
        DenseShape shape = coder.layers().get(layer);
        program.dense("layer " + layer, shape, in, out, coder.start(layer));
    }

    private long stride() {
        return Tile.rowStrideBytes(lanes, Precision.F64);
    }

    MemoryPlan plan() {
        return workspace.plan();
    }

    SharedParameters parameters() {
        return parameters;
    }

    int lanes() {
        return lanes;
    }

    private double get(Rows rows, int lane) {
        return Precision.F64.get(frame.block, frame.offset(rows.first(), lane, Double.BYTES));
    }

    private void set(Rows rows, int i, int lane, double value) {
        Precision.F64.set(frame.block, frame.offset(rows.row(i), lane, Double.BYTES), value);
    }

    /** Starts from these parameters. */
    void begin(double[] values) {
        parameters.begin(values);
        baseline = Double.NaN;
    }

    /** A batch of the pictures for training, and its noise. */
    void load(int draw) {
        int trained = digits.pixels().length - lanes;
        load((int) ((long) draw * lanes % trained), trained, EpisodeSet.TRAINING, draw);
    }

    /** The pictures that are not for training, always with the same noise. */
    void loadTested() {
        int trained = digits.pixels().length - lanes;
        load(trained, digits.pixels().length, EpisodeSet.TEST, 0);
    }

    /** Pictures from one on; from the end it goes on with the first. */
    private void load(int first, int end, EpisodeSet set, int draw) {
        frame.episodeSet = set;
        frame.step = draw;
        for (int lane = 0; lane < lanes; lane++) {
            double[] pixels = digits.pixels()[(first + lane) % end];
            for (int p = 0; p < Digits.PIXELS; p++) {
                set(picture, p, lane, pixels[p]);
            }
        }
    }

    /** What is minimised, the mean over the pictures that were loaded. */
    double bound() {
        bound.run(frame);
        return mean(0, lanes);
    }

    /** Of some pictures, where it was last computed. */
    double mean(int from, int to) {
        double sum = 0;
        for (int lane = from; lane < to; lane++) {
            sum += get(misfit, lane) + get(divergence, lane);
        }
        return sum / (to - from);
    }

    /** Estimates the gradient of {@link #bound} on what was loaded. */
    void estimate(EncoderGradient kind, int draw) {
        if (kind == EncoderGradient.PAIRS) {
            pairs.measure(this, draw);
        } else {
            parts(kind);
        }
    }

    /**
     * Leaves what was estimated with the parameters.
     *
     * @param pictures the first ones of the batch that count, a multiple of 16
     */
    void gather(EncoderGradient kind, int draw, int pictures) {
        int counted = pictures / Tile.LANE_MULTIPLE;
        for (int i = 0; i < parameters.count(); i++) {
            double sum = 0;
            for (int group = 0; group < counted; group++) {
                if (kind == EncoderGradient.PAIRS) {
                    for (int pair = 0; pair < MirroredPairs.PAIRS; pair++) {
                        sum += pairs.slope(draw, pair, group, i) / MirroredPairs.PAIRS;
                    }
                } else {
                    sum += parameters.part(group, i);
                }
            }
            parameters.setGradient(i, sum / counted);
        }
    }

    /** One update on a batch. */
    void update(EncoderGradient kind, int draw, double rate) {
        load(draw);
        estimate(kind, draw);
        gather(kind, draw, lanes);
        parameters.step(rate);
    }

    /** The gradient of the mean over each 16 pictures, which is left in the parts. */
    private void parts(EncoderGradient kind) {
        boolean through = kind == EncoderGradient.REPARAMETERISED;
        ProgramVjp vjp = through ? boundVjp : scoreVjp;
        if (!through) {
            bound.run(frame);
            weigh(kind == EncoderGradient.SCORE_BASELINE);
        }
        vjp.prepare(frame);
        vjp.record(frame);
        parameters.clearParts();
        SharedParameters.clear(frame.block, frame.cotangentsOffset, vjp.cotangentRows() * stride());
        for (int lane = 0; lane < lanes; lane++) {
            setCotangent(misfit, lane);
            setCotangent(divergence, lane);
            if (!through) {
                setCotangent(score, lane);
            }
        }
        vjp.reverse(frame);
    }

    private void setCotangent(Rows rows, int lane) {
        long at = frame.cotangentsOffset + rows.first() * stride() + (long) lane * Double.BYTES;
        Precision.F64.set(frame.block, at, 1.0 / Tile.LANE_MULTIPLE);
    }

    /** The baseline is of earlier draws alone, so that it leaves no bias. */
    private void weigh(boolean withBaseline) {
        double sum = 0;
        double off = withBaseline && !Double.isNaN(baseline) ? baseline : 0;
        for (int lane = 0; lane < lanes; lane++) {
            double loss = get(misfit, lane);
            set(weight, 0, lane, loss - off);
            sum += loss;
        }
        double mean = sum / lanes;
        baseline = Double.isNaN(baseline) ? mean : REMEMBERED * baseline + (1 - REMEMBERED) * mean;
    }

    @Override
    public void close() {
        workspace.close();
    }
}
