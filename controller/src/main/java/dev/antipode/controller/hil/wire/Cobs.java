package dev.antipode.controller.hil.wire;

import java.nio.ByteBuffer;

/**
 * Consistent overhead byte stuffing: frames on a line of bytes, with a 0 between them and none within. S. Cheshire, M. Baker,
 * "Consistent Overhead Byte Stuffing", IEEE/ACM Transactions on Networking 7 (2), 1999. One direction each; allocates nothing after
 * construction, and takes any bytes.
 */
final class Cobs {
    private static final int LONGEST_RUN = 0xFF;

    private Cobs() {}

    /** The most bytes that a frame becomes, with a 0 before it and one after. */
    static int mostBytes(int frameBytes) {
        return frameBytes + frameBytes / (LONGEST_RUN - 1) + 1 + 2;
    }

    /**
     * Encodes a frame. The 0 before it ends what noise may have begun.
     *
     * @param frame from its start to its limit
     * @param line written from its start; {@link #mostBytes} long
     * @return how many bytes were written
     */
    static int encode(ByteBuffer frame, byte[] line) {
        line[0] = 0;
        int codeAt = 1;
        int at = 2;
        int code = 1;
        int size = frame.limit();
        for (int i = 0; i < size; i++) {
            byte value = frame.get(i);
            if (value != 0) {
                line[at++] = value;
                code++;
            }
            if (value == 0 || code == LONGEST_RUN) {
                line[codeAt] = (byte) code;
                codeAt = at;
                code = 1;
                // A longest run at the very end needs no other after it.
                at += value == 0 || i + 1 < size ? 1 : 0;
            }
        }
        line[codeAt] = (byte) code;
        line[at++] = 0;
        return at;
    }

    /** Takes bytes as they come, and finds the frames in them. */
    static final class Decoder {
        private final byte[] frame;
        private int size;
        private int left;
        private int code;
        private boolean begun;
        private boolean spoiled;

        /** For frames of so many bytes; what is longer is cut. */
        Decoder(int frameBytes) {
            frame = new byte[frameBytes];
        }

        /**
         * Takes one byte.
         *
         * @return whether it ends a frame, which may be damaged
         */
        boolean take(byte value) {
            if (value == 0) {
                return begun;
            }
            if (left == 0) {
                // A code follows where a run has ended; unless it was the longest one, a 0 lies between.
                if (begun && code != LONGEST_RUN) {
                    put((byte) 0);
                }
                code = value & 0xFF;
                left = code - 1;
                begun = true;
            } else {
                put(value);
                left--;
            }
            return false;
        }

        private void put(byte value) {
            if (size < frame.length) {
                frame[size++] = value;
            } else {
                spoiled = true;
            }
        }

        /**
         * Hands over the frame that has ended, and begins the next one.
         *
         * @param into written from its start; its limit is set
         * @return its bytes, at least 1: a frame that is empty, too long or ends within a run becomes a byte that is no frame
         */
        int move(ByteBuffer into) {
            into.clear();
            int bytes = Math.min(size, into.capacity());
            if (spoiled || left > 0 || bytes == 0) {
                // What is left of it would be refused by its checksum; so that it never passes by chance, it is not
                // shown.
                bytes = 1;
                into.put(0, (byte) 0);
            } else {
                into.put(0, frame, 0, bytes);
            }
            into.limit(bytes);
            size = 0;
            left = 0;
            code = 0;
            begun = false;
            spoiled = false;
            return bytes;
        }
    }
}
