package dev.antipode.controller.loop;

import dev.antipode.controller.hil.LinkSignature;
import dev.antipode.controller.store.Json;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Ticks as an MCAP file (format specification at mcap.dev, version 0): one channel {@code /loop} of JSON messages with a JSON schema,
 * without chunks and without an index. Log times are nanoseconds since 1970.
 */
public final class McapSink implements TickSink {
    private static final byte[] MAGIC = {(byte) 0x89, 'M', 'C', 'A', 'P', '0', '\r', '\n'};
    private static final int HEADER = 0x01;
    private static final int FOOTER = 0x02;
    private static final int SCHEMA = 0x03;
    private static final int CHANNEL = 0x04;
    private static final int MESSAGE = 0x05;
    private static final int DATA_END = 0x0f;
    private static final short SCHEMA_ID = 1;
    private static final short CHANNEL_ID = 0;
    private static final int BUFFER_BYTES = 1 << 16;
    /** No checksum, no index: both are optional. */
    private static final int NONE = 0;

    private final OutputStream out;
    private final List<String> names;
    private final long startNanos;
    private int sequence;

    /**
     * Starts a file.
     *
     * @param file where; replaced where it exists
     * @param signature what a tick has
     * @param library who writes it
     * @param startNanos the time of the first tick, in nanoseconds since 1970
     * @throws IOException if it cannot be written
     */
    public McapSink(Path file, LinkSignature signature, String library, long startNanos) throws IOException {
        this.names = TickColumns.names(signature);
        this.startNanos = startNanos;
        this.out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES);
        out.write(MAGIC);
        record(HEADER, strings("", library));
        byte[] schema = schema().getBytes(StandardCharsets.UTF_8);
        byte[] name = strings("antipode.Tick", "jsonschema");
        ByteBuffer body = little(2 + name.length + 4 + schema.length);
        record(
                SCHEMA,
                body.putShort(SCHEMA_ID)
                        .put(name)
                        .putInt(schema.length)
                        .put(schema)
                        .array());
        byte[] topic = strings("/loop", "json");
        body = little(4 + topic.length + 4);
        record(
                CHANNEL,
                body.putShort(CHANNEL_ID)
                        .putShort(SCHEMA_ID)
                        .put(topic)
                        .putInt(NONE)
                        .array());
    }

    private String schema() {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (String name : names) {
            String type = switch (name) {
                case "mode", "faults" -> "string";
                case "tick", "episode", "measurementTick" -> "integer";
                default -> "number";
            };
            properties.put(name, Map.of("type", type));
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("title", "antipode.Tick");
        schema.put("type", "object");
        schema.put("properties", properties);
        return Json.line(schema);
    }

    @Override
    public void write(TickRow row) throws IOException {
        byte[] json = Json.line(object(row)).getBytes(StandardCharsets.UTF_8);
        ByteBuffer body = little(2 + 4 + 8 + 8 + json.length);
        long due = startNanos + row.deadlineNanos;
        body.putShort(CHANNEL_ID)
                .putInt(sequence)
                .putLong(due + Math.max(0, row.latenessNanos))
                .putLong(due)
                .put(json);
        record(MESSAGE, body.array());
        sequence++;
    }

    private Map<String, Object> object(TickRow row) {
        List<Object> values = new ArrayList<>();
        values.add(row.tick);
        values.add(TickColumns.seconds(row.deadlineNanos));
        values.add(row.episode);
        values.add(TickColumns.mode(row));
        values.add(TickColumns.faults(row));
        values.add(TickColumns.seconds(row.latenessNanos));
        values.add(TickColumns.seconds(row.computeNanos));
        values.add(row.roundTripNanos < 0 ? null : TickColumns.seconds(row.roundTripNanos));
        values.add(row.measurementTick);
        values.add(number(row.stageCost));
        for (double[] group : List.of(row.reference, row.measurement, row.command, row.applied)) {
            for (double value : group) {
                values.add(number(value));
            }
        }
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            object.put(names.get(i), values.get(i));
        }
        return object;
    }

    /** JSON has no NaN and no infinity. */
    private static Double number(double value) {
        return Math.abs(value) <= Double.MAX_VALUE ? value : null;
    }

    private void record(int opcode, byte[] content) throws IOException {
        out.write(opcode);
        out.write(little(8).putLong(content.length).array());
        out.write(content);
    }

    private static byte[] strings(String... texts) {
        int size = 0;
        List<byte[]> all = new ArrayList<>();
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            all.add(bytes);
            size += 4 + bytes.length;
        }
        ByteBuffer buffer = little(size);
        all.forEach(bytes -> buffer.putInt(bytes.length).put(bytes));
        return buffer.array();
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() throws IOException {
        try (OutputStream closing = out) {
            record(DATA_END, little(4).putInt(NONE).array());
            record(FOOTER, little(20).putLong(NONE).putLong(NONE).putInt(NONE).array());
            closing.write(MAGIC);
        }
    }
}
