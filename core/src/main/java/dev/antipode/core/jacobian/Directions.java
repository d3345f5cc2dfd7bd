package dev.antipode.core.jacobian;

import dev.antipode.core.linear.SmallQr;
import dev.antipode.core.linear.Vectors;

/**
 * Random directions as a function of seed and sample number: estimates of one seed take the same ones. All memory is taken at construction; not safe for use by
 * several threads at once.
 */
public final class Directions {
    private final DirectionKind kind;
    private final int length;
    private final int blockSize;
    private final InspectionStream stream;
    private final double[] block;
    private final SmallQr qr;
    private int currentBlock = -1;

    /**
     * Takes the memory: none worth mentioning but for orthogonal directions, of which one block is kept.
     *
     * @param length the length of a direction, at least 1
     * @param sampling the kind, the size of blocks and the seed
     */
    public Directions(int length, Sampling sampling) {
        if (length < 1) {
            throw new IllegalArgumentException("directions of length " + length + ": give at least 1");
        }
        this.length = length;
        kind = sampling.kind();
        blockSize = sampling.blockSize();
        stream = new InspectionStream(sampling.seed(), InspectionStream.Use.DIRECTION);
        boolean orthogonal = kind == DirectionKind.ORTHOGONAL;
        // Refuses more vectors than can be orthogonal.
        qr = orthogonal ? new SmallQr(length, blockSize) : null;
        block = orthogonal ? new double[length * blockSize] : new double[0];
    }

    /**
     * The heap memory of an instance.
     *
     * @param length the length of a direction
     * @param sampling the kind and the size of blocks
     * @return bytes, without the objects' headers
     */
    public static long bytes(int length, Sampling sampling) {
        long size = sampling.blockSize();
        return sampling.kind() == DirectionKind.ORTHOGONAL ? 8 * size * (length + size + 1) : 0;
    }

    /**
     * The length of a direction.
     *
     * @return at least 1
     */
    public int length() {
        return length;
    }

    /**
     * Writes one direction. Allocates nothing. Orthogonal directions are best asked for in order: each change of block
     * costs an orthonormalisation.
     *
     * @param sample which one, at least 0
     * @param out receives it at {@code from} upwards
     * @param from where
     */
    public void fill(int sample, double[] out, int from) {
        switch (kind) {
            case RADEMACHER -> stream.signs(sample, out, from, length);
            case GAUSSIAN -> stream.normals(sample, out, from, length);
            case ORTHOGONAL -> {
                if (sample / blockSize != currentBlock) {
                    currentBlock = sample / blockSize;
                    fillBlock();
                }
                System.arraycopy(block, sample % blockSize * length, out, from, length);
            }
        }
    }

    private void fillBlock() {
        for (int j = 0; j < blockSize; j++) {
            stream.normals(currentBlock * blockSize + j, block, j * length, length);
        }
        qr.factor(block);
        Vectors.scale(block, 0, block.length, Math.sqrt(length));
    }
}
