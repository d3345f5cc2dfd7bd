package dev.antipode.controller.hil.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class LinkFrameTest {
    private static final double[] FIRST = {1.5, -0.0, Double.NaN, Double.MIN_VALUE};
    private static final double[] SECOND = {Double.NEGATIVE_INFINITY, Math.PI};

    private static ByteBuffer sample(LinkFrame frame) {
        frame.kind = FrameKind.MEASUREMENT;
        frame.flags = LinkFrame.FAILED;
        frame.session = -7;
        frame.transmission = 1L << 40;
        frame.tick = 12_345_678_901L;
        frame.timeNanos = -3;
        frame.episode = 9;
        frame.cost = 0.1;
        ByteBuffer buffer = LinkFrame.buffer(256);
        frame.encode(buffer, FIRST, SECOND);
        return buffer;
    }

    /** RFC 3720, appendix B.4: 32 bytes of zeroes have the checksum aa 36 91 8a, the lowest byte first. */
    @Test
    void theChecksumIsThatOfTheStandard() {
        CRC32C crc = new CRC32C();
        crc.update(new byte[32]);
        assertThat(crc.getValue()).isEqualTo(0x8A9136AAL);
    }

    @Test
    void whatIsEncodedIsDecoded() {
        ByteBuffer buffer = sample(new LinkFrame());
        LinkFrame frame = new LinkFrame();
        assertThat(frame.decode(buffer)).isEqualTo(FrameStatus.OK);
        assertThat(frame)
                .usingRecursiveComparison()
                .ignoringFields("crc", "version")
                .isEqualTo(sampled());
        for (int i = 0; i < FIRST.length; i++) {
            assertThat(Double.compare(LinkFrame.number(buffer, i), FIRST[i])).isZero();
        }
        for (int i = 0; i < SECOND.length; i++) {
            assertThat(LinkFrame.number(buffer, FIRST.length + i)).isEqualTo(SECOND[i]);
        }
    }

    private static LinkFrame sampled() {
        LinkFrame frame = new LinkFrame();
        sample(frame);
        return frame;
    }

    /** The layout is a promise to devices that are programmed by the table in the class comment. */
    @Test
    void theLayoutIsThatOfTheTable() {
        ByteBuffer buffer = sample(new LinkFrame());
        assertThat(buffer.limit()).isEqualTo(64 + 6 * 8 + 4);
        byte[] bytes = new byte[buffer.limit()];
        buffer.get(0, bytes);
        assertThat(new String(bytes, 0, 4, java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("ANTP");
        assertThat(bytes[4]).isEqualTo((byte) 1);
        assertThat(bytes[5]).isEqualTo((byte) 7);
        assertThat(buffer.getShort(6)).isEqualTo((short) 1);
        assertThat(buffer.getInt(8)).isEqualTo(-7);
        assertThat(buffer.getInt(12)).isEqualTo(48);
        assertThat(bytes[12]).as("the lowest byte comes first").isEqualTo((byte) 48);
        assertThat(buffer.getLong(16)).isEqualTo(1L << 40);
        assertThat(buffer.getLong(24)).isEqualTo(12_345_678_901L);
        assertThat(buffer.getLong(32)).isEqualTo(-3);
        assertThat(buffer.getLong(40)).isEqualTo(9);
        assertThat(buffer.getDouble(48)).isEqualTo(0.1);
        assertThat(buffer.getShort(56)).isEqualTo((short) 4);
        assertThat(buffer.getShort(58)).isEqualTo((short) 2);
        assertThat(buffer.getInt(60)).isZero();
        assertThat(buffer.getDouble(64)).isEqualTo(1.5);
        assertThat(buffer.getDouble(64 + 4 * 8)).isEqualTo(Double.NEGATIVE_INFINITY);
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, bytes.length - 4);
        assertThat(buffer.getInt(bytes.length - 4)).isEqualTo((int) crc.getValue());
    }

    @Test
    void everyCutAndEveryWrongBitIsFound() {
        ByteBuffer buffer = sample(new LinkFrame());
        int size = buffer.limit();
        LinkFrame frame = new LinkFrame();
        for (int cut = 0; cut < size; cut++) {
            buffer.limit(cut);
            assertThat(frame.decode(buffer)).isEqualTo(cut < 4 ? FrameStatus.FOREIGN : FrameStatus.CORRUPT);
        }
        buffer.limit(size);
        for (int bit = 0; bit < size * 8; bit++) {
            flip(buffer, bit);
            assertThat(frame.decode(buffer)).isEqualTo(bit < 32 ? FrameStatus.FOREIGN : FrameStatus.CORRUPT);
            flip(buffer, bit);
        }
        buffer.limit(size + 1);
        assertThat(frame.decode(buffer)).isEqualTo(FrameStatus.CORRUPT);
    }

    private static void flip(ByteBuffer buffer, int bit) {
        buffer.put(bit / 8, (byte) (buffer.get(bit / 8) ^ 1 << bit % 8));
    }

    /** Headers of anything with a checksum that is right: a status, never an exception, and only what is sound is a frame. */
    @Test
    void nonsenseWithTheRightChecksumIsRefused() {
        Random random = new Random(1);
        LinkFrame frame = new LinkFrame();
        ByteBuffer buffer = LinkFrame.buffer(512);
        int sound = 0;
        for (int round = 0; round < 20_000; round++) {
            int payload = random.nextInt(300);
            byte[] bytes = new byte[64 + payload];
            random.nextBytes(bytes);
            buffer.clear();
            buffer.put(0, bytes);
            buffer.putInt(0, 0x50544E41);
            buffer.put(4, (byte) random.nextInt(1, 3));
            buffer.put(5, (byte) random.nextInt(-1, 11));
            buffer.putInt(12, random.nextInt(3) == 0 ? random.nextInt() : payload);
            buffer.putShort(56, (short) (payload / 8));
            buffer.putShort(58, (short) (random.nextInt(3) == 0 ? random.nextInt() : 0));
            buffer.get(0, bytes);
            CRC32C crc = new CRC32C();
            crc.update(bytes);
            buffer.putInt(bytes.length, (int) crc.getValue());
            buffer.limit(bytes.length + 4);
            FrameStatus status = frame.decode(buffer);
            boolean ours = bytes[4] == 1
                    && bytes[5] >= 1
                    && bytes[5] <= 8
                    && buffer.getInt(12) == payload
                    && (bytes[5] == 2 || (payload % 8 == 0 && buffer.getShort(58) == 0));
            assertThat(status == FrameStatus.OK).isEqualTo(ours);
            sound += ours ? 1 : 0;
            assertThat(status).isNotIn(FrameStatus.CORRUPT, FrameStatus.FOREIGN);
        }
        assertThat(sound).isGreaterThan(100);
    }

    @Test
    void noiseIsRefused() {
        Random random = new Random(2);
        LinkFrame frame = new LinkFrame();
        ByteBuffer buffer = LinkFrame.buffer(512);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(512)];
            random.nextBytes(bytes);
            buffer.clear();
            buffer.put(0, bytes).limit(bytes.length);
            assertThat(frame.decode(buffer)).isEqualTo(FrameStatus.FOREIGN);
        }
    }
}
