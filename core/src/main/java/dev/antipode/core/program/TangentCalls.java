package dev.antipode.core.program;

import dev.antipode.core.kernel.Kernel;
import java.lang.foreign.ValueLayout;

/** The calls of a {@link ProgramJvp} that work on tangents; each has as many rows as the program's tile had. */
final class TangentCalls {
    private TangentCalls() {}

    private static long tangent(Frame frame, int tangent, int rows) {
        return frame.tangentsOffset + (long) tangent * rows * frame.rowStrideBytes;
    }

    /** Calls, a fixed number of times. */
    record Loop(String text, Call[] body, int times) implements Call {
        @Override
        public void run(Frame frame) {
            for (int i = 0; i < times; i++) {
                for (Call call : body) {
                    call.run(frame);
                }
            }
        }
    }

    /** The linear part of a kernel, for each tangent; partial derivatives come from the program's tile. */
    record PushTangents(String text, Kernel kernel, int rows, int tangents) implements Call {
        @Override
        public void run(Frame frame) {
            for (int t = 0; t < tangents; t++) {
                kernel.run(
                        frame.block,
                        tangent(frame, t, rows),
                        frame.rowStrideBytes,
                        frame.lanes,
                        frame.scratchOffset,
                        frame.tileOffset);
            }
        }
    }

    /** Rows that were overwritten with what depends on nothing. */
    record ClearTangents(int[] cleared, int rows, int tangents) implements Call {
        @Override
        public void run(Frame frame) {
            for (int t = 0; t < tangents; t++) {
                clear(frame, tangent(frame, t, rows), cleared);
            }
        }

        @Override
        public String text() {
            return "clear " + cleared.length + " rows of each tangent";
        }
    }

    static void clear(Frame frame, long tile, int[] rows) {
        for (int row : rows) {
            long start = tile + row * frame.rowStrideBytes;
            for (long at = start; at < start + frame.rowStrideBytes; at += Long.BYTES) {
                frame.block.set(ValueLayout.JAVA_LONG, at, 0);
            }
        }
    }

    /** Neighbouring rows times the slopes that a sweep has left. */
    record ScaleTangents(Kernel kernel, Rows scaled, Rows slopes, int elementBytes, int rows, int tangents)
            implements Call {
        @Override
        public void run(Frame frame) {
            for (int t = 0; t < tangents; t++) {
                kernel.run(
                        frame.block,
                        tangent(frame, t, rows) + scaled.first() * frame.rowStrideBytes,
                        frame.rowStrideBytes,
                        frame.elements(scaled.count(), elementBytes),
                        frame.scratchOffset,
                        frame.tileOffset + slopes.first() * frame.rowStrideBytes);
            }
        }

        @Override
        public String text() {
            return "scale " + scaled.count() + " rows of each tangent";
        }
    }

    /** {@code dy = W dx}. */
    record DenseTangents(PrimalCall.Dense layer, Rows zeros, int rows, int tangents) implements Call {
        @Override
        public void run(Frame frame) {
            for (int t = 0; t < tangents; t++) {
                long tile = tangent(frame, t, rows);
                layer.kernel()
                        .forward(
                                frame.block,
                                tile + layer.in().first() * frame.rowStrideBytes,
                                tile + layer.out().first() * frame.rowStrideBytes,
                                frame.rowStrideBytes,
                                frame.lanes,
                                frame.tileOffset + zeros.first() * frame.rowStrideBytes,
                                frame.parametersOffset + layer.weightBytes(),
                                layer.shape().inputs(),
                                layer.shape().outputs());
            }
        }

        @Override
        public String text() {
            return "tangents of " + layer.text();
        }
    }

    /** {@code dy = dy + db + dW x}. */
    record DenseParameterTangents(
            PrimalCall.Dense layer, Rows summand, Kernel add, long parameterBytes, int rows, int tangents)
            implements Call {
        @Override
        public void run(Frame frame) {
            long summandOffset = frame.tileOffset + summand.first() * frame.rowStrideBytes;
            for (int t = 0; t < tangents; t++) {
                long parameters = frame.parameterTangentsOffset + t * parameterBytes;
                layer.kernel()
                        .forward(
                                frame.block,
                                frame.tileOffset + layer.in().first() * frame.rowStrideBytes,
                                summandOffset,
                                frame.rowStrideBytes,
                                frame.lanes,
                                parameters + layer.biasBytes(),
                                parameters + layer.weightBytes(),
                                layer.shape().inputs(),
                                layer.shape().outputs());
                add.run(
                        frame.block,
                        tangent(frame, t, rows) + layer.out().first() * frame.rowStrideBytes,
                        frame.rowStrideBytes,
                        frame.elements(layer.out().count(), layer.elementBytes()),
                        frame.scratchOffset,
                        summandOffset);
            }
        }

        @Override
        public String text() {
            return "tangents of the parameters of " + layer.text();
        }
    }
}
