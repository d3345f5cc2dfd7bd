package dev.antipode.profiles;

import java.util.List;

/**
 * What the rest of Antipode needs to know of a device: its arithmetic, its memory, its threads and its JVM options.
 *
 * <p>A profile decides how fast a run goes and whether it fits, never what is learned: of all these facts only
 * {@code fma} may change a result, and it is recorded in every file that depends on it.
 *
 * @param id short name, lower-case letters, digits and {@code . _ -}; the file is called {@code id.yaml}
 * @param name what the device is called
 * @param architecture instruction set
 * @param vectorBits width of the vector registers that the JVM uses: 128, 256 or 512
 * @param fma whether the CPU has a fused multiply-add; without it the JVM emulates one about a thousand times slower,
 *     so kernels multiply, then add
 * @param cores CPUs of the device, 1 to 1024
 * @param l1dBytes first-level data cache of one core in bytes; the smallest, where cores differ
 * @param l2Bytes second-level cache that one core can use, in bytes; 0 where there is none
 * @param trainingBudgetBytes bytes that a training run may take off the heap
 * @param workerThreads threads that step and train, 1 to {@code cores}
 * @param lanesPerTile episodes that are stepped together, a multiple of 16 so that no vector width leaves a tail
 * @param controlRateHz control rate that the device is asked to hold, in hertz, above 0 and up to 100 000
 * @param jvmOptions options that {@code java} is started with, one JVM option each, without white space
 */
public record DeviceProfile(
        String id,
        String name,
        Architecture architecture,
        int vectorBits,
        boolean fma,
        int cores,
        @FileKey(value = "l1d", quantity = Quantity.BYTES) long l1dBytes,
        @FileKey(value = "l2", quantity = Quantity.BYTES) long l2Bytes,

        @FileKey(value = "trainingBudget", quantity = Quantity.BYTES)
        long trainingBudgetBytes,

        int workerThreads,
        int lanesPerTile,

        @FileKey(value = "controlRate", quantity = Quantity.HERTZ)
        double controlRateHz,

        List<String> jvmOptions) {

    private static final long KIB = 1L << 10;
    private static final long MIB = 1L << 20;
    private static final long TIB = 1L << 40;

    /**
     * Checks every fact, and that the facts are possible together.
     *
     * @throws IllegalArgumentException if a value is outside its range or contradicts another; the message names it
     */
    public DeviceProfile {
        if (!id.matches("[a-z0-9][a-z0-9._-]*")) {
            throw new InvalidFact("id", "is \"" + id + "\" but may hold only lower-case letters, digits and . _ -");
        }
        if (name.isBlank()) {
            throw new InvalidFact("name", "is empty");
        }
        if (vectorBits != 128 && vectorBits != 256 && vectorBits != 512) {
            throw new InvalidFact("vectorBits", "is " + vectorBits + " but must be 128, 256 or 512");
        }
        if (!fma && architecture == Architecture.AARCH64) {
            throw new InvalidFact("fma", "is false, but every aarch64 CPU has a fused multiply-add: set it to true");
        }
        if (!fma && vectorBits == 512) {
            throw new InvalidFact("fma", "is false, but every CPU with 512-bit vectors has a fused multiply-add");
        }
        within("cores", cores, 1, 1024);
        within("l1d", l1dBytes, 4 * KIB, 16 * MIB);
        within("l2", l2Bytes, 0, 1024 * MIB);
        within("trainingBudget", trainingBudgetBytes, MIB, TIB);
        within("workerThreads", workerThreads, 1, cores);
        within("lanesPerTile", lanesPerTile, 16, 65536);
        if (lanesPerTile % 16 != 0) {
            throw new InvalidFact("lanesPerTile", "is " + lanesPerTile + " but must be a multiple of 16");
        }
        if (!(controlRateHz > 0 && controlRateHz <= 100_000)) {
            throw new InvalidFact("controlRate", "is " + controlRateHz + " Hz but must be above 0 and at most 100 kHz");
        }
        jvmOptions = List.copyOf(jvmOptions);
        for (String option : jvmOptions) {
            if (!option.matches("-\\S+")) {
                throw new InvalidFact(
                        "jvmOptions",
                        "holds \"" + option
                                + "\" but each must start with - and hold no white space (write --key=value)");
            }
        }
    }

    /**
     * The tile width at which the rows of a typical closed loop (about 128 floats a lane) stay in the first-level cache.
     *
     * @param l1dBytes first-level data cache in bytes
     * @return lanes, a multiple of 16, from 16 to 256
     */
    public static int lanesFor(long l1dBytes) {
        long lanes = l1dBytes / (128 * Float.BYTES) / 16 * 16;
        return Math.clamp(lanes, 16, 256);
    }

    private static void within(String key, long value, long least, long most) {
        if (value < least || value > most) {
            throw new InvalidFact(key, "is " + value + " but must be " + least + " to " + most);
        }
    }
}
