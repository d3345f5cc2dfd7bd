package dev.antipode.controller.store;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * The content of a safetensors file: a string map and named tensors. On disk: the header's length as 8 little-endian bytes,
 * the header as a JSON object ({@code __metadata__}, then each tensor's dtype, shape and place in the data), padded with spaces to 8 bytes,
 * then the data without gaps.
 *
 * <p>Three entries of the string map are ours: the kind of file, its format version, and a SHA-256 of the whole file in
 * which the sum itself is replaced by 64 zeros, so that a single altered bit anywhere is noticed.
 *
 * @param metadata the string map without those three, in order
 * @param tensors in the order of their data
 */
record Safetensors(Map<String, String> metadata, List<Tensor> tensors) {
    static final String METADATA = "__metadata__";
    static final String KIND = "antipode.kind";
    static final String FORMAT = "antipode.format";
    static final String SUM = "antipode.sha256";
    static final String NO_SUM = "0".repeat(64);
    private static final int ALIGNMENT = 8;

    Safetensors {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        tensors = List.copyOf(tensors);
    }

    /** The tensor of a name, or null. */
    Tensor tensor(String name) {
        for (Tensor tensor : tensors) {
            if (tensor.name().equals(name)) {
                return tensor;
            }
        }
        return null;
    }

    /** The whole file. */
    byte[] bytes(String kind, int format) {
        byte[] header = header(kind, format);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .array());
        file.writeBytes(header);
        tensors.forEach(tensor -> file.writeBytes(tensor.bytes()));
        byte[] bytes = file.toByteArray();
        byte[] sum = sum(bytes).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(sum, 0, bytes, sumOffset(bytes, header.length, NO_SUM), sum.length);
        return bytes;
    }

    private byte[] header(String kind, int format) {
        Map<String, String> strings = new LinkedHashMap<>();
        strings.put(KIND, kind);
        strings.put(FORMAT, Integer.toString(format));
        strings.put(SUM, NO_SUM);
        strings.putAll(metadata);
        Map<String, Object> header = new LinkedHashMap<>();
        header.put(METADATA, strings);
        long end = 0;
        for (Tensor tensor : tensors) {
            long start = end;
            end += tensor.bytes().length;
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("dtype", tensor.type().name());
            entry.put("shape", LongStream.of(tensor.shape()).boxed().toList());
            entry.put("data_offsets", List.of(start, end));
            if (header.put(tensor.name(), entry) != null) {
                throw new IllegalArgumentException("two tensors are named '" + tensor.name() + "'");
            }
        }
        String text = Json.line(header);
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        text += " ".repeat((ALIGNMENT - length % ALIGNMENT) % ALIGNMENT);
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The sum of a file whose own sum has been replaced by zeros. */
    static String sum(byte[] file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Where the 64 digits of the sum start in the file, or -1 where the header does not hold them as written here. */
    static int sumOffset(byte[] file, int headerLength, String digits) {
        String header = new String(file, Long.BYTES, headerLength, StandardCharsets.ISO_8859_1);
        String entry = "\"" + SUM + "\":\"" + digits + "\"";
        int at = header.indexOf(entry);
        return at < 0 ? -1 : Long.BYTES + at + entry.length() - digits.length() - 1;
    }
}
