package dev.antipode.controller.hil.ardupilot;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What ArduPilot's simulator sends to its physics: little-endian u16 magic, u16 frames a second, u32 frame, and a u16 of microseconds for
 * each servo channel; 16 channels with the magic 18458, or 32 with 29569 (ArduPilot, libraries/SITL/examples/JSON/readme.md). Its
 * fields are those of the packet decoded last. Allocates nothing after construction, and no input makes it throw.
 */
final class ServoPacket {
    private static final int MAGIC_16 = 18_458;
    private static final int MAGIC_32 = 29_569;
    private static final int MOST_CHANNELS = 32;
    private static final int HEADER_BYTES = 8;
    private static final int AT_RATE = 2;
    private static final int AT_COUNT = 4;
    private static final int U16 = 0xFFFF;
    private static final long U32 = 0xFFFF_FFFFL;

    /** How often the simulator steps, per second. */
    int frameRate;
    /** Counts the frames of one run of the simulator. */
    long frameCount;
    /** Channels that it has. */
    int channels;

    private final int[] pulses = new int[MOST_CHANNELS];

    /** One byte longer than the longest packet, so that what is cut to fit is none. */
    static ByteBuffer buffer() {
        return ByteBuffer.allocateDirect(HEADER_BYTES + MOST_CHANNELS * Short.BYTES + 1)
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Reads what lies between the buffer's start and its limit; false where that is no packet, and nothing was changed. */
    boolean decode(ByteBuffer in) {
        if (in.limit() < HEADER_BYTES) {
            return false;
        }
        int magic = in.getShort(0) & U16;
        int told = magic == MAGIC_16 ? MOST_CHANNELS / 2 : magic == MAGIC_32 ? MOST_CHANNELS : 0;
        int rate = in.getShort(AT_RATE) & U16;
        if (told == 0 || rate == 0 || in.limit() != HEADER_BYTES + told * Short.BYTES) {
            return false;
        }
        frameRate = rate;
        frameCount = in.getInt(AT_COUNT) & U32;
        channels = told;
        for (int i = 0; i < told; i++) {
            pulses[i] = in.getShort(HEADER_BYTES + i * Short.BYTES) & U16;
        }
        return true;
    }

    /** The pulse of a channel in microseconds; 0 for one that is off or not told. */
    int pulse(int channel) {
        return channel <= channels ? pulses[channel - 1] : 0;
    }
}
