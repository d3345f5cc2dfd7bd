package dev.antipode.core.kernel;

import dev.antipode.core.memory.Tile;

/**
 * Rows that a kernel reads from a second tile, beside the one that it works on: what is computed once and used for many
 * tangents, for example. They are the kernel's last inputs.
 *
 * @param rows the row of each shared input in the second tile, from 0; empty for none
 * @param rowStrideBytes the row stride of the second tile, a multiple of 64, in bytes
 * @param broadcast whether the number at the shared offset serves all lanes; else lane {@code l} reads lane {@code l}, and the
 *     second tile has as many lanes as the first
 */
public record SharedRows(int[] rows, long rowStrideBytes, boolean broadcast) {
    /** No shared inputs. */
    public static final SharedRows NONE = new SharedRows(new int[0], Tile.ALIGNMENT_BYTES, false);

    /** Checks the stride and copies the rows. */
    public SharedRows {
        if (rowStrideBytes <= 0 || rowStrideBytes % Tile.ALIGNMENT_BYTES != 0) {
            throw new IllegalArgumentException("a shared row stride of " + rowStrideBytes
                    + " bytes is no multiple of 64; use Tile.rowStrideBytes");
        }
        for (int row : rows) {
            if (row < 0) {
                throw new IllegalArgumentException("shared row " + row + " is negative; rows count from 0");
            }
        }
        rows = rows.clone();
    }

    int count() {
        return rows.length;
    }

    /** The rows that the second tile needs at least. */
    int rowsNeeded() {
        int most = -1;
        for (int row : rows) {
            most = Math.max(most, row);
        }
        return most + 1;
    }
}
