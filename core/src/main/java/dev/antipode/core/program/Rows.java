package dev.antipode.core.program;

/**
 * Neighbouring rows of a tile that belong together: a state, a hidden layer, one input.
 *
 * @param name for listings and the memory plan
 * @param first the first row, from 0
 * @param count the number of rows, at least 0
 */
public record Rows(String name, int first, int count) {
    /**
     * One of the rows.
     *
     * @param i from 0 to {@code count - 1}
     * @return its number in the tile
     */
    public int row(int i) {
        if (i < 0 || i >= count) {
            throw new IndexOutOfBoundsException("row " + i + " of " + count + " in '" + name + "'");
        }
        return first + i;
    }

    /**
     * Some of the rows.
     *
     * @param from the first of them, from 0
     * @param length how many
     * @return the part
     */
    public Rows part(int from, int length) {
        if (from < 0 || length < 0 || from + length > count) {
            throw new IndexOutOfBoundsException(
                    "rows " + from + " to " + (from + length) + " of " + count + " in '" + name + "'");
        }
        return new Rows(name, first + from, length);
    }
}
