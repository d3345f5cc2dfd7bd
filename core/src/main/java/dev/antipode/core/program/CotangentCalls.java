package dev.antipode.core.program;

import dev.antipode.core.kernel.Kernel;
import dev.antipode.core.linear.DenseTranspose;
import dev.antipode.core.memory.Tile;
import java.lang.foreign.MemorySegment;

/** The calls of a {@link ProgramVjp}: what is kept on the way forward, and what cotangents go through on the way back. */
final class CotangentCalls {
    private CotangentCalls() {}

    private static void copyRow(Frame frame, int from, int to) {
        MemorySegment.copy(
                frame.block,
                frame.tileOffset + from * frame.rowStrideBytes,
                frame.block,
                frame.tileOffset + to * frame.rowStrideBytes,
                frame.rowStrideBytes);
    }

    /** Rows of the program's tile to other rows of it. */
    record CopyRows(String text, int[] from, int[] to) implements Call {
        @Override
        public void run(Frame frame) {
            for (int i = 0; i < from.length; i++) {
                copyRow(frame, from[i], to[i]);
            }
        }
    }

    /** The transposed linear part of a kernel. */
    record PullCotangents(String text, Kernel kernel) implements Call {
        @Override
        public void run(Frame frame) {
            kernel.run(
                    frame.block,
                    frame.cotangentsOffset,
                    frame.rowStrideBytes,
                    frame.lanes,
                    frame.scratchOffset,
                    frame.tileOffset);
        }
    }

    /** Rows that were overwritten: what they held before has no influence by way of them. */
    record ClearCotangents(int[] rows) implements Call {
        @Override
        public void run(Frame frame) {
            TangentCalls.clear(frame, frame.cotangentsOffset, rows);
        }

        @Override
        public String text() {
            return "clear " + rows.length + " rows of the cotangents";
        }
    }

    /** Neighbouring rows times the slopes that a sweep has left. */
    record ScaleCotangents(Kernel kernel, Rows scaled, Rows slopes, int elementBytes) implements Call {
        @Override
        public void run(Frame frame) {
            kernel.run(
                    frame.block,
                    frame.cotangentsOffset + scaled.first() * frame.rowStrideBytes,
                    frame.rowStrideBytes,
                    frame.elements(scaled.count(), elementBytes),
                    frame.scratchOffset,
                    frame.tileOffset + slopes.first() * frame.rowStrideBytes);
        }

        @Override
        public String text() {
            return "scale " + scaled.count() + " rows of the cotangents";
        }
    }

    /** {@code bar x = bar x + W^T bar y}. */
    record DenseCotangents(PrimalCall.Dense layer, Rows transposed, Rows zeros, Rows summand, Kernel add)
            implements Call {
        @Override
        public void run(Frame frame) {
            long summandOffset = frame.tileOffset + summand.first() * frame.rowStrideBytes;
            layer.kernel()
                    .forward(
                            frame.block,
                            frame.cotangentsOffset + layer.out().first() * frame.rowStrideBytes,
                            summandOffset,
                            frame.rowStrideBytes,
                            frame.lanes,
                            frame.tileOffset + zeros.first() * frame.rowStrideBytes,
                            frame.tileOffset + transposed.first() * frame.rowStrideBytes,
                            layer.shape().outputs(),
                            layer.shape().inputs());
            add.run(
                    frame.block,
                    frame.cotangentsOffset + layer.in().first() * frame.rowStrideBytes,
                    frame.rowStrideBytes,
                    frame.elements(layer.in().count(), layer.elementBytes()),
                    frame.scratchOffset,
                    summandOffset);
        }

        @Override
        public String text() {
            return "cotangents of " + layer.text();
        }
    }

    /**
     * {@code bar b = bar b + sum of bar y, bar W = bar W + sum of bar y x^T} over lanes, 16 at a time, each group into a gradient of
     * its own. To a dense kernel the 16 lanes are the inputs of one sample, bar y their weights, and the gradient so far the bias.
     */
    record DenseGradient(
            PrimalCall.Dense layer,
            int[] inputRows,
            DenseTranspose transpose,
            Rows ones,
            Rows turned,
            long gradientBytes)
            implements Call {
        @Override
        public void run(Frame frame) {
            int outputs = layer.shape().outputs();
            long turnedOffset = frame.tileOffset + turned.first() * frame.rowStrideBytes;
            long onesOffset = frame.tileOffset + ones.first() * frame.rowStrideBytes;
            long cotangents = frame.cotangentsOffset + layer.out().first() * frame.rowStrideBytes;
            long gradient = frame.gradientOffset;
            for (int lane = 0; lane < frame.lanes; lane += Tile.LANE_MULTIPLE) {
                long laneBytes = (long) lane * layer.elementBytes();
                transpose.lanes(frame.block, cotangents + laneBytes, frame.rowStrideBytes, outputs, turnedOffset);
                add(frame, onesOffset, gradient + layer.biasBytes(), turnedOffset);
                long weights = gradient + layer.weightBytes();
                for (int row : inputRows) {
                    add(frame, frame.tileOffset + row * frame.rowStrideBytes + laneBytes, weights, turnedOffset);
                    weights += (long) outputs * layer.elementBytes();
                }
                gradient += gradientBytes;
            }
        }

        private void add(Frame frame, long numbers, long sums, long turnedOffset) {
            layer.kernel()
                    .forwardSingle(
                            frame.block,
                            numbers,
                            sums,
                            sums,
                            turnedOffset,
                            Tile.LANE_MULTIPLE,
                            layer.shape().outputs());
        }

        @Override
        public String text() {
            return "gradient of " + layer.text();
        }
    }

    /** A loop that keeps what each of its iterations starts from. */
    record RecordLoop(String text, Program body, int times, int[] carried, Rows tape) implements Call {
        @Override
        public void run(Frame frame) {
            for (int i = 0; i < times; i++) {
                for (int c = 0; c < carried.length; c++) {
                    copyRow(frame, carried[c], tape.first() + i * carried.length + c);
                }
                body.run(frame);
            }
        }
    }

    /** The iterations of a loop, last first, each run again from what was kept and then back. */
    record ReverseLoop(String text, Call[] record, Call[] reverse, int times, int[] carried, Rows tape)
            implements Call {
        @Override
        public void run(Frame frame) {
            for (int i = times - 1; i >= 0; i--) {
                for (int c = 0; c < carried.length; c++) {
                    copyRow(frame, tape.first() + i * carried.length + c, carried[c]);
                }
                for (Call call : record) {
                    call.run(frame);
                }
                for (Call call : reverse) {
                    call.run(frame);
                }
            }
        }
    }
}
