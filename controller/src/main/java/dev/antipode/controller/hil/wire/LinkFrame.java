package dev.antipode.controller.hil.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * The frame that links over datagrams and serial lines exchange, and its codec. Little-endian throughout:
 *
 * <pre>
 *  0  u32  "ANTP"                     32  i64  time of the sender, nanoseconds
 *  4  u8   version                    40  i64  episode
 *  5  u8   kind                       48  f64  stage cost
 *  6  u16  flags                      56  u16  numbers of the first group: commands or measurements
 *  8  i32  session                    58  u16  of the second: references, or factors of parameters
 * 12  u32  bytes of payload           60  u32  0
 * 16  i64  transmission               64       payload: the numbers as f64, or text
 * 24  i64  tick                        ...  u32  CRC32C (RFC 3720, appendix B.4) of all before it
 * </pre>
 *
 * Its fields are those of the frame encoded next or decoded last; plain, because they are read and written at every tick by one thread.
 * After construction nothing is allocated, and no input makes it throw.
 */
final class LinkFrame {
    static final int VERSION = 1;
    static final int HEADER_BYTES = 64;
    static final int TRAILER_BYTES = 4;
    /** The most that a UDP datagram over IPv4 carries. */
    static final int MOST_BYTES = 65_507;
    /** The measurement's episode began because the one before was lost. */
    static final int FAILED = 1;
    /** The episode that ended last held its goal to the end. */
    static final int SUCCEEDED = 2;
    /** In a greeting: whoever greets also wants to know the plant's parameters, and may send factors with a command. */
    static final int PARAMETERS = 4;

    private static final int MAGIC = 'A' | 'N' << 8 | 'T' << 16 | 'P' << 24;
    private static final int U16 = 0xFFFF;

    private static final int AT_VERSION = 4;
    private static final int AT_KIND = 5;
    private static final int AT_FLAGS = 6;
    private static final int AT_SESSION = 8;
    private static final int AT_PAYLOAD_BYTES = 12;
    private static final int AT_TRANSMISSION = 16;
    private static final int AT_TICK = 24;
    private static final int AT_TIME = 32;
    private static final int AT_EPISODE = 40;
    private static final int AT_COST = 48;
    private static final int AT_FIRST = 56;
    private static final int AT_SECOND = 58;
    private static final int AT_ZERO = 60;

    FrameKind kind = FrameKind.HELLO;
    int flags;
    /** Which conversation the frame belongs to: chosen by the controller. */
    int session;
    /** Counts the frames that one side sends in a session, repeated ones too: each transmission has its own number. */
    long transmission;

    long tick;
    long timeNanos;
    long episode;
    double cost;
    int first;
    int second;
    int payloadBytes;
    /** The version of the frame decoded last, for a message about one that is not ours. */
    int version;

    private final CRC32C crc = new CRC32C();

    /** A buffer for frames of so many numbers, or longer ones. */
    static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static int bytes(int numbers) {
        return HEADER_BYTES + numbers * Double.BYTES + TRAILER_BYTES;
    }

    /** Encodes the fields and two groups of numbers, either of which may be empty, from the buffer's start to its limit. */
    void encode(ByteBuffer out, double[] firstGroup, double[] secondGroup) {
        out.clear();
        first = firstGroup.length;
        second = secondGroup.length;
        int at = HEADER_BYTES;
        for (double value : firstGroup) {
            out.putDouble(at, value);
            at += Double.BYTES;
        }
        for (double value : secondGroup) {
            out.putDouble(at, value);
            at += Double.BYTES;
        }
        seal(out, at);
    }

    /** Encodes the fields and bytes. */
    void encode(ByteBuffer out, byte[] payload) {
        out.clear();
        first = 0;
        second = 0;
        out.put(HEADER_BYTES, payload);
        seal(out, HEADER_BYTES + payload.length);
    }

    private void seal(ByteBuffer out, int end) {
        payloadBytes = end - HEADER_BYTES;
        out.putInt(0, MAGIC);
        out.put(AT_VERSION, (byte) VERSION);
        out.put(AT_KIND, (byte) kind.code());
        out.putShort(AT_FLAGS, (short) flags);
        out.putInt(AT_SESSION, session);
        out.putInt(AT_PAYLOAD_BYTES, payloadBytes);
        out.putLong(AT_TRANSMISSION, transmission);
        out.putLong(AT_TICK, tick);
        out.putLong(AT_TIME, timeNanos);
        out.putLong(AT_EPISODE, episode);
        out.putDouble(AT_COST, cost);
        out.putShort(AT_FIRST, (short) first);
        out.putShort(AT_SECOND, (short) second);
        out.putInt(AT_ZERO, 0);
        out.putInt(end, checksum(out, end));
        out.position(0).limit(end + TRAILER_BYTES);
    }

    /** Decodes what lies between the buffer's start and its limit. The fields mean something after {@link FrameStatus#OK} alone. */
    FrameStatus decode(ByteBuffer in) {
        int size = in.limit();
        if (size < Integer.BYTES || in.getInt(0) != MAGIC) {
            return FrameStatus.FOREIGN;
        }
        int end = size - TRAILER_BYTES;
        if (end < HEADER_BYTES || in.getInt(end) != checksum(in, end)) {
            return FrameStatus.CORRUPT;
        }
        version = in.get(AT_VERSION) & 0xFF;
        if (version != VERSION) {
            return FrameStatus.OTHER_VERSION;
        }
        kind = FrameKind.of(in.get(AT_KIND));
        flags = in.getShort(AT_FLAGS) & U16;
        session = in.getInt(AT_SESSION);
        payloadBytes = in.getInt(AT_PAYLOAD_BYTES);
        transmission = in.getLong(AT_TRANSMISSION);
        tick = in.getLong(AT_TICK);
        timeNanos = in.getLong(AT_TIME);
        episode = in.getLong(AT_EPISODE);
        cost = in.getDouble(AT_COST);
        first = in.getShort(AT_FIRST) & U16;
        second = in.getShort(AT_SECOND) & U16;
        boolean sound = kind != null
                && payloadBytes == end - HEADER_BYTES
                && (kind == FrameKind.WELCOME || payloadBytes == (first + second) * Double.BYTES);
        return sound ? FrameStatus.OK : FrameStatus.MALFORMED;
    }

    /** A number of the frame decoded last: those of the first group, then those of the second. */
    static double number(ByteBuffer in, int index) {
        return in.getDouble(HEADER_BYTES + index * Double.BYTES);
    }

    private int checksum(ByteBuffer buffer, int end) {
        int limit = buffer.limit();
        crc.reset();
        buffer.limit(end).position(0);
        crc.update(buffer);
        buffer.limit(limit).position(0);
        return (int) crc.getValue();
    }
}
