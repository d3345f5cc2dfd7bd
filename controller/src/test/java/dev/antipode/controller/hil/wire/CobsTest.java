package dev.antipode.controller.hil.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CobsTest {
    private static byte[] encode(byte[] frame) {
        byte[] line = new byte[Cobs.mostBytes(frame.length)];
        int size = Cobs.encode(ByteBuffer.wrap(frame), line);
        return Arrays.copyOf(line, size);
    }

    private static List<byte[]> decode(Cobs.Decoder decoder, byte[] line) {
        List<byte[]> frames = new ArrayList<>();
        ByteBuffer into = ByteBuffer.allocate(4096);
        for (byte value : line) {
            if (decoder.take(value)) {
                byte[] frame = new byte[decoder.move(into)];
                into.get(0, frame);
                frames.add(frame);
            }
        }
        return frames;
    }

    private static byte[] range(int from, int to) {
        byte[] bytes = new byte[to - from + 1];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (from + i);
        }
        return bytes;
    }

    /** Examples 1 to 6 of the Wikipedia article on the method. */
    @ParameterizedTest
    @CsvSource({
        "00, 0101",
        "0000, 010101",
        "001100, 01021101",
        "11220033, 0311220233",
        "11223344, 0511223344",
        "11000000, 0211010101"
    })
    void shortFramesBecomeWhatIsPublished(String frame, String line) {
        HexFormat hex = HexFormat.of();
        assertThat(hex.formatHex(encode(hex.parseHex(frame)))).isEqualTo("00" + line + "00");
    }

    /** Its examples 7 to 11: runs of 254 bytes and more. */
    @Test
    void longFramesBecomeWhatIsPublished() {
        assertThat(encode(range(0x01, 0xFE))).isEqualTo(join(hex("00ff"), range(0x01, 0xFE), hex("00")));
        assertThat(encode(range(0x00, 0xFE))).isEqualTo(join(hex("0001ff"), range(0x01, 0xFE), hex("00")));
        assertThat(encode(range(0x01, 0xFF))).isEqualTo(join(hex("00ff"), range(0x01, 0xFE), hex("02ff00")));
        assertThat(encode(join(range(0x02, 0xFF), hex("00"))))
                .isEqualTo(join(hex("00ff"), range(0x02, 0xFF), hex("010100")));
        assertThat(encode(join(range(0x03, 0xFF), hex("0001"))))
                .isEqualTo(join(hex("00fe"), range(0x03, 0xFF), hex("020100")));
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    @Test
    void whatIsEncodedIsDecodedWhateverItIs() {
        Random random = new Random(5);
        Cobs.Decoder decoder = new Cobs.Decoder(2048);
        for (int round = 0; round < 3000; round++) {
            byte[] frame = new byte[random.nextInt(1, 1200)];
            int zeroes = random.nextInt(1, 600);
            for (int i = 0; i < frame.length; i++) {
                frame[i] = random.nextInt(zeroes) == 0 ? 0 : (byte) random.nextInt();
            }
            byte[] line = encode(frame);
            assertThat(Arrays.copyOfRange(line, 1, line.length - 1)).doesNotContain(0);
            assertThat(decode(decoder, line)).containsExactly(frame);
        }
    }

    /** Noise of any kind before a frame: the frame is found all the same. */
    @Test
    void afterNoiseTheNextFrameIsFound() {
        Random random = new Random(6);
        Cobs.Decoder decoder = new Cobs.Decoder(512);
        byte[] frame = hex("11220033");
        for (int round = 0; round < 3000; round++) {
            byte[] noise = new byte[random.nextInt(2000)];
            random.nextBytes(noise);
            List<byte[]> found = decode(decoder, join(noise, encode(frame)));
            assertThat(found).isNotEmpty();
            assertThat(found.getLast()).isEqualTo(frame);
        }
    }
}
