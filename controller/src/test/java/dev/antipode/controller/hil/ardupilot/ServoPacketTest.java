package dev.antipode.controller.hil.ardupilot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ServoPacketTest {
    /** A packet, written by the interface's description, independently of how it is read. */
    static ByteBuffer packet(int channels, int rate, long count, int... pulses) {
        ByteBuffer packet = ByteBuffer.allocate(8 + 2 * channels).order(ByteOrder.LITTLE_ENDIAN);
        packet.putShort((short) (channels == 16 ? 18_458 : 29_569))
                .putShort((short) rate)
                .putInt((int) count);
        for (int i = 0; i < channels; i++) {
            packet.putShort((short) (i < pulses.length ? pulses[i] : 0));
        }
        return packet.flip();
    }

    private static ByteBuffer buffered(byte[] bytes) {
        ByteBuffer buffer = ServoPacket.buffer();
        buffer.put(bytes, 0, Math.min(bytes.length, buffer.capacity()));
        return buffer.flip();
    }

    @Test
    void bytesOfBothKindsAreRead() {
        byte[] bytes =
                HexFormat.of().parseHex("1a48" + "9001" + "2a000000" + "dc05" + "e803" + "d007" + "0000".repeat(13));
        ServoPacket packet = new ServoPacket();
        assertThat(packet.decode(buffered(bytes))).isTrue();
        assertThat(packet.channels).isEqualTo(16);
        assertThat(packet.frameRate).isEqualTo(400);
        assertThat(packet.frameCount).isEqualTo(42);
        assertThat(packet.pulse(1)).isEqualTo(1500);
        assertThat(packet.pulse(2)).isEqualTo(1000);
        assertThat(packet.pulse(3)).isEqualTo(2000);
        assertThat(packet.pulse(17)).isZero();
        int[] pulses = new int[32];
        pulses[31] = 65_535;
        assertThat(packet.decode(buffered(packet(32, 1200, 0xFFFF_FFFFL, pulses).array())))
                .isTrue();
        assertThat(packet.channels).isEqualTo(32);
        assertThat(packet.frameCount).isEqualTo(4_294_967_295L);
        assertThat(packet.pulse(32)).isEqualTo(65_535);
    }

    @Test
    void whatIsNoPacketIsRefused() {
        ServoPacket packet = new ServoPacket();
        byte[] sound = packet(16, 400, 1, 1500).array();
        for (int length = 0; length < 100; length++) {
            byte[] cut = java.util.Arrays.copyOf(sound, length);
            assertThat(packet.decode(buffered(cut))).as("%d bytes", length).isEqualTo(length == sound.length);
        }
        assertThat(packet.decode(buffered(packet(16, 0, 1).array()))).isFalse();
        Random random = new Random(1);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(90)];
            random.nextBytes(bytes);
            assertThat(packet.decode(buffered(bytes))).isFalse();
        }
        assertThat(packet.pulse(1)).isEqualTo(1500);
    }
}
