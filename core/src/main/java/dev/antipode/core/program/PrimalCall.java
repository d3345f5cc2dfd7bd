package dev.antipode.core.program;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.kernel.Kernel;
import dev.antipode.core.linear.DenseKernel;
import dev.antipode.core.linear.DenseShape;
import dev.antipode.core.random.RandomKernel;
import java.util.BitSet;
import java.util.stream.IntStream;

/** A call as it was put into a program: it knows what it reads and writes, so that it can be differentiated. */
sealed interface PrimalCall extends Call {
    /** The rows that decide the result. */
    int[] reads();

    /** The rows that are overwritten. */
    int[] writes();

    private static int[] numbers(Rows rows) {
        return IntStream.range(rows.first(), rows.first() + rows.count()).toArray();
    }

    /** A kernel over rows that were fixed when it was compiled. */
    record Compute(
            String name, Graph graph, Dependence dependence, int[] reads, int[] writes, Kernel kernel, int operations)
            implements PrimalCall {
        Compute(String name, Graph graph, int[] reads, int[] writes, Kernel kernel, int operations) {
            this(name, graph, new Dependence(graph), reads, writes, kernel, operations);
        }

        /** The graph's inputs that are read from some rows, by number. */
        BitSet inputsAmong(BitSet rows) {
            BitSet inputs = new BitSet();
            for (int i = 0; i < reads.length; i++) {
                inputs.set(i, rows.get(reads[i]));
            }
            return inputs;
        }

        @Override
        public void run(Frame frame) {
            kernel.run(frame.block, frame.tileOffset, frame.rowStrideBytes, frame.lanes, frame.scratchOffset);
        }

        @Override
        public String text() {
            return "kernel " + name + " (" + operations + " operations)";
        }
    }

    /** A kernel of one row in place, swept over neighbouring rows as if they were one long row. */
    record Sweep(String name, Graph graph, Kernel kernel, Rows rows, int elementBytes) implements PrimalCall {
        @Override
        public void run(Frame frame) {
            long start = frame.tileOffset + rows.first() * frame.rowStrideBytes;
            kernel.run(
                    frame.block,
                    start,
                    frame.rowStrideBytes,
                    frame.elements(rows.count(), elementBytes),
                    frame.scratchOffset);
        }

        @Override
        public String text() {
            return "sweep " + name + " over " + rows.count() + " rows";
        }

        @Override
        public int[] reads() {
            return numbers(rows);
        }

        @Override
        public int[] writes() {
            return numbers(rows);
        }
    }

    /** A dense layer whose parameters all lanes share, from a place within the policy's parameters on. */
    record Dense(
            String name, DenseKernel kernel, DenseShape shape, Rows in, Rows out, int firstParameter, int elementBytes)
            implements PrimalCall {
        @Override
        public void run(Frame frame) {
            kernel.forward(
                    frame.block,
                    frame.tileOffset + in.first() * frame.rowStrideBytes,
                    frame.tileOffset + out.first() * frame.rowStrideBytes,
                    frame.rowStrideBytes,
                    frame.lanes,
                    frame.parametersOffset + biasBytes(),
                    frame.parametersOffset + weightBytes(),
                    shape.inputs(),
                    shape.outputs());
        }

        /** Where the biases lie within a vector of parameters. */
        long biasBytes() {
            return (long) (firstParameter + shape.biasIndex(0)) * elementBytes;
        }

        /** Where the weights lie within a vector of parameters. */
        long weightBytes() {
            return (long) (firstParameter + shape.weightIndex(0, 0)) * elementBytes;
        }

        @Override
        public String text() {
            return "dense " + name + " " + shape.inputs() + " x " + shape.outputs();
        }

        @Override
        public int[] reads() {
            return numbers(in);
        }

        @Override
        public int[] writes() {
            return numbers(out);
        }
    }

    /** Uniform draws of neighbouring coordinates, from 0. */
    record Uniform(String name, RandomKernel kernel, DrawUse use, Rows rows) implements PrimalCall {
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

        @Override
        public String text() {
            return "uniform " + name;
        }

        @Override
        public int[] reads() {
            return new int[0];
        }

        @Override
        public int[] writes() {
            return numbers(rows);
        }
    }

    /** Another program, a fixed number of times. */
    record Repeat(String name, Program body, int times) implements PrimalCall {
        @Override
        public void run(Frame frame) {
            for (int i = 0; i < times; i++) {
                body.run(frame);
            }
        }

        @Override
        public String text() {
            return "repeat " + name + " " + times + " times";
        }

        @Override
        public int[] reads() {
            return body.liveRows();
        }

        @Override
        public int[] writes() {
            return body.writtenRows();
        }
    }
}
