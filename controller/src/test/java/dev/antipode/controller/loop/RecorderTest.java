package dev.antipode.controller.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.controller.hil.LinkStatus;
import dev.antipode.core.memory.Precision;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RecorderTest {
    private static final long MS = 1_000_000;

    private final VirtualClock clock = new VirtualClock();
    private final ScriptedLink link = new ScriptedLink(clock);

    @TempDir
    Path folder;

    private LoopResult run(int ticks, TickRing ring) {
        Inference controller = new Inference() {
            @Override
            public void reset() {}

            @Override
            public void command(double[] observation, double[] command) {
                command[0] = 5 * observation[0];
            }
        };
        LoopOptions options =
                new LoopOptions(MS, ticks, 0, GuardRules.defaults(), RealTime.none(), new double[] {0}, Precision.F64);
        LoopExtras extras = new LoopExtras(Optional.of(ring), Optional.empty(), Optional.empty());
        return new ControlLoop(link, controller, Optional.empty(), options, clock, extras).run();
    }

    @Test
    void everyTickIsInTheTable() throws IOException {
        Path file = folder.resolve("ticks.csv");
        link.positions.put(2, 0.25);
        link.lateness.put(2, 62_500L);
        link.statuses.put(4, LinkStatus.MISSING);
        try (TickRing ring = new TickRing(link.signature(), 64, 1 << 20)) {
            try (Recorder recorder = new Recorder(ring, List.of(new CsvSink(file, link.signature())))) {
                run(6, ring);
                assertThat(recorder.failure()).isNull();
            }
            assertThat(ring.dropped()).isZero();
        }
        List<String> lines = Files.readAllLines(file);
        assertThat(lines)
                .hasSize(7)
                .first()
                .isEqualTo("tick,time,episode,mode,faults,latency,computeTime,roundTrip,measurementTick,stageCost,"
                        + "measurement.position,command.force,applied.force");
        // Asked for 2.5 N, sent 2 N: the limit. Nothing was sent before the first tick.
        assertThat(lines.get(1)).isEqualTo("0,0.0,0,control,,0.0,0.0,,0,1.0,0.5,2.5,2.0");
        assertThat(lines.get(3)).startsWith("2,0.002,0,control,,0.0,").endsWith(",2,1.0,0.25,1.25,1.25");
        assertThat(lines.get(4)).startsWith("3,0.003,0,control,,6.25E-5,");
        assertThat(lines.get(5)).startsWith("4,0.004,0,hold,missing measurement,");
    }

    @Test
    void whatFindsNoPlaceIsDroppedAndCounted() {
        try (TickRing ring = new TickRing(link.signature(), 8, 1 << 20)) {
            run(20, ring);
            assertThat(ring.dropped()).isEqualTo(12);
            TickRow row = ring.row();
            for (int i = 0; i < 8; i++) {
                assertThat(ring.poll(row)).isTrue();
                assertThat(row.tick).isEqualTo(i);
            }
            assertThat(ring.poll(row)).isFalse();
        }
    }

    @Test
    void whatComesAfterAFullDiskIsCountedAsDropped() {
        TickSink full = new TickSink() {
            private int left = 5;

            @Override
            public void write(TickRow row) throws IOException {
                if (left-- == 0) {
                    throw new IOException("No space left on device");
                }
            }

            @Override
            public void close() {}
        };
        try (TickRing ring = new TickRing(link.signature(), 64, 1 << 20)) {
            Recorder recorder = new Recorder(ring, List.of(full));
            run(20, ring);
            recorder.end();
            assertThat(recorder.failure()).hasMessage("No space left on device");
            assertThat(recorder.written()).isEqualTo(5);
            assertThat(recorder.dropped()).isEqualTo(15);
        }
    }

    @Test
    void aFaultWritesWhatWasBeforeAndAfter() throws IOException {
        link.statuses.put(20, LinkStatus.CORRUPT);
        link.statuses.put(22, LinkStatus.MISSING);
        link.statuses.put(60, LinkStatus.MISSING);
        try (TickRing ring = new TickRing(link.signature(), 128, 1 << 20);
                Recorder recorder = new Recorder(ring, List.of(new FaultDump(folder, link.signature(), 5, 10, 100)))) {
            run(64, ring);
            recorder.end();
            assertThat(recorder.failure()).isNull();
        }
        List<String> first = Files.readAllLines(folder.resolve("fault-000000020.csv"));
        assertThat(first).hasSize(1 + 5 + 1 + 10);
        assertThat(first.get(1)).startsWith("15,");
        assertThat(first.get(16)).startsWith("30,");
        // The loop ended before the second dump was full.
        assertThat(Files.readAllLines(folder.resolve("fault-000000060.csv"))).hasSize(1 + 5 + 1 + 3);
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(2);
        }
    }

    /** Reads the file back by the format's specification, record by record. */
    @Test
    void mcapIsReadBackByItsSpecification() throws IOException {
        Path file = folder.resolve("ticks.mcap");
        link.positions.put(1, Double.NaN);
        try (TickRing ring = new TickRing(link.signature(), 64, 1 << 20);
                Recorder recorder = new Recorder(
                        ring, List.of(new McapSink(file, link.signature(), "test", 1_700_000_000_000_000_000L)))) {
            run(3, ring);
            recorder.end();
            assertThat(recorder.failure()).isNull();
        }
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        byte[] magic = {(byte) 0x89, 'M', 'C', 'A', 'P', '0', '\r', '\n'};
        assertThat(take(bytes, 8)).isEqualTo(magic);
        List<Integer> opcodes = new ArrayList<>();
        List<JsonNode> messages = new ArrayList<>();
        JsonMapper json = JsonMapper.builder().build();
        while (bytes.remaining() > 8) {
            int opcode = bytes.get();
            opcodes.add(opcode);
            ByteBuffer record =
                    ByteBuffer.wrap(take(bytes, (int) bytes.getLong())).order(ByteOrder.LITTLE_ENDIAN);
            switch (opcode) {
                case 1 -> {
                    assertThat(text(record)).isEmpty();
                    assertThat(text(record)).isEqualTo("test");
                }
                case 3 -> {
                    assertThat(record.getShort()).isEqualTo((short) 1);
                    assertThat(text(record)).isEqualTo("antipode.Tick");
                    assertThat(text(record)).isEqualTo("jsonschema");
                    assertThat(json.readTree(text(record))
                                    .get("properties")
                                    .get("measurement.position")
                                    .get("type")
                                    .stringValue())
                            .isEqualTo("number");
                }
                case 4 -> {
                    assertThat(record.getShort()).isZero();
                    assertThat(record.getShort()).isEqualTo((short) 1);
                    assertThat(text(record)).isEqualTo("/loop");
                    assertThat(text(record)).isEqualTo("json");
                    assertThat(record.getInt()).isZero();
                }
                case 5 -> {
                    assertThat(record.getShort()).isZero();
                    assertThat(record.getInt()).isEqualTo(messages.size());
                    assertThat(record.getLong()).isEqualTo(1_700_000_000_000_000_000L + messages.size() * MS);
                    record.getLong();
                    messages.add(json.readTree(new String(take(record, record.remaining()), StandardCharsets.UTF_8)));
                }
                case 15 -> assertThat(record.getInt()).isZero();
                case 2 -> assertThat(record.remaining()).isEqualTo(20);
                default -> throw new AssertionError("opcode " + opcode);
            }
            if (opcode != 2) {
                assertThat(record.hasRemaining()).isFalse();
            }
        }
        assertThat(take(bytes, 8)).isEqualTo(magic);
        assertThat(opcodes).containsExactly(1, 3, 4, 5, 5, 5, 15, 2);
        assertThat(messages.get(0).get("measurement.position").doubleValue()).isEqualTo(0.5);
        assertThat(messages.get(1).get("measurement.position").isNull()).isTrue();
        assertThat(messages.get(1).get("faults").stringValue()).isEqualTo("non finite measurement");
    }

    private static byte[] take(ByteBuffer buffer, int count) {
        byte[] bytes = new byte[count];
        buffer.get(bytes);
        return bytes;
    }

    private static String text(ByteBuffer buffer) {
        return new String(take(buffer, buffer.getInt()), StandardCharsets.UTF_8);
    }
}
