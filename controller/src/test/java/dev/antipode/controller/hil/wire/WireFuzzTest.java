package dev.antipode.controller.hil.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.antipode.controller.ForeignBytes;
import dev.antipode.controller.hil.LinkSignature;
import dev.antipode.controller.hil.LinkSignature.Clock;
import dev.antipode.controller.hil.Links;
import dev.antipode.sim.TaskModel;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.params.provider.MethodSource;

/** What comes from the other side of a link, and how users name one. */
class WireFuzzTest {
    private static final int MAGIC = 0x50544E41;

    /** Decoded as it is, and as what it would be with the right beginning and checksum. */
    @MethodSource("frames")
    @FuzzTest
    void frame(byte[] input) {
        ForeignBytes.read(input, IllegalArgumentException.class, () -> new LinkFrame().decode(buffer(input)));
        if (input.length < LinkFrame.HEADER_BYTES + LinkFrame.TRAILER_BYTES || input.length > LinkFrame.MOST_BYTES) {
            return;
        }
        ByteBuffer sealed = buffer(input);
        seal(sealed);
        LinkFrame frame = new LinkFrame();
        if (frame.decode(sealed) == FrameStatus.OK && frame.kind != FrameKind.WELCOME) {
            byte[] once = encoded(frame, sealed);
            LinkFrame again = new LinkFrame();
            assertThat(again.decode(buffer(once))).isEqualTo(FrameStatus.OK);
            assertThat(encoded(again, buffer(once))).isEqualTo(once);
        }
    }

    static Stream<byte[]> frames() {
        LinkFrame frame = new LinkFrame();
        return Stream.of(FrameKind.values()).map(kind -> {
            frame.kind = kind;
            ByteBuffer out = LinkFrame.buffer(LinkFrame.bytes(3));
            frame.encode(out, new double[] {1, -2.5}, new double[] {Math.PI});
            return bytes(out);
        });
    }

    private static byte[] encoded(LinkFrame frame, ByteBuffer in) {
        double[] first = new double[frame.first];
        double[] second = new double[frame.second];
        Arrays.setAll(first, i -> LinkFrame.number(in, i));
        Arrays.setAll(second, i -> LinkFrame.number(in, first.length + i));
        ByteBuffer out = LinkFrame.buffer(LinkFrame.bytes(first.length + second.length));
        frame.encode(out, first, second);
        return bytes(out);
    }

    private static void seal(ByteBuffer frame) {
        int end = frame.limit() - LinkFrame.TRAILER_BYTES;
        frame.putInt(0, MAGIC);
        CRC32C crc = new CRC32C();
        crc.update(frame.duplicate().limit(end));
        frame.putInt(end, (int) crc.getValue());
    }

    private static ByteBuffer buffer(byte[] bytes) {
        ByteBuffer buffer = LinkFrame.buffer(bytes.length);
        buffer.put(0, bytes);
        return buffer;
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.limit()];
        buffer.get(0, bytes);
        return bytes;
    }

    /** Any bytes on the line are taken apart; any frame comes back from it. */
    @MethodSource("frames")
    @FuzzTest
    void cobs(byte[] input) {
        Cobs.Decoder decoder = new Cobs.Decoder(LinkFrame.bytes(3));
        ByteBuffer found = LinkFrame.buffer(LinkFrame.bytes(3));
        for (byte value : input) {
            if (decoder.take(value)) {
                assertThat(decoder.move(found)).isBetween(1, found.capacity());
            }
        }
        if (input.length > 0) {
            byte[] line = new byte[Cobs.mostBytes(input.length)];
            int size = Cobs.encode(ByteBuffer.wrap(input), line);
            Cobs.Decoder other = new Cobs.Decoder(input.length);
            ByteBuffer back = ByteBuffer.allocate(input.length);
            int frames = 0;
            for (int i = 0; i < size; i++) {
                if (other.take(line[i])) {
                    frames++;
                    other.move(back);
                }
            }
            assertThat(frames).isEqualTo(1);
            assertThat(bytes(back)).isEqualTo(input);
        }
    }

    @MethodSource("greetings")
    @FuzzTest
    void greeting(byte[] input) {
        ForeignBytes.read(input, IllegalArgumentException.class, () -> Greeting.decode(input))
                .ifPresent(read -> {
                    byte[] once = read.encode(true);
                    Greeting again = Greeting.decode(once);
                    assertThat(again).isEqualTo(read);
                    assertThat(again.encode(true)).isEqualTo(once);
                });
    }

    static Stream<byte[]> greetings() {
        return Stream.of("dc-motor", "cart-pole").map(Served::task).map(WireFuzzTest::greeting);
    }

    private static byte[] greeting(TaskModel task) {
        LinkSignature signature = new LinkSignature(
                task.plant().name(),
                task.plant().inputs(),
                task.observations(),
                task.references(),
                task.timing().periodSeconds(),
                Clock.LOCKSTEP);
        return new Greeting(signature, true, task.plant().parameters()).encode(true);
    }

    /** No name is looked up: the JVM of fuzz tests is started with a file of hosts that is not there. */
    @MethodSource("addresses")
    @FuzzTest
    void address(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        ForeignBytes.read(input, IllegalArgumentException.class, () -> ServedAddress.of(text));
        ForeignBytes.read(
                input,
                IllegalArgumentException.class,
                () -> Links.provider(text, getClass().getClassLoader()));
        WireAddress address = WireAddress.of(Links.address(text));
        ForeignBytes.read(input, IllegalArgumentException.class, () -> address.socket("HOST:PORT"));
        ForeignBytes.read(input, IllegalArgumentException.class, () -> SerialAddress.of(address.place()));
    }

    static Stream<byte[]> addresses() {
        return Stream.of(
                        "udp:127.0.0.1:9100:free",
                        "udp:[::1]:9100",
                        "udp:9100:lockstep",
                        "serial:/dev/ttyUSB0:921600",
                        "sim",
                        "fmu:plant.fmu")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }
}
