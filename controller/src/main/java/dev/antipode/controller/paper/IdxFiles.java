package dev.antipode.controller.paper;

import dev.antipode.controller.store.AtomicFile;
import dev.antipode.controller.store.RefusedFileException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;

/**
 * Pictures and their classes from a pair of IDX files, such as MNIST's: a number that tells the kind (two zero bytes, 8 for unsigned
 * bytes, the count of dimensions), each dimension as 32 bits, high byte first, then the bytes. Y. LeCun, C. Cortes, C. J. C. Burges,
 * "The MNIST database of handwritten digits", section "File formats".
 */
final class IdxFiles {
    private static final List<String> IMAGES = List.of("train-images-idx3-ubyte", "train-images.idx3-ubyte");
    private static final List<String> LABELS = List.of("train-labels-idx1-ubyte", "train-labels.idx1-ubyte");
    private static final int IMAGES_KIND = 0x0803;
    private static final int LABELS_KIND = 0x0801;
    private static final int LARGEST_SIDE = 4096;

    private IdxFiles() {}

    /** The first pictures of the files in a folder, each brought to 8 by 8 pixels by averaging. */
    static Digits read(Path folder, int count) throws IOException {
        Path images = file(folder, IMAGES);
        Path labels = file(folder, LABELS);
        CRC32 check = new CRC32();
        double[][] pixels = new double[count][];
        int[] classes = new int[count];
        int pictures;
        try (DataInputStream in = open(images)) {
            int[] sizes = header(images, in, IMAGES_KIND, "pictures", 3);
            pictures = sizes[0];
            int rows = sizes[1];
            int columns = sizes[2];
            if (rows < Digits.SIDE || columns < Digits.SIDE || rows > LARGEST_SIDE || columns > LARGEST_SIDE) {
                throw new RefusedFileException(
                        images,
                        "holds pictures of " + rows + " x " + columns + " pixels; give some of at least " + Digits.SIDE
                                + " x " + Digits.SIDE);
            }
            requireWhole(images, 16L + (long) pictures * rows * columns);
            requireEnough(images, pictures, count);
            for (int i = 0; i < count; i++) {
                byte[] bytes = bytes(images, in, rows * columns);
                check.update(bytes);
                pixels[i] = smaller(bytes, rows, columns);
            }
        }
        try (DataInputStream in = open(labels)) {
            int[] sizes = header(labels, in, LABELS_KIND, "classes", 1);
            requireWhole(labels, 8L + sizes[0]);
            if (sizes[0] != pictures) {
                throw new RefusedFileException(
                        labels,
                        "holds " + sizes[0] + " classes for the " + pictures + " pictures of " + images.getFileName()
                                + "; give files of the same pictures");
            }
            byte[] bytes = bytes(labels, in, count);
            check.update(bytes);
            for (int i = 0; i < count; i++) {
                classes[i] = bytes[i] & 0xff;
                if (classes[i] >= Digits.CLASSES) {
                    throw new RefusedFileException(
                            labels, "gives picture " + i + " the class " + classes[i] + "; classes are digits, 0 to 9");
                }
            }
        }
        return new Digits(
                "the first " + count + " pictures of IDX files (CRC " + Long.toHexString(check.getValue()) + ")",
                pixels,
                classes);
    }

    private static Path file(Path folder, List<String> names) throws RefusedFileException {
        for (String name : names) {
            Path file = folder.resolve(name);
            if (Files.isRegularFile(file)) {
                return file;
            }
        }
        throw new RefusedFileException(
                folder, "holds no file " + names.get(0) + "; give the folder of an unpacked pair of IDX files");
    }

    private static DataInputStream open(Path file) throws RefusedFileException {
        try {
            return new DataInputStream(new BufferedInputStream(Files.newInputStream(file)));
        } catch (IOException e) {
            throw new RefusedFileException(file, "cannot be read: " + AtomicFile.reason(e));
        }
    }

    private static int[] header(Path file, DataInputStream in, int kind, String what, int dimensions)
            throws IOException {
        try {
            int found = in.readInt();
            if (found != kind) {
                throw new RefusedFileException(
                        file,
                        String.format(
                                Locale.ROOT,
                                "is not an IDX file of %s: it starts with %08x, not %08x; give an unpacked one",
                                what,
                                found,
                                kind));
            }
            int[] sizes = new int[dimensions];
            for (int i = 0; i < dimensions; i++) {
                sizes[i] = in.readInt();
                if (sizes[i] < 0) {
                    throw new RefusedFileException(file, "is not an IDX file: one of its sizes is negative");
                }
            }
            return sizes;
        } catch (EOFException e) {
            throw new RefusedFileException(file, "is cut short: it ends within its header");
        }
    }

    private static void requireWhole(Path file, long bytes) throws IOException {
        long found = Files.size(file);
        if (found < bytes) {
            throw new RefusedFileException(
                    file, "is cut short: its header tells of " + bytes + " bytes, and it has " + found);
        }
        if (found > bytes) {
            throw new RefusedFileException(
                    file, "is not what its header says: it has " + found + " bytes instead of " + bytes);
        }
    }

    private static void requireEnough(Path file, int found, int wanted) throws RefusedFileException {
        if (found < wanted) {
            throw new RefusedFileException(
                    file, "holds " + found + " pictures or classes, and the figure takes " + wanted);
        }
    }

    private static byte[] bytes(Path file, DataInputStream in, int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new RefusedFileException(file, "is cut short");
        }
        return bytes;
    }

    /** Every pixel goes to the one of 8 x 8 fields that it lies in; a field is the mean of its pixels. */
    private static double[] smaller(byte[] bytes, int rows, int columns) {
        double[] sums = new double[Digits.PIXELS];
        int[] counts = new int[Digits.PIXELS];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                int field = r * Digits.SIDE / rows * Digits.SIDE + c * Digits.SIDE / columns;
                sums[field] += (bytes[r * columns + c] & 0xff) / 255.0;
                counts[field]++;
            }
        }
        for (int field = 0; field < Digits.PIXELS; field++) {
            sums[field] /= counts[field];
        }
        return sums;
    }
}
