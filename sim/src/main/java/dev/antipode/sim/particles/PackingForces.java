package dev.antipode.sim.particles;

import dev.antipode.core.program.Engine;
import dev.antipode.core.program.Program;
import dev.antipode.core.program.ProgramBuilder;
import dev.antipode.core.program.Rows;
import dev.antipode.core.program.TileLayout;
import java.util.List;

/** The rows and calls that give what acts on the disks of a packing, and its energy. */
final class PackingForces {
    private final PackingGraphs graphs;
    private final int disks;
    private final Rows place;
    private final Rows force;
    private final Rows sizes;
    private final Rows side;
    private final Rows energy;
    private final Rows copies;
    private final Rows copyForce;
    private final Program turning;

    PackingForces(PackingGraphs graphs, int disks, TileLayout layout, Engine engine, Rows place) {
        this.graphs = graphs;
        this.disks = disks;
        this.place = place;
        force = layout.add("force", 2 * disks);
        sizes = layout.add("sizes", disks);
        side = layout.add("side", 1);
        energy = layout.add("energy", 1);
        copies = layout.add("copies", 3 * disks);
        copyForce = layout.add("force on the copies", 2 * disks);
        ProgramBuilder turn = new ProgramBuilder(layout, engine);
        turn.kernel(
                "pairs",
                graphs.pairs(),
                List.of(place, sizes, side, force, energy, copies, copyForce),
                List.of(force, energy, copies, copyForce));
        turning = turn.build();
    }

    Rows force() {
        return force;
    }

    Rows sizes() {
        return sizes;
    }

    Rows side() {
        return side;
    }

    Rows energy() {
        return energy;
    }

    /** The forces and the energy at the present places. */
    void append(ProgramBuilder program) {
        program.kernel("clear", graphs.clear(), List.of(place, sizes), List.of(force, energy, copies, copyForce));
        program.repeat("half a turn", turning, disks / 2 - 1);
        program.kernel(
                "close",
                graphs.close(),
                List.of(place, sizes, side, force, energy, copies, copyForce),
                List.of(force, energy));
    }
}
