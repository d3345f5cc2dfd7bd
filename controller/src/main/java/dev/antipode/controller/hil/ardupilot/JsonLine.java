package dev.antipode.controller.hil.ardupilot;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes JSON into a buffer without an allocation: numbers with up to nine decimals, which is nanoseconds and nanometres. */
final class JsonLine {
    private static final long UNIT = 1_000_000_000L;
    /** As far as nine decimals fit into a long. */
    private static final double MOST = 9e9;

    private static final int TEN = 10;
    private static final int MOST_DIGITS = 19;

    private final ByteBuffer out;
    private final byte[] digits = new byte[MOST_DIGITS];

    JsonLine(int bytes) {
        out = ByteBuffer.allocateDirect(bytes);
    }

    /** What a later {@link #text} takes. */
    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    void clear() {
        out.clear();
    }

    JsonLine text(byte[] ascii) {
        out.put(ascii);
        return this;
    }

    /** {@code [1,2,3]}. */
    JsonLine numbers(double[] values) {
        for (int i = 0; i < values.length; i++) {
            out.put((byte) (i == 0 ? '[' : ','));
            number(values[i]);
        }
        out.put((byte) ']');
        return this;
    }

    /** A number; one beyond what fits is written as the greatest that does. */
    JsonLine number(double value) {
        long scaled = Math.round(Math.clamp(value, -MOST, MOST) * UNIT);
        if (scaled < 0) {
            out.put((byte) '-');
        }
        long magnitude = Math.abs(scaled);
        whole(magnitude / UNIT);
        long fraction = magnitude % UNIT;
        if (fraction > 0) {
            out.put((byte) '.');
            for (long place = UNIT / TEN; fraction > 0; place /= TEN) {
                out.put((byte) ('0' + fraction / place));
                fraction %= place;
            }
        }
        return this;
    }

    private void whole(long value) {
        int count = 0;
        long rest = value;
        do {
            digits[count++] = (byte) ('0' + rest % TEN);
            rest /= TEN;
        } while (rest > 0);
        while (count > 0) {
            out.put(digits[--count]);
        }
    }

    /** What was written, from its start to its limit. */
    ByteBuffer end() {
        out.flip();
        return out;
    }
}
