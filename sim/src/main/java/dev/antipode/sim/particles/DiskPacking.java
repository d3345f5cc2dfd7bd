package dev.antipode.sim.particles;

import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Tile;
import dev.antipode.core.memory.Workspace;
import dev.antipode.core.program.DrawUse;
import dev.antipode.core.program.Engine;
import dev.antipode.core.program.Frame;
import dev.antipode.core.program.Program;
import dev.antipode.core.program.ProgramBuilder;
import dev.antipode.core.program.ProgramJvp;
import dev.antipode.core.program.Rows;
import dev.antipode.core.program.TileLayout;
import dev.antipode.core.random.LaneCounters;
import java.util.List;

/**
 * Packs disks: from places drawn at random to a minimum of their energy, step by step, and with it the derivative of the energy by the
 * diameter D of half of the disks, carried forward. Figure 4 of "Gradients are not all you need" (Metz and others, 2021). One packing
 * a lane. Steps allocate nothing once the kernels are warm. Not thread-safe.
 */
public final class DiskPacking implements AutoCloseable {
    private final int disks;
    private final Precision precision;
    private final Rows diameter;
    private final Rows place;
    private final Rows force;
    private final Rows energy;
    private final Program begin;
    private final Program step;
    private final ProgramJvp beginJvp;
    private final ProgramJvp stepJvp;
    private final Workspace workspace;
    private final Frame frame;
    private final PackingTangent tangent;

    /**
     * Compiles and allocates.
     *
     * @param disks how many, an even number of at least 4
     * @param lanes how many packings side by side, a positive multiple of 16
     * @param engine what compiles the kernels; stays open
     * @param budgetBytes the most memory
     * @throws IllegalArgumentException if a number is out of range
     * @throws dev.antipode.core.memory.BudgetExceededException if it takes more
     */
    public DiskPacking(int disks, int lanes, Engine engine, long budgetBytes) {
        if (disks < 4 || disks % 2 != 0) {
            throw new IllegalArgumentException(disks + " disks; give an even number of at least 4, such as 32");
        }
        if (lanes <= 0 || lanes % Tile.LANE_MULTIPLE != 0) {
            throw new IllegalArgumentException(lanes + " lanes are not a positive multiple of " + Tile.LANE_MULTIPLE);
        }
        this.disks = disks;
        precision = engine.precision();
        TileLayout layout = new TileLayout(Tile.rowStrideBytes(lanes, precision));
        diameter = layout.add("diameter", 1);
        place = layout.add("place", 2 * disks);
        Rows momentum = layout.add("momentum", 2 * disks);
        Rows control = layout.add("control", 3);
        PackingGraphs graphs = new PackingGraphs(disks);
        PackingForces forces = new PackingForces(graphs, disks, layout, engine, place);
        force = forces.force();
        energy = forces.energy();
        Rows sizes = forces.sizes();
        Rows side = forces.side();

        ProgramBuilder beginning = new ProgramBuilder(layout, engine);
        List<Boolean> uniform = java.util.Collections.nCopies(2 * disks, false);
        List<Rows> from = new java.util.ArrayList<>(beginning.draws(DrawUse.INITIAL_STATE, uniform));
        from.add(diameter);
        beginning.kernel("start", graphs.start(), from, List.of(place, momentum, force, sizes, side, control));
        forces.append(beginning);
        begin = beginning.build();

        ProgramBuilder stepping = new ProgramBuilder(layout, engine);
        stepping.kernel(
                "drift",
                graphs.drift(),
                List.of(place, momentum, force, side, control.part(0, 1)),
                List.of(place, momentum));
        forces.append(stepping);
        stepping.kernel("kick", graphs.kick(), List.of(momentum, force, control), List.of(momentum, control));
        step = stepping.build();

        List<Rows> wrt = List.of(diameter, place, momentum, force, sizes, side);
        int primal = layout.rowCount();
        beginJvp = ProgramJvp.of(begin, layout, engine, List.of(diameter), false, 1);
        stepJvp = ProgramJvp.of(step, layout, engine, wrt, false, 1);
        MemoryPlan.Builder plan = MemoryPlan.builder("packing of " + disks + " disks");
        long tile = plan.add(
                "tile",
                layout.rowCount() + " rows x " + lanes + " lanes x " + precision,
                Tile.bytes(layout.rowCount(), lanes, precision));
        int tangentRows = Math.max(primal, Math.max(beginJvp.tangentRows(), stepJvp.tangentRows()));
        long tangents = plan.add(
                "tangent",
                tangentRows + " rows x " + lanes + " lanes x " + precision,
                Tile.bytes(tangentRows, lanes, precision));
        long counters = plan.add("lane counters", lanes + " lanes", LaneCounters.bytes(lanes));
        long scratch = plan.add("scratch", "kernels", engine.scratchBytes());
        workspace = Workspace.allocate(plan.build(), budgetBytes);
        frame = new Frame(workspace.block(), tile, Tile.rowStrideBytes(lanes, precision), lanes, scratch, counters);
        frame.tangentsOffset = tangents;
        frame.laneCounters.setEpisodes(workspace.block(), 0, lanes);
        tangent = new PackingTangent(stepJvp, frame, precision, lanes, place, List.of(place, momentum, force));
    }

    /**
     * Sets the diameter of a packing's second half of disks.
     *
     * @param lane from 0
     * @param value in diameters of the others, above 0
     */
    public void setDiameter(int lane, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("a diameter of " + value + " must be above 0");
        }
        precision.set(frame.block, frame.offset(diameter.first(), lane, precision.bytes()), value);
    }

    /**
     * How many packings are different by their random places; lanes repeat them.
     *
     * @param count at least 1: lane l starts as lane {@code l % count} does
     */
    public void setStarts(int count) {
        frame.laneCounters.setEpisodes(frame.block, 0, count);
    }

    /**
     * Draws the places.
     *
     * @param seed of the random numbers
     * @param differentiated whether the derivative by the diameter is to be carried along
     */
    public void begin(long seed, boolean differentiated) {
        frame.seed = seed;
        if (differentiated) {
            tangent.unit(diameter.first());
            beginJvp.run(frame);
        } else {
            begin.run(frame);
        }
    }

    /**
     * One step of the relaxation.
     *
     * @param differentiated whether the derivative is carried along, as {@link #begin} was told
     */
    public void step(boolean differentiated) {
        if (differentiated) {
            stepJvp.run(frame);
        } else {
            step.run(frame);
        }
    }

    /**
     * The energy of a packing.
     *
     * @param lane from 0
     * @return the sum over its pairs
     */
    public double energy(int lane) {
        return precision.get(frame.block, frame.offset(energy.first(), lane, precision.bytes()));
    }

    /**
     * Replaces the derivative by the diameter by one in a random direction of the places, each of them one side of the box up or down.
     * So steps show how perturbations grow, whatever causes them.
     *
     * @param seed of the direction, of each lane its own
     */
    public void perturb(long seed) {
        tangent.signs(seed);
    }

    /** Divides derivatives that have become huge by powers of two. From then on {@link #slope} is in units of {@link #logScale}. */
    public void rescale() {
        tangent.rescale();
    }

    /**
     * What {@link #rescale} has divided a lane's derivative by.
     *
     * @param lane from 0
     * @return its natural logarithm
     */
    public double logScale(int lane) {
        return tangent.logScale(lane);
    }

    /**
     * How long the derivative of places, momenta and forces is.
     *
     * @param lane from 0
     * @return the natural logarithm of its length, whatever it was divided by
     */
    public double logGrowth(int lane) {
        return tangent.logNorm(lane);
    }

    /**
     * The derivative of the energy by the diameter, the places and the box moving with it from the start.
     *
     * @param lane from 0
     * @return the tangent
     */
    public double slope(int lane) {
        return tangent.get(energy.first(), lane);
    }

    /**
     * The derivative of a place by the diameter, carried forward from the start.
     *
     * @param disk from 0
     * @param axis 0 for to the right, 1 for up
     * @param lane from 0
     * @return in sides of the box, in units of {@link #logScale}
     */
    public double placeSlope(int disk, int axis, int lane) {
        return tangent.get(place.row(axis * disks + disk), lane);
    }

    /**
     * The diameter of a packing's second half of disks.
     *
     * @param lane from 0
     * @return in diameters of the others
     */
    public double diameter(int lane) {
        return get(diameter, 0, lane);
    }

    /**
     * Where a disk is.
     *
     * @param disk from 0
     * @param axis 0 for to the right, 1 for up
     * @param lane from 0
     * @return in sides of the box; a whole number more is the same place
     */
    public double place(int disk, int axis, int lane) {
        return get(place, axis * disks + disk, lane);
    }

    /**
     * What acts on a disk.
     *
     * @param disk from 0
     * @param axis 0 for to the right, 1 for up
     * @param lane from 0
     * @return the force
     */
    public double force(int disk, int axis, int lane) {
        return get(force, axis * disks + disk, lane);
    }

    private double get(Rows rows, int i, int lane) {
        return precision.get(frame.block, frame.offset(rows.row(i), lane, precision.bytes()));
    }

    /**
     * The side of the box.
     *
     * @param count how many disks, half of them of diameter 1
     * @param diameter of the other half
     * @return in diameters of the first half
     */
    public static double side(int count, double diameter) {
        return SoftDisks.side(count, diameter);
    }

    /**
     * What was allocated.
     *
     * @return the plan
     */
    public MemoryPlan plan() {
        return workspace.plan();
    }

    /** Frees the memory. */
    @Override
    public void close() {
        workspace.close();
    }
}
