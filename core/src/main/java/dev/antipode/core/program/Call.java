package dev.antipode.core.program;

import dev.antipode.core.kernel.Kernel;
import dev.antipode.core.linear.DenseKernel;
import dev.antipode.core.linear.DenseShape;
import dev.antipode.core.random.RandomKernel;

/** One step of a program. Runs without allocating. */
sealed interface Call {
    /** Runs the call on a frame's tile. */
    void run(Frame frame);

    /** How the call reads in a listing. */
    String text();

    /** A kernel over rows that were fixed when it was compiled. */
    record Compute(String text, Kernel kernel) implements Call {
        @Override
        public void run(Frame frame) {
            kernel.run(frame.block, frame.tileOffset, frame.rowStrideBytes, frame.lanes, frame.scratchOffset);
        }
    }

    /** A kernel of one row in place, swept over neighbouring rows as if they were one long row. */
    record Sweep(String text, Kernel kernel, Rows rows, int elementBytes) implements Call {
        @Override
        public void run(Frame frame) {
            long start = frame.tileOffset + rows.first() * frame.rowStrideBytes;
            int elements = (int) (rows.count() * frame.rowStrideBytes / elementBytes);
            kernel.run(frame.block, start, frame.rowStrideBytes, elements, frame.scratchOffset);
        }
    }

    /** A dense layer whose parameters all lanes share. */
    record Dense(String text, DenseKernel kernel, DenseShape shape, Rows in, Rows out, long biasBytes, long weightBytes)
            implements Call {
        @Override
        public void run(Frame frame) {
            kernel.forward(
                    frame.block,
                    frame.tileOffset + in.first() * frame.rowStrideBytes,
                    frame.tileOffset + out.first() * frame.rowStrideBytes,
                    frame.rowStrideBytes,
                    frame.lanes,
                    frame.parametersOffset + biasBytes,
                    frame.parametersOffset + weightBytes,
                    shape.inputs(),
                    shape.outputs());
        }
    }

    /** Uniform draws of neighbouring coordinates, from 0. */
    record Uniform(String text, RandomKernel kernel, DrawUse use, Rows rows) implements Call {
        @Override
        public void run(Frame frame) {
            kernel.uniform(
                    frame.block,
                    frame.tileOffset + rows.first() * frame.rowStrideBytes,
                    frame.rowStrideBytes,
                    frame.lanes,
                    rows.count(),
                    frame.laneCounters.offsetBytes(),
                    frame.seed,
                    use.purpose(frame.episodeSet),
                    frame.generation,
                    0,
                    0,
                    frame.firstEpisode,
                    use.everyStep() ? frame.step : 0);
        }
    }

    /** Another program, a fixed number of times. */
    record Repeat(String text, Program body, int times) implements Call {
        @Override
        public void run(Frame frame) {
            for (int i = 0; i < times; i++) {
                body.run(frame);
            }
        }
    }
}
