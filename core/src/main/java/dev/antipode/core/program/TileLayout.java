package dev.antipode.core.program;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Which rows a tile has, added one group after another while programs are being made. Not thread-safe. */
public final class TileLayout {
    private final List<Rows> groups = new ArrayList<>();
    private int count;

    private final long rowStrideBytes;

    /** Starts without rows, for tiles of any row stride. */
    public TileLayout() {
        this(0);
    }

    /**
     * Starts without rows, for tiles of one row stride: their kernels are faster, and run scalar code at any other.
     *
     * @param rowStrideBytes see {@link dev.antipode.core.memory.Tile#rowStrideBytes(int,
     *     dev.antipode.core.memory.Precision)}; 0 for any
     */
    public TileLayout(long rowStrideBytes) {
        this.rowStrideBytes = rowStrideBytes;
    }

    /**
     * The row stride of the tiles.
     *
     * @return bytes; 0 for any
     */
    public long rowStrideBytes() {
        return rowStrideBytes;
    }

    /**
     * Adds rows at the end.
     *
     * @param name what they hold
     * @param rows how many, at least 0
     * @return where they are
     */
    public Rows add(String name, int rows) {
        if (rows < 0) {
            throw new IllegalArgumentException("'" + name + "' cannot have " + rows + " rows");
        }
        Rows group = new Rows(name, count, rows);
        groups.add(group);
        count += rows;
        return group;
    }

    /**
     * The number of rows so far.
     *
     * @return at least 0
     */
    public int rowCount() {
        return count;
    }

    @Override
    public String toString() {
        return groups.stream().map(g -> g.name() + " x " + g.count()).collect(Collectors.joining(", "));
    }
}
