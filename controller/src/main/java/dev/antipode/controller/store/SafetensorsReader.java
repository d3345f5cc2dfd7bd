package dev.antipode.controller.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads one safetensors file of ours and refuses it by name of the first defect found. */
final class SafetensorsReader {
    private static final long LARGEST_HEADER = 100_000_000;
    private static final long LARGEST_FILE = Integer.MAX_VALUE - 64L;

    private final Path file;
    private final byte[] bytes;

    private SafetensorsReader(Path file, byte[] bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    /**
     * Reads a file.
     *
     * @param kind what the file must be, as in {@link Safetensors#KIND}
     * @param format the newest version that the caller understands
     */
    static Safetensors read(Path file, String kind, int format) throws IOException {
        byte[] bytes;
        try {
            if (Files.isDirectory(file)) {
                throw new RefusedFileException(file, "is a folder, not a " + kind + " file");
            }
            if (Files.size(file) > LARGEST_FILE) {
                throw new RefusedFileException(file, "is larger than any " + kind + " file can be");
            }
            bytes = Files.readAllBytes(file);
        } catch (RefusedFileException e) {
            throw e;
        } catch (IOException e) {
            throw new RefusedFileException(file, "cannot be read: " + AtomicFile.reason(e));
        }
        return new SafetensorsReader(file, bytes).read(kind, format);
    }

    private Safetensors read(String kind, int format) throws RefusedFileException {
        int headerLength = headerLength();
        JsonNode header = header(headerLength);
        Map<String, String> metadata = metadata(header);
        checkKind(metadata, kind, format);
        List<Tensor> tensors = tensors(header, Long.BYTES + headerLength);
        checkSum(metadata.get(Safetensors.SUM), headerLength);
        metadata.keySet().removeAll(List.of(Safetensors.KIND, Safetensors.FORMAT, Safetensors.SUM));
        return new Safetensors(metadata, tensors);
    }

    private int headerLength() throws RefusedFileException {
        if (bytes.length < Long.BYTES) {
            throw cutShort(Long.BYTES);
        }
        long length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (length < 2 || length > LARGEST_HEADER) {
            throw new RefusedFileException(file, "is not a safetensors file: its header length is " + length);
        }
        if (Long.BYTES + length > bytes.length) {
            throw cutShort(Long.BYTES + length);
        }
        return (int) length;
    }

    private JsonNode header(int length) throws RefusedFileException {
        try {
            JsonNode header = Json.parse(new String(bytes, Long.BYTES, length, StandardCharsets.UTF_8));
            if (header.isObject()) {
                return header;
            }
        } catch (JacksonException e) {
            throw altered("its header is not JSON");
        }
        throw altered("its header is not a JSON object");
    }

    private Map<String, String> metadata(JsonNode header) throws RefusedFileException {
        JsonNode node = header.get(Safetensors.METADATA);
        Map<String, String> metadata = new LinkedHashMap<>();
        if (node != null) {
            for (Map.Entry<String, JsonNode> entry : node.properties()) {
                if (!entry.getValue().isString()) {
                    throw altered("its metadata '" + entry.getKey() + "' is not a string");
                }
                metadata.put(entry.getKey(), entry.getValue().stringValue());
            }
        }
        return metadata;
    }

    private void checkKind(Map<String, String> metadata, String kind, int format) throws RefusedFileException {
        String found = metadata.get(Safetensors.KIND);
        if (found == null) {
            throw new RefusedFileException(
                    file, "is not a " + kind + " file of Antipode: its metadata has no '" + Safetensors.KIND + "'");
        }
        if (!found.equals(kind)) {
            throw new RefusedFileException(file, "is a " + found + " file, not a " + kind + " file");
        }
        int version;
        try {
            version = Integer.parseInt(metadata.getOrDefault(Safetensors.FORMAT, ""));
        } catch (NumberFormatException e) {
            throw altered("its format version is '" + metadata.get(Safetensors.FORMAT) + "'");
        }
        if (version > format) {
            throw new RefusedFileException(
                    file,
                    "has format version " + version + ", newer than version " + format
                            + " that this Antipode reads; update Antipode");
        }
        if (version < 1) {
            throw altered("its format version is " + version);
        }
    }

    private List<Tensor> tensors(JsonNode header, int dataStart) throws RefusedFileException {
        List<Tensor> tensors = new ArrayList<>();
        long end = 0;
        for (Map.Entry<String, JsonNode> entry : header.properties()) {
            if (entry.getKey().equals(Safetensors.METADATA)) {
                continue;
            }
            String name = entry.getKey();
            JsonNode node = entry.getValue();
            ElementType type = type(name, node.get("dtype"));
            long[] shape = integers(name, node.get("shape"));
            long[] place = integers(name, node.get("data_offsets"));
            if (place.length != 2 || place[0] != end || place[1] < place[0]) {
                throw altered("the data of '" + name + "' does not follow what stands before it");
            }
            end = place[1];
            if (end > LARGEST_FILE) {
                throw altered("the data of '" + name + "' would end at byte " + end);
            }
            if (end - place[0] != size(name, type, shape)) {
                throw altered("the data of '" + name + "' does not have the size of its shape");
            }
            if (dataStart + end > bytes.length) {
                throw cutShort(dataStart + end);
            }
            tensors.add(new Tensor(
                    name, type, shape, Arrays.copyOfRange(bytes, dataStart + (int) place[0], dataStart + (int) end)));
        }
        if (dataStart + end != bytes.length) {
            throw altered(bytes.length - dataStart - end + " bytes follow its data");
        }
        return tensors;
    }

    private ElementType type(String name, JsonNode node) throws RefusedFileException {
        for (ElementType type : ElementType.values()) {
            if (node != null && node.isString() && type.name().equals(node.stringValue())) {
                return type;
            }
        }
        throw altered("'" + name + "' has the element type " + node);
    }

    private long[] integers(String name, JsonNode node) throws RefusedFileException {
        if (node == null || !node.isArray()) {
            throw altered("the shape or place of '" + name + "' is missing");
        }
        long[] values = new long[node.size()];
        for (int i = 0; i < values.length; i++) {
            if (!node.get(i).isIntegralNumber()
                    || !node.get(i).canConvertToLong()
                    || node.get(i).longValue() < 0) {
                throw altered("the shape or place of '" + name + "' holds " + node.get(i));
            }
            values[i] = node.get(i).longValue();
        }
        return values;
    }

    private long size(String name, ElementType type, long[] shape) throws RefusedFileException {
        try {
            return Math.multiplyExact(Tensor.elements(shape), (long) type.bytes());
        } catch (ArithmeticException e) {
            throw altered("the shape of '" + name + "' is too large");
        }
    }

    private void checkSum(String digits, int headerLength) throws RefusedFileException {
        int at = digits == null || digits.length() != Safetensors.NO_SUM.length()
                ? -1
                : Safetensors.sumOffset(bytes, headerLength, digits);
        if (at < 0) {
            throw altered("it has no checksum");
        }
        Arrays.fill(bytes, at, at + digits.length(), (byte) '0');
        if (!Safetensors.sum(bytes).equals(digits)) {
            throw altered("its content does not match its checksum");
        }
    }

    private RefusedFileException cutShort(long needed) {
        return new RefusedFileException(file, "is cut short: it has " + bytes.length + " of " + needed + " bytes");
    }

    private RefusedFileException altered(String how) {
        return new RefusedFileException(file, "is altered: " + how);
    }
}
