package dev.antipode.controller.paper;

/** What a recurrent network learns: to say numbers, step by step, from numbers that it is told. Not thread-safe. */
sealed interface SequenceTask permits CopyMemory, LorenzSeries {
    /** Samples from this one on are not for training. */
    int TESTED = 1 << 24;

    /** What it is, for charts. */
    String text();

    int inputs();

    int outputs();

    int steps();

    /**
     * One step of a sequence. Allocates nothing.
     *
     * @param sample which sequence, from 0
     * @param step from 0
     * @param row overwritten: the inputs, the wanted outputs, and the weight of their squared error; weights of a sequence sum to 1
     */
    void write(int sample, int step, double[] row);

    /** The mean error of the best answer that uses no memory, as far as it is known. */
    double forgetful();
}
