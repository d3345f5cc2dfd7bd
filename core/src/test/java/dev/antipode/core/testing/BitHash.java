package dev.antipode.core.testing;

/** A hash of results by their bits, except that all NaNs are one: which NaN comes out differs between processors. */
public final class BitHash {
    private long hash = 1;

    /** Adds numbers in their order, the zeros told apart. */
    public BitHash add(double... values) {
        for (double value : values) {
            add(Double.doubleToLongBits(value));
        }
        return this;
    }

    /** Adds all bits of a whole number. */
    public BitHash add(long bits) {
        // Odd, so that no bit is lost; the rotation brings the high bits, which the product mixes best, to the low
        // ones.
        hash = Long.rotateLeft((hash ^ bits) * 0x9e3779b97f4a7c15L, 29);
        return this;
    }

    /** Adds the bytes of a file, and how many they are. */
    public BitHash add(byte[] bytes) {
        for (byte b : bytes) {
            add((long) b);
        }
        return add((long) bytes.length);
    }

    /** {@return sixteen hexadecimal digits} */
    @Override
    public String toString() {
        return String.format("%016x", hash);
    }
}
