package dev.antipode.profiles;

import java.util.HashSet;
import java.util.List;

/**
 * What a training run may take of a device.
 *
 * @param budgetBytes bytes that a training run may take off the heap
 * @param threads threads that step and train
 * @param cpus CPUs that these threads may run on, by the kernel's numbers; empty for all
 */
public record TrainingFacts(
        @FileKey(value = "budget", quantity = Quantity.BYTES)
        long budgetBytes,

        int threads,
        List<Integer> cpus) {

    /** Checks each value. */
    public TrainingFacts {
        Check.withinBytes("budget", budgetBytes, Check.MIB, Check.TIB);
        Check.within("threads", threads, 1, 1024);
        cpus = List.copyOf(cpus);
        if (new HashSet<>(cpus).size() != cpus.size()) {
            throw new InvalidFact("cpus", "names a CPU twice");
        }
        if (!cpus.isEmpty() && threads > cpus.size()) {
            throw new InvalidFact(
                    "threads", "is " + threads + ", but cpus names only " + cpus.size() + " CPUs to run on");
        }
    }
}
