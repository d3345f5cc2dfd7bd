package dev.antipode.bench;

import java.util.Locale;

/**
 * One plant and batch measured in one JVM. Times are medians over the rounds, in nanoseconds of CPU time an environment's
 * step; ratios are medians of the rounds' ratios of our time to C's.
 *
 * @param plant the plant's label
 * @param lanes environments in the batch
 * @param operations our kernel's primitive operations a lane
 * @param chunks our kernel's generated methods
 * @param ours our time
 * @param c512 C's time with 512-bit vectors preferred
 * @param c256 C's time with 256-bit vectors preferred
 * @param ratio512 ours to C's with 512 bits
 * @param ratio256 ours to C's with 256 bits
 * @param difference the largest relative difference of the answers
 */
record StepTiming(
        String plant,
        int lanes,
        int operations,
        int chunks,
        double ours,
        double c512,
        double c256,
        double ratio512,
        double ratio256,
        double difference) {
    /** One line that {@link #parse} reads. */
    String line() {
        return String.format(
                Locale.ROOT,
                "%s %d %d %d %.5f %.5f %.5f %.5f %.5f %.3e",
                plant,
                lanes,
                operations,
                chunks,
                ours,
                c512,
                c256,
                ratio512,
                ratio256,
                difference);
    }

    static StepTiming parse(String line) {
        String[] words = line.split(" ");
        double[] numbers = new double[words.length];
        for (int i = 1; i < words.length; i++) {
            numbers[i] = Double.parseDouble(words[i]);
        }
        return new StepTiming(
                words[0],
                (int) numbers[1],
                (int) numbers[2],
                (int) numbers[3],
                numbers[4],
                numbers[5],
                numbers[6],
                numbers[7],
                numbers[8],
                numbers[9]);
    }
}
